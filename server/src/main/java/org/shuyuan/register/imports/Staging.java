package org.shuyuan.register.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;

/** The tables that one import makes for itself; UNLOGGED, as nothing of them outlives it. */
final class Staging {

    private final String prefix;
    private final Map<String, Integer> numbers = new HashMap<>();

    Staging(UUID id) {
        this.prefix = "i" + id.toString().replace("-", "");
    }

    /** Numbered, as PostgreSQL keeps 63 characters of a name only. */
    private String table(String what) {
        int number = numbers.computeIfAbsent(what, any -> numbers.size());
        return "staging." + Names.quote(prefix + "_" + number);
    }

    /** The rows as they stand in the file: typed values, and references as they are written. */
    String rows() {
        return table("rows");
    }

    /** Which rows are which records. */
    String found() {
        return table("found");
    }

    /** The rows as they are to be: values of the file over those that the record has. */
    String next() {
        return table("next");
    }

    /** Records of another register that references make. */
    String made(String register) {
        return table("made_" + register);
    }

    /** What the references of a field mean. */
    String meant(String field) {
        return table("ref_" + field);
    }

    /** The paths of new nodes of a tree. */
    String paths() {
        return table("paths");
    }

    /** Records that get another place in the tree. */
    String moved() {
        return table("moved");
    }

    /** What stands under those. */
    String shifted() {
        return table("shifted");
    }

    /** Lines that are not written. */
    String bad() {
        return table("bad");
    }

    /** What the column of a reference is called where it stands as it is written. */
    static String written(Field field) {
        return Names.quote(field.id() + "__written");
    }

    void create(Connection connection, String table, List<String> columns) throws SQLException {
        run(
                connection,
                Query.of("create unlogged table " + table + " (" + String.join(", ", columns)
                        + ") with (autovacuum_enabled = off)"));
    }

    /** All columns of a register's record, preceded by what an import knows of a row. */
    static List<String> recordColumns(Register register) {
        List<String> columns = new ArrayList<>(List.of(
                "_line bigint",
                "id uuid",
                "_new boolean",
                "_changed boolean",
                "_version integer",
                "_touched text[]",
                "_faulty text[]"));
        register.stored().forEach(field -> columns.addAll(typed(field)));
        return columns;
    }

    private static List<String> typed(Field.Stored field) {
        String type = TableDesign.columnType(field.datum()) + (field.many() ? "[]" : "");
        String column = Names.quote(field.id()) + " " + type;
        return blind(field) ? List.of(column, Names.blind(field.id()) + " bytea") : List.of(column);
    }

    /** Whether a keyed digest stands beside the value. */
    static boolean blind(Field field) {
        return field.datum().encrypted() && field.datum().identifying();
    }

    /** What tells values of a field apart. */
    static String telling(Field field) {
        return blind(field) ? Names.blind(field.id()) : Names.quote(field.id());
    }

    /** Drops whatever stands of it. */
    void drop(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (var statement = Query.of(
                                "select tablename from pg_tables where schemaname = 'staging' and starts_with(tablename, ?)",
                                prefix + "_")
                        .prepare(connection);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add("staging." + Names.quote(rows.getString(1)));
            }
        }
        if (!tables.isEmpty()) {
            run(connection, Query.of("drop table " + String.join(", ", tables)));
        }
    }

    static long run(Connection connection, Query query) throws SQLException {
        try (var statement = query.prepare(connection)) {
            return statement.executeLargeUpdate();
        }
    }
}
