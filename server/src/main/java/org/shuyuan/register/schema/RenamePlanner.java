package org.shuyuan.register.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Change;
import org.shuyuan.register.schema.Draft.Phase;
import org.shuyuan.register.schema.Step.Kind;

/**
 * Plans declared renames, and gives the tables as they will be called. A declaration stays in its pack for ever: it counts where the
 * old column is there, and the new one is wanted and not there.
 *
 * <p>Renames are done late, so that programs of the release before work on while indexes are built and rows are filled; until then the
 * steps say the old names ({@link #former}). Only a name that is given away at once is free from the beginning.
 */
final class RenamePlanner {

    private static final String BLIND = "__blind";

    private final List<Table> wanted;
    private final Declarations declared;
    private final Draft draft;
    private final Map<String, LiveTable> tables;
    private final Map<String, Map<String, String>> late = new HashMap<>();

    RenamePlanner(List<Table> wanted, LiveTables live, Declarations declared, Draft draft) {
        this.wanted = wanted;
        this.declared = declared;
        this.draft = draft;
        this.tables = new LinkedHashMap<>(live.tables());
    }

    Map<String, LiveTable> plan() {
        wanted.stream().map(Table::register).distinct().forEach(register -> {
            for (Map.Entry<String, String> rename : renames(register).entrySet()) {
                rename(register, rename.getKey(), rename.getValue());
            }
        });
        return tables;
    }

    /** What makes the SQL for a table, which says the new names, say those that hold until the renames are done. */
    UnaryOperator<String> former(Table table) {
        Map<String, String> renames = late.getOrDefault(table.register(), Map.of());
        return sql -> {
            String former = sql;
            for (Map.Entry<String, String> rename : renames.entrySet()) {
                former = Pattern.compile("(?<![.\\w])\"" + rename.getValue() + "(__blind)?\"")
                        .matcher(former)
                        .replaceAll("\"" + rename.getKey() + "$1\"")
                        .replace(
                                Names.quote(Names.linkName(table.register(), rename.getValue())),
                                Names.quote(Names.linkName(table.register(), rename.getKey())));
            }
            return former;
        };
    }

    private record Rename(String from, String to) {}

    /** Old names and the last of their new names. */
    private Map<String, String> renames(String register) {
        Table now = table(register);
        LiveTable live = tables.get(LiveTable.named("data", register));
        Map<String, String> renames = new LinkedHashMap<>();
        if (now == null || live == null) {
            return renames;
        }
        List<Change> changes = declared.renames(register);
        for (int first = 0; first < changes.size(); first++) {
            String from = String.valueOf(changes.get(first).rename());
            String to = from;
            for (Change change : changes.subList(first, changes.size())) {
                if (to.equals(change.rename())) {
                    to = String.valueOf(change.to());
                }
            }
            if (live.columns().containsKey(from) && !live.columns().containsKey(to) && has(now, to)) {
                renames.putIfAbsent(from, to);
            }
        }
        return renames;
    }

    private @Nullable Table table(String register) {
        return wanted.stream()
                .filter(table -> table.schema().equals("data") && table.name().equals(register))
                .findFirst()
                .orElse(null);
    }

    private static boolean has(Table table, String column) {
        return table.columns().stream().anyMatch(wanted -> wanted.name().equals(column));
    }

    private void rename(String register, String from, String to) {
        Table now = table(register);
        boolean early = now != null && has(now, from);
        if (!early) {
            late.computeIfAbsent(register, any -> new LinkedHashMap<>()).put(from, to);
        }
        List<String> sql = new ArrayList<>();
        for (String schema : LiveTable.schemas()) {
            column(schema, register, from, to, sql);
            column(schema, register, from + BLIND, to + BLIND, sql);
        }
        links(register, from, to, sql);
        for (Table table : wanted) {
            if (table.register().equals(register)) {
                versions(table, new Rename(from, to), sql);
            }
        }
        Wording what = new Wording("step.rename", Map.of("from", register + "." + from, "to", register + "." + to));
        draft.add(early ? Phase.MAKE_WAY : Phase.RENAME, new Step.Brief(Kind.DECLARED, what, sql));
    }

    private void column(String schema, String register, String from, String to, List<String> sql) {
        LiveTable live = tables.get(LiveTable.named(schema, register));
        if (live == null || !live.columns().containsKey(from) || live.columns().containsKey(to)) {
            return;
        }
        sql.add("alter table " + live.qualified() + " rename column " + Names.quote(from) + " to " + Names.quote(to));
        Map<String, LiveTable.Column> columns = new LinkedHashMap<>();
        live.columns()
                .forEach((name, column) ->
                        columns.put(name.equals(from) ? to : name, name.equals(from) ? column.named(to) : column));
        put(live.with(columns));
    }

    private void links(String register, String from, String to, List<String> sql) {
        String old = Names.linkName(register, from);
        String name = Names.linkName(register, to);
        LiveTable live = tables.get(LiveTable.named("data", old));
        if (live == null || tables.containsKey(LiveTable.named("data", name))) {
            return;
        }
        sql.add("alter table " + live.qualified() + " rename to " + Names.quote(name));
        tables.remove(live.key());
        put(new LiveTable("data", name, live.source(), live.columns(), live.constraints(), live.indexes()));
    }

    /** Constraints and indexes that differ in the column's name alone keep their work and change their names. */
    private void versions(Table table, Rename rename, List<String> sql) {
        LiveTable live = tables.get(LiveTable.named(table.schema(), table.name()));
        if (live == null) {
            return;
        }
        Map<String, LiveTable.Constraint> constraints = new LinkedHashMap<>(live.constraints());
        for (Table.Constraint constraint : table.constraints()) {
            String old = former(constraint.name(), constraint.definition(), rename, constraints.keySet());
            LiveTable.Constraint there = constraints.get(old);
            if (old != null && there != null) {
                constraints.remove(old);
                constraints.put(
                        constraint.name(),
                        new LiveTable.Constraint(
                                constraint.name(), there.definition(), there.validated(), there.columns()));
                sql.add("alter table " + live.qualified() + " rename constraint " + Names.quote(old) + " to "
                        + Names.quote(constraint.name()));
            }
        }
        Map<String, LiveTable.Index> indexes = new LinkedHashMap<>(live.indexes());
        for (Table.Index index : table.indexes()) {
            String old = former(index.name(), index.definition(), rename, indexes.keySet());
            LiveTable.Index there = indexes.get(old);
            if (old != null && there != null) {
                indexes.remove(old);
                indexes.put(index.name(), new LiveTable.Index(index.name(), there.valid(), there.columns()));
                sql.add("alter index " + Names.quote(live.schema()) + "." + Names.quote(old) + " rename to "
                        + Names.quote(index.name()));
            }
        }
        put(new LiveTable(live.schema(), live.name(), live.source(), live.columns(), constraints, indexes));
    }

    /** The name of the live thing that differs from the wanted one in the column's name alone. */
    private static @Nullable String former(String name, String definition, Rename rename, Set<String> there) {
        String before = definition
                .replace(Names.quote(rename.to()), Names.quote(rename.from()))
                .replace(Names.blind(rename.to()), Names.blind(rename.from()));
        String ending = Names.version(before);
        String beginning = name.substring(0, name.length() - ending.length());
        return Stream.of(beginning, beginning.replace(rename.to(), rename.from()))
                .map(start -> start + ending)
                .filter(old -> there.contains(old) && !there.contains(name))
                .findFirst()
                .orElse(null);
    }

    private void put(LiveTable table) {
        tables.put(table.key(), table);
    }
}
