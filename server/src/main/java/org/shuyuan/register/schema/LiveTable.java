package org.shuyuan.register.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table that the database has.
 *
 * @param source what it is called before the renames of a plan, qualified and quoted
 * @param constraints by name, apart from the primary key
 * @param indexes by name, apart from those that belong to constraints
 */
record LiveTable(
        String schema,
        String name,
        String source,
        Map<String, Column> columns,
        Map<String, Constraint> constraints,
        Map<String, Index> indexes) {

    LiveTable {
        columns = ordered(columns);
        constraints = ordered(constraints);
        indexes = ordered(indexes);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * A column.
     *
     * @param source what it is called before the renames of a plan
     * @param preset the default as PostgreSQL prints it, or null
     * @param value what it will hold, as SQL over the table before the plan: the column itself, or what it is made of
     */
    record Column(
            String name,
            String source,
            String type,
            boolean required,
            @Nullable String preset,
            String value) {

        Column(String name, String type, boolean required, @Nullable String preset) {
            this(name, name, type, required, preset, Names.quote(name));
        }

        Column named(String to) {
            return new Column(to, source, type, required, preset, value);
        }
    }

    /** A constraint, with the columns that it reads, as they are called before the renames of a plan. */
    record Constraint(String name, String definition, boolean validated, Set<String> columns) {

        Constraint {
            columns = Set.copyOf(columns);
        }
    }

    /** An index, with the columns that it reads, as they are called before the renames of a plan. */
    record Index(String name, boolean valid, Set<String> columns) {

        Index {
            columns = Set.copyOf(columns);
        }
    }

    LiveTable with(Map<String, Column> changed) {
        return new LiveTable(schema, name, source, changed, constraints, indexes);
    }

    String key() {
        return schema + "." + name;
    }

    String qualified() {
        return Names.quote(schema) + "." + Names.quote(name);
    }

    /** The register that the table belongs to. */
    String register() {
        int end = name.indexOf("__");
        return end < 0 ? name : name.substring(0, end);
    }

    /** What of the register it holds, or the empty text where it holds the records themselves. */
    String part() {
        int end = name.indexOf("__");
        return end < 0 ? "" : name.substring(end + 2);
    }

    static String named(String schema, String name) {
        return schema + "." + name;
    }

    static List<String> schemas() {
        return List.of("data", "history");
    }
}
