package org.shuyuan.register.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shuyuan.register.schema.Draft.Phase;
import org.shuyuan.register.schema.Step.Kind;
import org.shuyuan.register.schema.Table.Rule;

/** Plans the constraints and indexes of a table that is there. New ones hold before obsolete ones go. */
final class ConstraintPlanner {

    private static final Pattern MAX = Pattern.compile("char_length\\(\"?(\\w+)\"?\\) <= (\\d+)");

    private final Table table;
    private final LiveTable live;
    private final Map<String, LiveTable> tables;
    private final Rows rows;
    private final Declarations declared;
    private final Draft draft;

    ConstraintPlanner(
            Table table, LiveTable live, Map<String, LiveTable> tables, Rows rows, Declarations declared, Draft draft) {
        this.table = table;
        this.live = live;
        this.tables = tables;
        this.rows = rows;
        this.declared = declared;
        this.draft = draft;
    }

    /**
     * @param cleared constraints and indexes that are dropped already
     * @param askable whether the rows can be asked as they will be
     */
    void plan(Set<String> cleared, boolean askable) throws SQLException {
        boolean empty = rows.empty(live);
        for (Table.Constraint constraint : table.constraints()) {
            LiveTable.Constraint there = live.constraints().get(constraint.name());
            if ((there == null || !there.validated()) && (!askable || holds(constraint))) {
                constrain(constraint, there != null, empty);
            }
        }
        for (Table.Index index : table.indexes()) {
            LiveTable.Index there = live.indexes().get(index.name());
            if ((there == null || !there.valid()) && (!askable || !index.unique() || unique(index))) {
                build(index, there != null, empty);
            }
        }
        clear(cleared);
    }

    private boolean holds(Table.Constraint constraint) throws SQLException {
        String from = Rows.asTheyWillBe(table, live);
        String id = Names.quote(table.primaryKey().getFirst());
        Rows.Count broken = switch (constraint.rule()) {
            case Rule.Check(String condition) -> rows.count(from, id, "not (" + condition + ")");
            case Rule.Reference(String column, String target) ->
                rows.count(
                        from,
                        id,
                        "it." + column + " is not null"
                                + (tables.containsKey(target.replace("\"", ""))
                                        ? " and not exists (select from " + target + " as target where target.id = it."
                                                + column + ")"
                                        : ""));
            case Rule.NoOverlap overlap -> rows.count(overlapping(overlap, from, id), id, "overlapping");
        };
        if (!broken.none()) {
            draft.refuse(
                    Phase.CONSTRAIN,
                    Planner.held("step.hold", table, constraint),
                    "obstacle.broken",
                    Map.of("rows", broken.told(table)));
            return false;
        }
        return !(constraint.rule() instanceof Rule.Check check) || mayNarrow(check);
    }

    /** Rows, with whether they overlap one that begins earlier. */
    private static String overlapping(Rule.NoOverlap rule, String from, String id) {
        String begin = "coalesce(" + rule.from() + ", '-infinity'::date)";
        String known =
                rule.equal().stream().map(column -> column + " is not null").collect(Collectors.joining(" and "));
        return """
                (select %1$s, max(coalesce(%2$s, 'infinity'::date)) over (partition by %3$s order by %4$s, %1$s
                                   rows between unbounded preceding and 1 preceding) > %4$s as overlapping
                 from %5$s where %6$s%7$s) as it""".formatted(
                        id,
                        rule.until(),
                        String.join(", ", rule.equal()),
                        begin,
                        from,
                        known,
                        rule.where().isEmpty() ? "" : " and " + rule.where());
    }

    /** Whether a text may hold as few characters as it shall. */
    private boolean mayNarrow(Rule.Check check) {
        Matcher wanted = MAX.matcher(check.condition());
        if (!wanted.matches()) {
            return true;
        }
        String field = wanted.group(1);
        int max = Integer.parseInt(wanted.group(2));
        int former = formerMax(field);
        if (former > max && !declared.narrows(table.register(), field)) {
            draft.refuse(
                    Phase.CONSTRAIN,
                    new Wording(
                            "step.shorten",
                            Map.of("field", Planner.name(table) + "." + field, "former", former, "max", max)),
                    "obstacle.narrower",
                    Map.of("line", declared.line(table.register(), "narrow: " + field)));
            return false;
        }
        return true;
    }

