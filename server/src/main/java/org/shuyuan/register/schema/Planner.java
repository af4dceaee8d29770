package org.shuyuan.register.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.schema.Draft.Phase;
import org.shuyuan.register.schema.Step.Kind;
import org.shuyuan.register.schema.Table.Rule;

/**
 * Compares the tables that a model needs with the tables that there are. The plan hangs on nothing but the live database and the
 * declarations, so that a run which was cut short is finished by planning anew.
 */
final class Planner {

    private static final String OVERLAP_EXTENSION = "btree_gist";

    private final List<Table> wanted;
    private final LiveTables live;
    private final Rows rows;
    private final Declarations declared;
    private final Draft draft = new Draft();

    private Planner(List<Table> wanted, LiveTables live, Rows rows, Declarations declared) {
        this.wanted = wanted;
        this.live = live;
        this.rows = rows;
        this.declared = declared;
    }

    /** The steps, and the tables under the names that they will have. */
    record Planned(Plan plan, Map<String, LiveTable> renamed) {}

    static Planned plan(List<Table> wanted, LiveTables live, Rows rows, Declarations declared) throws SQLException {
        return new Planner(wanted, live, rows, declared).plan();
    }

    private Planned plan() throws SQLException {
        ground();
        RenamePlanner renames = new RenamePlanner(wanted, live, declared, draft);
        Map<String, LiveTable> tables = renames.plan();
        for (Table table : wanted) {
            LiveTable there = tables.get(LiveTable.named(table.schema(), table.name()));
            Draft own = draft.saying(renames.former(table));
            if (there == null) {
                create(table, tables);
                continue;
            }
            SplitPlanner splits = new SplitPlanner(table, there, rows, declared, own);
            LiveTable split = splits.plan();
            tables.put(split.key(), split);
            ColumnPlanner columns = new ColumnPlanner(table, split, rows, declared, own);
            columns.plan();
            new ConstraintPlanner(table, split, tables, rows, declared, own)
                    .plan(columns.cleared(), !columns.refused() && !splits.refused());
        }
        new GonePlanner(wanted, tables, rows, declared, draft).plan();
        return new Planned(draft.plan(), tables);
    }

    private void ground() {
        boolean overlaps = wanted.stream()
                .flatMap(table -> table.constraints().stream())
                .anyMatch(constraint -> constraint.rule() instanceof Rule.NoOverlap);
        if (overlaps && !live.ready().contains(OVERLAP_EXTENSION)) {
            ground("step.extension", "extension", OVERLAP_EXTENSION);
        }
        for (String schema : LiveTable.schemas()) {
            if (!live.ready().contains(schema)) {
                ground("step.schema", "schema", schema);
            }
        }
    }

    private void ground(String key, String kind, String name) {
        draft.brief(
                Phase.GROUND,
                Kind.ADDITIVE,
                new Wording(key, Map.of("name", name)),
                "create " + kind + " if not exists " + name);
    }

    /** A new table with all but its references, which may point to tables that are still to come. */
    private void create(Table table, Map<String, LiveTable> tables) throws SQLException {
        if (derivedOf(table, tables)) {
            return;
        }
        List<String> sql = new ArrayList<>();
        Stream<String> columns = table.columns().stream().map(Table.Column::definition);
        Stream<String> key = Stream.of("primary key ("
                + table.primaryKey().stream().map(Names::quote).collect(Collectors.joining(", ")) + ")");
        Stream<String> constraints = table.constraints().stream()
                .filter(constraint -> !(constraint.rule() instanceof Rule.Reference))
                .map(constraint -> "constraint " + Names.quote(constraint.name()) + " " + constraint.definition());
        sql.add(Stream.of(columns, key, constraints)
                .flatMap(part -> part)
                .collect(Collectors.joining(",\n    ", "create table " + table.qualified() + " (\n    ", "\n)")));
        table.indexes().forEach(index -> sql.add(index.create(table, false)));
        draft.add(
                Phase.CREATE,
                new Step.Brief(Kind.ADDITIVE, new Wording("step.create", Map.of("table", name(table))), sql));
        for (Table.Constraint constraint : table.constraints()) {
            if (constraint.rule() instanceof Rule.Reference) {
                draft.brief(
                        Phase.CONSTRAIN,
                        Kind.ADDITIVE,
                        held("step.hold", table, constraint),
                        constraint.add(table, false));
            }
        }
    }

    /** A register that becomes a tree, or a field that gets several values, while records are there, has nothing to fill the table with. */
    private boolean derivedOf(Table table, Map<String, LiveTable> tables) throws SQLException {
        @Nullable LiveTable records = tables.get(LiveTable.named("data", table.register()));
        if (records == null || !table.name().endsWith("__edge") || rows.empty(records)) {
            return false;
        }
        draft.refuse(
                Phase.CREATE,
                new Wording("step.tree", Map.of("register", table.register())),
                "obstacle.tree",
                Map.of());
        return true;
    }

    /** How a table is called in a plan. */
    static String name(Table table) {
        return table.schema().equals("data") ? table.name() : table.schema() + "." + table.name();
    }

    static Wording held(String key, Table table, Table.Constraint constraint) {
        return new Wording(key, Map.of("table", name(table), "rule", constraint.definition()));
    }
}
