package org.shuyuan.register.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.schema.Draft.Phase;
import org.shuyuan.register.schema.Step.Kind;

/** Plans what becomes of columns, tables and registers that the model no longer has. */
final class GonePlanner {

    private static final String BLIND = "__blind";
    private static final String EDGE = "edge";

    private final Map<String, Table> wanted = new LinkedHashMap<>();
    private final Map<String, LiveTable> tables;
    private final Rows rows;
    private final Declarations declared;
    private final Draft draft;

    GonePlanner(List<Table> wanted, Map<String, LiveTable> tables, Rows rows, Declarations declared, Draft draft) {
        wanted.forEach(table -> this.wanted.put(LiveTable.named(table.schema(), table.name()), table));
        this.tables = tables;
        this.rows = rows;
        this.declared = declared;
        this.draft = draft;
    }

    void plan() throws SQLException {
        Set<String> registers = wanted.values().stream().map(Table::register).collect(Collectors.toSet());
        Map<String, List<LiveTable>> gone = new TreeMap<>();
        for (LiveTable table : tables.values()) {
            if (!registers.contains(table.register())) {
                gone.computeIfAbsent(table.register(), any -> new ArrayList<>()).add(table);
            }
        }
        for (String register : new TreeSet<>(registers)) {
            for (String field : fields(register)) {
                field(register, field);
            }
            parts(register);
        }
        registers(gone);
    }

    /** Registers go together, and last, since others may refer to them. */
    private void registers(Map<String, List<LiveTable>> gone) throws SQLException {
        Set<String> deleted = new TreeSet<>();
        List<String> tables = new ArrayList<>();
        for (Map.Entry<String, List<LiveTable>> register : gone.entrySet()) {
            if (declared.drops(register.getKey(), Declarations.EVERYTHING)) {
                deleted.add(register.getKey());
                register.getValue().forEach(table -> tables.add(table.qualified()));
            } else {
                refuse(register.getKey(), register.getValue());
            }
        }
        if (!deleted.isEmpty()) {
            draft.brief(Phase.DROP, Kind.DECLARED, deletion(deleted), "drop table " + String.join(", ", tables));
        }
    }

    private void refuse(String register, List<LiveTable> parts) throws SQLException {
        long records = 0;
        for (LiveTable part : parts) {
            if (part.schema().equals("data") && part.part().isEmpty()) {
                records = rows.number("select count(*) from " + part.source());
            }
        }
        draft.refuse(
                Phase.DROP,
                deletion(Set.of(register)),
                "obstacle.register_gone",
                Map.of(
                        "count",
                        Wording.number(records),
                        "line",
                        declared.line(register, "drop: \"" + Declarations.EVERYTHING + "\"")));
    }

    private static Wording deletion(Set<String> registers) {
        return new Wording(
                "step.delete_registers", Map.of("count", registers.size(), "registers", String.join(", ", registers)));
    }

    /** Fields with a column that no longer has a place. */
    private Set<String> fields(String register) {
        Set<String> fields = new TreeSet<>();
        for (String schema : LiveTable.schemas()) {
            LiveTable live = tables.get(LiveTable.named(schema, register));
            for (String column :
                    live == null ? Set.<String>of() : live.columns().keySet()) {
                if (!has(schema, register, column)) {
                    fields.add(field(column));
                }
            }
        }
        return fields;
    }

    private static String field(String column) {
        return column.endsWith(BLIND) ? column.substring(0, column.length() - BLIND.length()) : column;
    }

    private boolean has(String schema, String table, String column) {
        Table there = wanted.get(LiveTable.named(schema, table));
        return there != null
                && there.columns().stream().anyMatch(it -> it.name().equals(column));
    }

