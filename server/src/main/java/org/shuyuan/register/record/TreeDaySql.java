package org.shuyuan.register.record;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;

/** The statements that read a register's tree as it was on a day, from its dated edges. */
final class TreeDaySql {

    private final Register register;
    private final String records;
    private final String edges;
    private final String heirs;
    private final String title;

    TreeDaySql(Register register) {
        this.register = register;
        this.records = Names.INSTANCE.table(register.id());
        this.edges = Names.INSTANCE.edgeTable(register.id());
        this.heirs = Names.INSTANCE.heirTable(register.id());
        this.title = Names.quote(register.title());
    }

    /** Whether an edge holds on a day. */
    private static Query holds(String edge, LocalDate day) {
        return Query.of(
                "(" + edge + ".since is null or " + edge + ".since <= ?) and (" + edge + ".until is null or " + edge
                        + ".until > ?)",
                day,
                day);
    }

    /** Whether the record's period contains a day. */
    private Query open(String alias, LocalDate day) {
        if (register.period() == null) {
            return Query.of("true");
        }
        String from = alias + "." + Names.quote(register.period().from());
        String until = alias + "." + Names.quote(register.period().until());
        return Query.of(
                "(" + from + " is null or " + from + " <= ?) and (" + until + " is null or " + until + " > ?)",
                day,
                day);
    }

    Query below(JsonRow row, Rights rights, @Nullable UUID under, LocalDate day, @Nullable UUID after, int most) {
        Query query = Query.of("select exists (select from " + edges + " b join " + records
                        + " c on c.id = b.child where b.parent = t.id" + " and c._retired is null and ")
                .add(holds("b", day))
                .add(" and ")
                .add(open("c", day))
                .add("), ")
                .add(row.columns())
                .add(" from " + records + " t")
                .add(row.joins())
                .add(" where t._retired is null and ")
                .add(rights.visible("t"))
                .add(" and ")
                .add(open("t", day))
                .add(" and ")
                .add(under == null ? top(day) : under(under, day));
        if (after != null) {
            query.add(
                    " and (t." + title + " collate platform.pinyin, t.id) > (select a." + title
                            + " collate platform.pinyin, a.id from " + records + " a where a.id = ?)",
                    after);
        }
        return query.add(" order by t." + title + " collate platform.pinyin, t.id limit " + most);
    }

    private Query under(UUID under, LocalDate day) {
        return Query.of("t.id in (select e.child from " + edges + " e where e.parent = ? and ", under)
                .add(holds("e", day))
                .add(")");
    }

    /** At the top stood whoever no edge of that day has under another; who is not there today must have moved since. */
    private Query top(LocalDate day) {
        return Query.of(
                        "(t." + Names.quote(String.valueOf(register.tree()))
                                + " is null or t.id in (select m.child from "
                                + edges + " m where m.since > ?)) and not exists (select from " + edges
                                + " e where e.child = t.id and ",
                        day)
                .add(holds("e", day))
                .add(")");
    }

    Query above(UUID id, LocalDate day) {
        return Query.of(
                        "with recursive up (id) as (select ?::uuid union select above.id from up cross join lateral"
                                + " (select e.parent from " + edges + " e where e.child = up.id and ",
                        id)
                .add(holds("e", day))
                .add(
                        " union all select h.heir from " + heirs + " h where h.predecessor = up.id and h.since <= ?)"
                                + " above (id)) select id from up",
                        day);
    }

    Query openBelow(UUID id, LocalDate day) {
        return Query.of(
                        "select t.id from " + records + " t where t." + Names.quote(String.valueOf(register.tree()))
                                + " = ? and t._retired is null and ",
                        id)
                .add(open("t", day))
                .add(" order by t.id");
    }
}
