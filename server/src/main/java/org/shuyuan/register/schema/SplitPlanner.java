package org.shuyuan.register.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shuyuan.register.model.Template;
import org.shuyuan.register.schema.Draft.Phase;
import org.shuyuan.register.schema.Step.Kind;

/**
 * Plans the declared splits of a table that is there: the columns of the parts, a trigger that keeps them right while others still write
 * the old column, and the fill of the rows that are there. {@link GonePlanner} deletes the old column and the trigger at last.
 */
final class SplitPlanner {

    private static final String WHOLE_NUMBER = "^(0|-?[1-9][0-9]{0,17})?$";

    private final Table table;
    private final LiveTable live;
    private final Rows rows;
    private final Declarations declared;
    private final Draft draft;
    private boolean refused;

    SplitPlanner(Table table, LiveTable live, Rows rows, Declarations declared, Draft draft) {
        this.table = table;
        this.live = live;
        this.rows = rows;
        this.declared = declared;
        this.draft = draft;
    }

    /** Whether rows can't be asked for the parts, because they don't have them. */
    boolean refused() {
        return refused;
    }

    /** The table as the splits leave it: with the parts, each of which has a value that rows can be asked for at once. */
    LiveTable plan() throws SQLException {
        LiveTable after = live;
        for (LiveTable.Column column : live.columns().values()) {
            Declarations.Split split = live.part().isEmpty() && !has(column.name())
                    ? declared.split(table.register(), column.name())
                    : null;
            if (split != null) {
                after = split(after, column, split.into());
            }
        }
        return after;
    }

    private boolean has(String column) {
        return table.columns().stream().anyMatch(it -> it.name().equals(column));
    }

    private LiveTable split(LiveTable there, LiveTable.Column source, Template into) throws SQLException {
        Map<Integer, Table.Column> parts = new LinkedHashMap<>();
        for (Table.Column column : table.columns()) {
            int part = into.fields().indexOf(column.name());
            if (part >= 0) {
                parts.put(part + 1, column);
            }
        }
        String value = Names.quote(source.source());
        boolean splits = splits(source, value, into, parts);
        if (splits) {
            steps(source, into, parts);
        }
        refused |= !splits;
        Map<String, LiveTable.Column> columns = new LinkedHashMap<>(there.columns());
        parts.forEach((part, column) -> {
            LiveTable.Column begun = there.columns().get(column.name());
            boolean required = splits ? begun != null && begun.required() : column.required();
            columns.put(
                    column.name(),
                    new LiveTable.Column(
                            column.name(),
                            column.name(),
                            column.type(),
                            required,
                            null,
                            part(value, into, part, column)));
        });
        return there.with(columns);
    }

    /** Whether every row's value is made up so, the history's included. */
    private boolean splits(LiveTable.Column source, String value, Template into, Map<Integer, Table.Column> parts)
            throws SQLException {
        if (!source.type().equals("text")) {
            draft.refuse(
                    Phase.FILL,
                    said("step.split", source, into),
                    "obstacle.not_text",
                    Map.of("type", TypeChange.words(source.type()), "field", source.name()));
            return false;
        }
        Rows.Count misfits = rows.count(live.source(), "id", misfit(value, into, parts));
        if (!misfits.none()) {
            draft.refuse(
                    Phase.FILL,
                    said("step.split", source, into),
                    "obstacle.made_up_otherwise",
                    Map.of("rows", misfits.told(table)));
            return false;
        }
        return true;
    }

    /** True of a value that the template doesn't fit, or whose parts are not what their fields hold. */
    private static String misfit(String value, Template into, Map<Integer, Table.Column> parts) {
        String given = "(" + value + " is not null and (" + parts(value, into) + " is null";
        String numbers = parts.entrySet().stream()
                .filter(part -> part.getValue().type().equals("bigint"))
                .map(part -> " or (" + parts(value, into) + ")[" + part.getKey() + "] !~ '" + WHOLE_NUMBER + "'")
                .collect(Collectors.joining());
        return given + numbers + "))";
    }

    private static String parts(String value, Template into) {
        return "register.parts(" + value + ", "
                + into.words().stream().map(SplitPlanner::literal).collect(Collectors.joining(", ", "array[", "]"))
                + ")";
    }

    private static String literal(String word) {
        String doubled = word.replace("'", "''");
        return doubled.contains("\\") ? "E'" + doubled.replace("\\", "\\\\") + "'" : "'" + doubled + "'";
    }

    private static String part(String value, Template into, int part, Table.Column column) {
        return "nullif((" + parts(value, into) + ")[" + part + "], '')::" + column.type();
    }

    private Wording said(String key, LiveTable.Column source, Template into) {
        return new Wording(key, Map.of("field", Planner.name(table) + "." + source.name(), "into", into.toString()));
    }

    private void steps(LiveTable.Column source, Template into, Map<Integer, Table.Column> parts) {
        String old = Names.quote(source.name());
        String function = function(table.register(), source.name());
        List<String> sql = new ArrayList<>();
        parts.values().stream()
                .filter(column -> !live.columns().containsKey(column.name()))
                .forEach(column -> sql.add("alter table " + table.qualified() + " add column "
                        + Names.quote(column.name()) + " " + column.type()));
        String written = "new." + old;
        sql.add("create or replace function " + function + "() returns trigger language plpgsql as $split$\nbegin\n"
                + "    if tg_op = 'INSERT' or " + written + " is distinct from old." + old + " then\n"
                + "        if " + misfit(written, into, parts) + " then\n"
                + "            raise exception 'an upgrade splits this field, and the value is not made up as it needs'"
                + " using errcode = 'check_violation';\n        end if;\n"
                + parts.entrySet().stream()
                        .map(part ->
                                "        new." + Names.quote(part.getValue().name()) + " := "
                                        + part(written, into, part.getKey(), part.getValue()) + ";\n")
                        .collect(Collectors.joining())
                + "    end if;\n    return new;\nend $split$");
        sql.add("create or replace trigger " + Names.quote("split_" + source.name()) + " before insert or update on "
                + table.qualified() + " for each row execute function " + function + "()");
        draft.add(Phase.ADD, new Step.Brief(Kind.DECLARED, said("step.split_written", source, into), sql));
        String set = parts.entrySet().stream()
                .map(part ->
                        Names.quote(part.getValue().name()) + " = " + part(old, into, part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
        String waiting = parts.values().stream()
                .map(column -> " and " + Names.quote(column.name()) + " is null")
                .collect(Collectors.joining("", old + " is not null", ""));
        draft.add(
                Phase.FILL,
                new Step.Batches(
                        Kind.DECLARED,
                        said("step.split", source, into),
                        table.qualified(),
                        "update " + table.qualified() + " set " + set + " where " + waiting));
    }

    private static String function(String register, String column) {
        return "register." + Names.quote(Names.shortened("split_" + register + "_" + column));
    }

    /** What ends the keeping of the parts, in the transaction that deletes the old column. */
    static String forget(String register, String column) {
        return "drop function if exists " + function(register, column) + "() cascade";
    }
}
