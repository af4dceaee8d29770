package org.shuyuan.register.imports;

import java.sql.SQLException;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.record.RecordFault;
import org.shuyuan.register.schema.Names;

/** The rows as nodes of the register's tree: none may stand under itself. */
final class TreeRules {

    private final Batch batch;
    private final Field field;
    private final String parent;
    private final String next;

    TreeRules(Batch batch, String tree) {
        this.batch = batch;
        this.field = batch.register().require(tree);
        this.parent = Names.quote(tree);
        this.next = batch.staging().next();
    }

    /** Whether a new row stands under a row of the file. */
    boolean nested() throws SQLException {
        return batch.ask(Query.of("select from (select distinct " + parent + " as id from " + next + ") p join " + next
                + " n on n.id = p.id"));
    }

    /** Whether rows move records that there are. */
    boolean moves() throws SQLException {
        return batch.ask(Query.of("select from " + next + " n join " + batch.table()
                + " o on o.id = n.id where n._changed" + " and n." + parent + " is distinct from o." + parent));
    }

    /** Notes the rows in a circle. A circle goes through a record that moves, or through a new row that another stands under. */
    void noteCircles() throws SQLException {
        batch.run(Query.of("create index on " + next + " (id)"));
        String written = "r." + Staging.written(field);
        batch.run(batch.note(
                        RecordFault.CIRCULAR,
                        field,
                        "n._line",
                        "case when not starts_with(" + written + ", E'\\x01') then " + written + " end")
                .add("from " + next + " n join " + batch.staging().rows() + " r on r._line = n._line where n.id in (")
                .add(inCircles())
                .add(")"));
    }

    Query inCircles() {
        return Query.of("with recursive climb (start, node) as (select n.id, n." + parent + " from " + next
                + " n where n." + parent + " is not null and (n._changed or n.id in (select " + parent + " from " + next
                + ")) union select c.start, above.id from climb c cross join lateral (select case when x.id is not null then x."
                + parent + " else t." + parent + " end from (select c.node) here (id) left join " + next
                + " x on x.id = here.id left join " + batch.table() + " t on t.id = here.id"
                + " union all select h.heir from "
                + Names.INSTANCE.heirTable(batch.register().id())
                + " h where h.predecessor = c.node) above (id) where c.node is not null and c.node <> c.start)"
                + " select start from climb where node = start");
    }

    /** The paths of the new rows, from a staged table: {@code descendant, ancestor, depth}. */
    static Query paths(Batch batch, String table, String tree, String treeTable, boolean nested, Query wanted) {
        String parent = Names.quote(tree);
        Query up = Query.of("with recursive up (descendant, node, parent, depth) as (select n.id, n.id, n." + parent
                        + ", 0 from " + table + " n where n._new and ")
                .add(wanted);
        if (nested) {
            up.add(
                    " union all select up.descendant, x.id, x." + parent + ", up.depth + 1 from up join " + table
                            + " x on x.id = up.parent and x._new where not exists (select from register.import_fault z"
                            + " where z.import = ? and z.line = x._line and z.code = ?)",
                    batch.id(),
                    RecordFault.CIRCULAR.code());
        }
        return up.add(") select descendant, node as ancestor, depth from up union all"
                + " select up.descendant, t.ancestor, up.depth + t.depth + 1 from up join " + treeTable
                + " t on t.descendant = up.parent");
    }

    /** Makes the paths ready for conditions to look at. */
    void stagePaths(boolean nested) throws SQLException {
        String paths = batch.staging().paths();
        batch.run(Query.of("insert into " + paths + " ")
                .add(paths(
                        batch,
                        next,
                        field.id(),
                        Names.INSTANCE.treeTable(batch.register().id()),
                        nested,
                        Query.of("true"))));
        batch.run(Query.of("create index on " + paths + " (descendant)"));
        batch.analyze(paths);
    }
}