    private int formerMax(String field) {
        LiveTable.Column column = live.columns().get(field);
        return live.constraints().values().stream()
                .filter(constraint -> column != null && constraint.columns().equals(Set.of(column.source())))
                .map(constraint -> MAX.matcher(constraint.definition()))
                .filter(matcher -> matcher.find())
                .mapToInt(matcher -> Integer.parseInt(matcher.group(2)))
                .max()
                .orElse(0);
    }

    private void constrain(Table.Constraint constraint, boolean begun, boolean empty) {
        Wording what = Planner.held("step.hold", table, constraint);
        Kind kind = narrowing(constraint) ? Kind.DECLARED : Kind.ADDITIVE;
        if (constraint.rule() instanceof Rule.NoOverlap) {
            // PostgreSQL has no way to begin an exclusion beside use.
            draft.add(Phase.CONSTRAIN, new Step.Standstill(kind, what, List.of(constraint.add(table, false))));
        } else if (empty && !begun) {
            draft.brief(Phase.CONSTRAIN, kind, what, constraint.add(table, false));
        } else {
            if (!begun) {
                draft.brief(
                        Phase.CONSTRAIN,
                        kind,
                        Planner.held("step.hold_new", table, constraint),
                        constraint.add(table, true));
            }
            draft.add(
                    Phase.CONSTRAIN,
                    new Step.Beside(
                            kind, Planner.held("step.hold_all", table, constraint), constraint.validate(table)));
        }
    }

    private boolean narrowing(Table.Constraint constraint) {
        if (!(constraint.rule() instanceof Rule.Check check)) {
            return false;
        }
        Matcher wanted = MAX.matcher(check.condition());
        return wanted.matches() && formerMax(wanted.group(1)) > Integer.parseInt(wanted.group(2));
    }

    private boolean unique(Table.Index index) throws SQLException {
        String keys = index.keys();
        String from = Rows.asTheyWillBe(table, live);
        String given = " where (" + keys + ") is not null";
        String twice = "(select from " + from + given + " group by " + keys + " having count(*) > 1) as twice";
        if (rows.number("select count(*) from " + twice) == 0) {
            return true;
        }
        String id = Names.quote(table.primaryKey().getFirst());
        String counted = "(select " + id + ", count(*) over (partition by " + keys + ") as times from " + from + given
                + ") as it";
        draft.refuse(
                Phase.INDEX,
                new Wording("step.unique", Map.of("table", Planner.name(table), "keys", keys)),
                "obstacle.twice",
                Map.of("rows", rows.count(counted, id, "times > 1").told(table)));
        return false;
    }

    private void build(Table.Index index, boolean leftover, boolean empty) {
        Wording what = new Wording(leftover ? "step.rebuild" : "step.build", Map.of("index", index.name()));
        if (empty && !leftover) {
            draft.brief(Phase.INDEX, Kind.ADDITIVE, what, index.create(table, false));
        } else {
            String name = Names.quote(table.schema()) + "." + Names.quote(index.name());
            draft.add(Phase.INDEX, new Step.BuildIndex(Kind.ADDITIVE, what, name, leftover, index.create(table, true)));
        }
    }

    private void clear(Set<String> cleared) {
        Set<String> constraints =
                table.constraints().stream().map(Table.Constraint::name).collect(Collectors.toSet());
        for (String name : live.constraints().keySet()) {
            if (!constraints.contains(name) && !cleared.contains(name)) {
                draft.brief(
                        Phase.CLEAR,
                        Kind.ADDITIVE,
                        new Wording("step.drop_constraint", Map.of("constraint", name, "table", Planner.name(table))),
                        "alter table " + table.qualified() + " drop constraint if exists " + Names.quote(name));
            }
        }
        Set<String> indexes = table.indexes().stream().map(Table.Index::name).collect(Collectors.toSet());
        for (String name : live.indexes().keySet()) {
            if (!indexes.contains(name) && !cleared.contains(name)) {
                draft.add(
                        Phase.CLEAR,
                        new Step.DropIndex(
                                Kind.ADDITIVE,
                                new Wording("step.drop_index", Map.of("index", name)),
                                Names.quote(table.schema()) + "." + Names.quote(name)));
            }
        }
    }
}
