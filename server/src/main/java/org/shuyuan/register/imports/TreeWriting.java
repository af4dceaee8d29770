package org.shuyuan.register.imports;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.shuyuan.platform.Query;
import org.shuyuan.register.imports.ImportState.Stage;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TreePaths;

/** Puts whole sets of records into a register's tree, and moves them. */
final class TreeWriting {

    private final Batch batch;
    private final Register register;
    private final String tree;
    private final String parent;
    private final String edges;
    private final String paths;
    private final String moved;
    private final String shifted;
    private final UUID evidence;

    TreeWriting(Batch batch, Register register, UUID evidence) {
        this.batch = batch;
        this.register = register;
        this.tree = String.valueOf(register.tree());
        this.parent = Names.quote(tree);
        this.edges = Names.INSTANCE.edgeTable(register.id());
        this.paths = Names.INSTANCE.treeTable(register.id());
        this.moved = batch.staging().moved();
        this.shifted = batch.staging().shifted();
        this.evidence = evidence;
    }

    private LocalDate today() {
        return batch.policies().today();
    }

    /** New records: an edge from the first day of each, and its paths. */
    void plant(String from, String good, boolean nested) throws SQLException {
        Query edge =
                Query.of("insert into " + edges + " (child, parent, since, _id, _change) select n.id, n." + parent);
        edge = register.period() == null
                ? edge.add(", ?::date", today())
                : edge.add(", n." + Names.quote(register.period().from()));
        batch.run(edge.add(
                ", n.id, ? from " + from + " n where n._new and n." + parent + " is not null and " + good, evidence));
        batch.run(Query.of("insert into " + paths + " (descendant, ancestor, depth) ")
                .add(TreeRules.paths(batch, from, tree, paths, nested, Query.of(good))));
    }

    /**
     * Remembers what moves, before it does. From here on no other process moves anything, so that two can't close a circle; what closes
     * one by now was changed since the check.
     */
    void noteMoves(String good) throws SQLException {
        batch.run(Query.of("lock table " + edges + " in share row exclusive mode"));
        batch.create(moved, "id uuid primary key", "parent uuid");
        batch.run(Query.of("insert into " + moved + " select n.id, n." + parent + " from "
                + batch.staging().next()
                + " n join " + batch.table() + " o on o.id = n.id where n._changed and n." + parent
                + " is distinct from o." + parent + " and " + good));
        Query circles = Query.of("select from (")
                .add(new TreeRules(batch, tree).inCircles())
                .add(") c (id) join " + moved + " m on m.id = c.id");
        if (batch.ask(circles)) {
            throw Stopped.by(Stage.FAILED, ImportError.CHANGED_MEANWHILE);
        }
        batch.create(shifted, "id uuid primary key");
        batch.run(Query.of("insert into " + shifted + " select distinct p.descendant from " + paths + " p join " + moved
                + " m on m.id = p.ancestor"));
    }

    /** Today the edges change; those that were to begin later fall away, and paths follow the parents as they are by now. */
    void move() throws SQLException {
        batch.run(Query.of(
                "delete from " + edges + " e using " + moved + " m where e.child = m.id and e.since >= ?", today()));
        batch.run(Query.of(
                "update " + edges + " e set until = ? from " + moved
                        + " m where e.child = m.id and (e.until is null or e.until > ?)",
                today(),
                today()));
        batch.run(Query.of(
                "insert into " + edges
                        + " (child, parent, since, _id, _change) select id, parent, ?, gen_random_uuid(), ?" + " from "
                        + moved + " where parent is not null",
                today(),
                evidence));
        batch.run(Query.of("delete from " + paths + " p using " + shifted + " s where s.id = p.descendant"));
        batch.run(
                Query.of("insert into " + paths + " (descendant, ancestor, depth) " + TreePaths.of(register, shifted)));
    }
}
