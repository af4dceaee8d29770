package org.shuyuan.register.imports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Query;
import org.shuyuan.register.imports.ImportState.Stage;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the database remembers of imports. */
final class ImportLog {

    private static final String COLUMNS = """
            id, register, account, at, mode, dry_run, file_name, state, encoding, bom, delimiter, hidden_sheets, columns::text, total, read,
            created, changed, unchanged, faulty, created_references, problem::text, matching::text""";

    /** No list of imports is longer. */
    private static final int LISTED = 100;

    private ImportLog() {}

    static void begin(Connection connection, ImportState state, Actor actor) throws SQLException {
        Staging.run(
                connection,
                Query.of(
                        """
                insert into register.import (id, register, account, name, at, mode, dry_run, file_name, state, matching)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""",
                        state.id(),
                        state.register(),
                        state.account(),
                        actor.name(),
                        state.at(),
                        code(state.options().mode()),
                        state.options().dryRun(),
                        state.options().fileName(),
                        code(state.stage()),
                        Matching.write(state.options().matching())));
    }

    static boolean delete(Connection connection, UUID id) throws SQLException {
        return Staging.run(connection, Query.of("delete from register.import where id = ?", id)) > 0;
    }

    static void save(Connection connection, ImportState state) throws SQLException {
        ImportState.Counts counts = state.counts();
        ImportState.Stop stop = state.problem();
        Staging.run(
                connection,
                Query.of(
                        """
                update register.import
                set state = ?, encoding = ?, bom = ?, delimiter = ?, hidden_sheets = ?::jsonb, columns = ?::jsonb, total = ?::bigint, read = ?, created = ?,
                    changed = ?, unchanged = ?, faulty = ?, created_references = ?, problem = ?::jsonb
                where id = ?""",
                        code(state.stage()),
                        state.file().encoding(),
                        state.file().bom(),
                        state.file().delimiter(),
                        JsonMapper.shared().writeValueAsString(state.file().hiddenSheets()),
                        JsonMapper.shared().writeValueAsString(state.file().columns()),
                        state.total(),
                        state.read(),
                        counts.created(),
                        counts.changed(),
                        counts.unchanged(),
                        counts.faulty(),
                        counts.createdReferences(),
                        stop == null ? null : problem(stop),
                        state.id()));
    }

    private static String problem(ImportState.Stop stop) {
        return "{\"code\":" + JsonMapper.shared().writeValueAsString(stop.code()) + ",\"parameters\":"
                + Parameters.write(stop.parameters()) + "}";
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Forgets what was wrong with the rows of an import when it was done before. */
    static void forgetFaults(Connection connection, UUID id) throws SQLException {
        Staging.run(connection, Query.of("delete from register.import_fault where import = ?", id));
        Staging.run(connection, Query.of("delete from register.import_row where import = ?", id));
    }

    /** Notes that an import is begun once more, and forgets what was wrong with it; answers how often it was begun. */
    static int again(Connection connection, UUID id) throws SQLException {
        forgetFaults(connection, id);
        Query query =
                Query.of("update register.import set attempts = attempts + 1 where id = ? returning attempts", id);
        try (var statement = query.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Takes an import up anew in place of what it was; false where somebody else has just done so. */
    static boolean renew(Connection connection, ImportState before, ImportState anew) throws SQLException {
        boolean first = Staging.run(
                        connection,
                        Query.of(
                                """
                update register.import
                set mode = ?, dry_run = ?, matching = ?::jsonb, at = ?, attempts = 1, state = ?
                where id = ? and state = ? and dry_run = ?""",
                                code(anew.options().mode()),
                                anew.options().dryRun(),
                                Matching.write(anew.options().matching()),
                                anew.at(),
                                code(anew.stage()),
                                before.id(),
                                code(before.stage()),
                                before.options().dryRun()))
                > 0;
        if (first) {
            save(connection, anew);
        }
        return first;
    }

    static @Nullable ImportState find(Connection connection, UUID id) throws SQLException {
        List<ImportState> found =
                read(connection, Query.of("select " + COLUMNS + " from register.import where id = ?", id));
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The imports that have not ended. */
    static List<ImportState> open(Connection connection) throws SQLException {
        return read(
                connection,
                Query.of("select " + COLUMNS
                        + " from register.import where state in ('received', 'checking', 'writing')"));
    }

    /** The imports of an account, newest first. */
    static List<ImportState> mine(Connection connection, String register, UUID account) throws SQLException {
        return read(
                connection,
                Query.of("select " + COLUMNS + " from register.import", new Object[0])
                        .add(
                                " where register = ? and account = ? order by id desc limit ?",
                                register,
                                account,
                                LISTED));
    }

    /** The imports of an account into all registers, newest first. */
    static List<ImportState> mine(Connection connection, UUID account) throws SQLException {
        return read(
                connection,
                Query.of("select " + COLUMNS + " from register.import", new Object[0])
                        .add(" where account = ? order by id desc limit ?", account, LISTED));
    }

    private static List<ImportState> read(Connection connection, Query query) throws SQLException {
        List<ImportState> states = new ArrayList<>();
        try (var statement = query.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                states.add(state(row));
            }
        }
        return states;
    }

    private static ImportState state(ResultSet row) throws SQLException {
        return new ImportState(
                row.getObject("id", UUID.class),
                row.getString("register"),
                row.getObject("account", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new ImportOptions(
                        ImportOptions.Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                        row.getBoolean("dry_run"),
                        row.getString("file_name"),
                        Matching.read(row.getString("matching"))),
                Stage.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new ImportState.Read(
                        row.getString("encoding"),
                        row.getBoolean("bom"),
                        row.getString("delimiter"),
                        texts(row.getString("hidden_sheets")),
                        columns(row.getString("columns"))),
                row.getObject("total", Long.class),
                row.getLong("read"),
                new ImportState.Counts(
                        row.getLong("created"),
                        row.getLong("changed"),
                        row.getLong("unchanged"),
                        row.getLong("faulty"),
                        row.getLong("created_references")),
                stop(row.getString("problem")));
    }

    private static List<String> texts(@Nullable String json) {
        return json == null ? List.of() : JsonMapper.shared().readValue(json, new TypeReference<List<String>>() {});
    }

    private static List<ImportState.Named> columns(@Nullable String json) {
        List<ImportState.Named> columns = new ArrayList<>();
        if (json != null) {
            for (JsonNode column : JsonMapper.shared().readTree(json)) {
                JsonNode field = column.path("field");
                columns.add(new ImportState.Named(
                        column.path("header").asString(""),
                        field.isString() ? field.stringValue() : null,
                        ImportState.Source.valueOf(
                                column.path("source").asString("NONE").toUpperCase(Locale.ROOT))));
            }
        }
        return columns;
    }

    private static ImportState.@Nullable Stop stop(@Nullable String json) {
        if (json == null) {
            return null;
        }
        JsonNode problem = JsonMapper.shared().readTree(json);
        Map<String, Object> parameters =
                Parameters.read(problem.path("parameters").toString());
        return new ImportState.Stop(problem.path("code").asString(""), parameters);
    }
}
