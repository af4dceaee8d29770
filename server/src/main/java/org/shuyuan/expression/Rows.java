package org.shuyuan.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Emission.Tables;
import org.shuyuan.expression.Term.Read;
import org.shuyuan.expression.Term.Step;

/** The rows that stand around a part of a statement, and how a value is reached from them. Nothing here has parameters. */
final class Rows {

    private final Emission emission;
    private final Tables tables;
    /** Aliases of the rows at hand, by the record that they hold. */
    private final Map<Row, @Nullable String> aliases = new HashMap<>();
    /** Aliases of the link tables of each {@code exists} around, by its variable. */
    private final Map<String, String> elements = new HashMap<>();

    private int count;

    private record Row(String root, List<Step> steps) {}

    Rows(Emission emission) {
        this.emission = emission;
        this.tables = emission.tables();
        aliases.put(new Row(Read.SELF, List.of()), emission.alias());
        aliases.put(new Row(Read.OLD, List.of()), emission.oldAlias());
    }

    String nextAlias() {
        return "e" + ++count;
    }

    /** Runs what is written while a row holds the record that a reference leads to. */
    void with(Read reference, String alias, Runnable body) {
        Row row = new Row(reference.root(), reference.steps());
        String before = aliases.get(row);
        aliases.put(row, alias);
        body.run();
        aliases.put(row, before);
    }

    void element(String variable, String alias) {
        elements.put(variable, alias);
    }

    /** A column of a row at hand, or else of a row that is looked up by the reference to it. */
    String value(Read read) {
        return value(read.root(), read.steps(), read.type() instanceof Type.Ref(String register) ? register : "");
    }

    /** Whether a value is a column of a row at hand. */
    boolean isColumn(Term term) {
        return term instanceof Read read
                && (read.steps().isEmpty() || aliases.get(new Row(read.root(), way(read.steps()))) != null);
    }

    /** The id of the record that has a field with several values. */
    String owner(Read many) {
        return value(many.root(), way(many.steps()), many.steps().getLast().register());
    }

    /** The values of a field with several: {@code link_table alias where alias.owner = id}. */
    String link(Read many, String alias) {
        Step last = many.steps().getLast();
        return tables.linkTable(last.register(), last.field()) + " " + alias + " where " + alias + ".owner = "
                + owner(many);
    }

    /** A register's row with an alias, up to the value that its id must have: {@code table alias where alias.id = }. */
    String lookup(String register, String alias) {
        return tables.table(register) + " " + alias + " where " + column(alias, register, Tables.ID) + " = ";
    }

    private String value(String root, List<Step> steps, String register) {
        if (steps.isEmpty()) {
            String element = elements.get(root);
            return element == null ? column(emission.alias(), register, Tables.ID) : element + ".value";
        }
        Step last = steps.getLast();
        List<Step> way = way(steps);
        String alias = aliases.get(new Row(root, way));
        if (alias != null) {
            return column(alias, last.register(), last.field());
        }
        if (root.equals(Read.OLD) && way.isEmpty()) {
            throw new IllegalArgumentException("The condition reads the old row, and the emission names none");
        }
        String next = nextAlias();
        String wanted = column(next, last.register(), last.field());
        return "(select " + wanted + " from " + lookup(last.register(), next) + value(root, way, last.register()) + ")";
    }

    private static List<Step> way(List<Step> steps) {
        return steps.subList(0, steps.size() - 1);
    }

    private String column(String alias, String register, String field) {
        String column = tables.column(register, field);
        return alias.isEmpty() ? column : alias + "." + column;
    }
}
