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

    /**
     * A constraint; its name changes with its definition.
     *
     * @param condition for a check, what must hold; null for a foreign key or an exclusion
     */
    public record Constraint(
            String name, String definition, @Nullable String condition) {

        /** Whether rows that are there already may be checked after the constraint has begun to hold for new ones. */
        boolean validatedLater() {
            return !definition.startsWith("exclude");
        }
    }

    /** An index; its name changes with its definition. */
    public record Index(String name, boolean unique, String definition) {

        String create(Table table, boolean besideUse) {
            return "create " + (unique ? "unique " : "") + "index " + (besideUse ? "concurrently " : "")
                    + Names.quote(name) + " on " + table.qualified() + " " + definition;
        }
    }
}
