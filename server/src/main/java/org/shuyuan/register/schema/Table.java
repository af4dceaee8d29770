package org.shuyuan.register.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as the model needs it.
 *
 * @param register the register it belongs to
 * @param constraints apart from the primary key, whose name is {@code <name>_pkey}
 */
public record Table(
        String schema,
        String name,
        String register,
        List<Column> columns,
        List<String> primaryKey,
        List<Constraint> constraints,
        List<Index> indexes) {

    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    /** The schema and the name, quoted. */
    public String qualified() {
        return Names.quote(schema) + "." + Names.quote(name);
    }

    /**
     * A column.
     *
     * @param type as PostgreSQL prints it ({@code format_type}), so that it can be compared with a live one
     * @param preset the default as SQL, or null
     * @param field the field that it holds, or null for an engine's own column
     */
    public record Column(
            String name,
            String type,
            boolean required,
            @Nullable String preset,
            @Nullable String field) {

        String definition() {
            return Names.quote(name) + " " + type + (preset == null ? "" : " default " + preset)
                    + (required ? " not null" : "");
        }
    }

    /** A constraint; its name changes with its definition. */
    public record Constraint(String name, String definition, Rule rule) {

        String add(Table table, boolean validatedLater) {
            return "alter table " + table.qualified() + " add constraint " + Names.quote(name) + " " + definition
                    + (validatedLater ? " not valid" : "");
        }

        String validate(Table table) {
            return "alter table " + table.qualified() + " validate constraint " + Names.quote(name);
        }
    }

    /** What a constraint holds rows to; it tells which rows break it before it is there. */
    public sealed interface Rule {

        /** A condition, as SQL, that must not be false. */
        record Check(String condition) implements Rule {}

        /** The value of a column must be the id of a row of another table. */
        record Reference(String column, String table) implements Rule {}

        /**
         * No two rows with equal values may have overlapping periods.
         *
         * @param equal columns, quoted
         * @param where the rows that count, as SQL
         */
        record NoOverlap(List<String> equal, String from, String until, String where) implements Rule {

            public NoOverlap {
                equal = List.copyOf(equal);
            }
        }
    }

    /** An index; its name changes with its definition. */
    public record Index(String name, boolean unique, String definition) {

        /** The columns and expressions, without the brackets. */
        String keys() {
            return definition.substring(definition.indexOf('(') + 1, definition.lastIndexOf(')'));
        }

        String create(Table table, boolean besideUse) {
            return "create " + (unique ? "unique " : "") + "index " + (besideUse ? "concurrently " : "")
                    + Names.quote(name) + " on " + table.qualified() + " " + definition;
        }
    }
}
