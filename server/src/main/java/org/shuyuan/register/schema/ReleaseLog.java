package org.shuyuan.register.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuyuan.platform.Database;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The models that the database has held, for readers. */
@Component
public class ReleaseLog {

    private static final String COLUMNS = "id, model, installed_at, packs, jsonb_array_length(steps) count";

    private final Database database;

    ReleaseLog(Database database) {
        this.database = database;
    }

    /**
     * An installed model.
     *
     * @param id counts the installations of this database
     * @param steps how many steps led to it; 0 where none were written down
     */
    public record Installed(long id, String model, Instant installedAt, Map<String, Integer> packs, int steps) {

        public Installed {
            packs = Map.copyOf(packs);
        }
    }

    /** A step in a reader's language: whether people wait meanwhile is its effect, {@code waits} or {@code beside}. */
    public record Told(String kind, String effect, String description) {}

    /** A step as it was done, or will be, for readers of any language. */
    public record Noted(String kind, String effect, Wording what) {

        public static Noted of(Step step) {
            String effect = step instanceof Step.Standstill ? "waits" : "beside";
            return new Noted(step.kind().name().toLowerCase(java.util.Locale.ROOT), effect, step.what());
        }

        public Told in(String language) {
            return new Told(kind, effect, what.in(language));
        }
    }

    /** All, the newest first. */
    public List<Installed> all() {
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery("select " + COLUMNS + " from register.release order by id desc")) {
                List<Installed> all = new java.util.ArrayList<>();
                while (rows.next()) {
                    all.add(installed(rows));
                }
                return all;
            }
        });
    }

    /** The whole model of an installation as JSON. */
    public Optional<String> description(long id) {
        return text("select description from register.release where id = ?", id);
    }

    /** The steps that led to it. */
    public Optional<List<Told>> steps(long id, String language) {
        return text("select steps::text from register.release where id = ?", id)
                .map(json -> JsonMapper.shared().readValue(json, new TypeReference<List<Noted>>() {}))
                .map(steps -> steps.stream().map(step -> step.in(language)).toList());
    }

    private Optional<String> text(String sql, long id) {
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setLong(1, id);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    private static Installed installed(ResultSet row) throws SQLException {
        Map<String, Integer> packs =
                JsonMapper.shared().readValue(row.getString(4), new TypeReference<Map<String, Integer>>() {});
        return new Installed(
                row.getLong(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                packs,
                row.getInt(5));
    }
}