    private void field(String register, String field) throws SQLException {
        boolean derived = has("data", register, field); // its digest alone is gone
        boolean split = declared.split(register, field) != null;
        if (derived || split || declared.drops(register, field)) {
            List<String> sql = new ArrayList<>();
            if (split) {
                sql.add(SplitPlanner.forget(register, field));
            }
            LiveTable links = tables.get(LiveTable.named("data", Names.linkName(register, field)));
            if (links != null && !derived) {
                sql.add("drop table " + links.qualified());
            }
            for (String schema : LiveTable.schemas()) {
                LiveTable live = tables.get(LiveTable.named(schema, register));
                String columns = live == null
                        ? ""
                        : live.columns().keySet().stream()
                                .filter(column -> field(column).equals(field) && !has(schema, register, column))
                                .map(column -> "drop column " + Names.quote(column))
                                .collect(Collectors.joining(", "));
                if (live != null && !columns.isEmpty()) {
                    sql.add("alter table " + live.qualified() + " " + columns);
                }
            }
            draft.add(
                    Phase.DROP,
                    new Step.Brief(
                            derived ? Kind.ADDITIVE : Kind.DECLARED,
                            said(
                                    derived
                                            ? "step.drop_digests"
                                            : split ? "step.delete_split_field" : "step.delete_field",
                                    register,
                                    field),
                            sql));
            return;
        }
        draft.refuse(
                Phase.DROP,
                said("step.delete_field", register, field),
                "obstacle.field_gone",
                Map.of(
                        "count",
                        Wording.number(values(register, field)),
                        "rename",
                        declared.line(register, "rename: " + field + ", to: " + successor(register, field)),
                        "drop",
                        declared.line(register, "drop: " + field)));
    }

    private static Wording said(String key, String register, String field) {
        return new Wording(key, Map.of("field", register + "." + field));
    }

    private long values(String register, String field) throws SQLException {
        LiveTable live = tables.get(LiveTable.named("data", register));
        LiveTable.Column column = live == null ? null : live.columns().get(field);
        return live == null || column == null
                ? 0
                : rows.number("select count(" + Names.quote(column.source()) + ") from " + live.source());
    }

    /** The new field of the same type, if there is just one. */
    private String successor(String register, String field) {
        Table table = wanted.get(LiveTable.named("data", register));
        LiveTable live = tables.get(LiveTable.named("data", register));
        LiveTable.@Nullable Column gone = live == null ? null : live.columns().get(field);
        if (table == null || live == null || gone == null) {
            return "…";
        }
        List<String> candidates = table.columns().stream()
                .filter(column -> !live.columns().containsKey(column.name())
                        && column.type().equals(gone.type()))
                .map(Table.Column::name)
                .toList();
        return candidates.size() == 1 ? candidates.getFirst() : "…";
    }

    /** Link tables and paths are derived and go with what they are derived from; dated edges are facts. */
    private void parts(String register) throws SQLException {
        for (LiveTable table : tables.values()) {
            boolean gone = table.register().equals(register)
                    && !table.part().isEmpty()
                    && !wanted.containsKey(table.key())
                    && !dropped(register, table);
            if (gone && table.part().equals(EDGE) && !declared.drops(register, EDGE) && !rows.empty(table)) {
                draft.refuse(
                        Phase.DROP,
                        new Wording("step.delete_edges", Map.of("register", register)),
                        "obstacle.edges",
                        Map.of(
                                "count",
                                Wording.number(rows.number("select count(*) from " + table.source())),
                                "line",
                                declared.line(register, "drop: " + EDGE)));
            } else if (gone) {
                draft.brief(
                        Phase.DROP,
                        table.part().equals(EDGE) ? Kind.DECLARED : Kind.ADDITIVE,
                        new Wording("step.drop_table", Map.of("table", table.key())),
                        "drop table " + table.qualified());
            }
        }
    }

    /** Whether a link table goes, or stays, with its field. */
    private boolean dropped(String register, LiveTable table) {
        return fields(register).stream()
                .anyMatch(field -> Names.linkName(register, field).equals(table.name()));
    }
}
