package org.shuyuan.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.trust.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody has typed into forms and not saved yet: one draft for each record, and one for a new record of each register. */
@Service
class Drafts {

    /** Where the record is still to be made. */
    private static final UUID NEW = new UUID(0, 0);

    /** As many characters as a form of many long texts has; more is no form. */
    private static final int LARGEST = 200_000;

    private static final int LONGEST_TITLE = 200;

    private final JdbcClient database;
    private final Vault vault;
    private final Clock clock;

    Drafts(JdbcClient database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * A draft without its values.
     *
     * @param record null where it is still to be made
     */
    record Entry(String register, @Nullable UUID record, String title, Instant changed) {}

    /** A draft with its values as the form has them. */
    record Kept(@Nullable Integer version, JsonNode values, Instant changed) {}

    /** The actor's own, the latest first. */
    List<Entry> of(Actor actor) {
        return database
                .sql(
                        "select register, record, title, changed from desk.draft where account = :account order by changed desc")
                .param("account", actor.account())
                .query((row, number) -> new Entry(
                        row.getString("register"),
                        NEW.equals(row.getObject("record", UUID.class)) ? null : row.getObject("record", UUID.class),
                        row.getString("title"),
                        row.getObject("changed", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    Optional<Kept> find(String register, @Nullable UUID record, Actor actor) {
        return database.sql("select version, sealed, changed from desk.draft"
                        + " where account = :account and register = :register and record = :record")
                .param("account", actor.account())
                .param("register", register)
                .param("record", record == null ? NEW : record)
                .query((row, number) -> new Kept(
                        row.getObject("version", Integer.class),
                        JsonMapper.shared().readTree(vault.open(row.getBytes("sealed"))),
                        row.getObject("changed", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** @param version of the record that the change began from, if there is one */
    void keep(
            String register,
            @Nullable UUID record,
            @Nullable Integer version,
            String title,
            JsonNode values,
            Actor actor) {
        String text = values.toString();
        if (text.length() > LARGEST) {
            throw new Problem(DeskError.DRAFT_TOO_LARGE, Map.of("largest", LARGEST));
        }
        database.sql("""
                        insert into desk.draft (account, register, record, version, title, sealed, changed)
                        values (:account, :register, :record, :version, :title, :sealed, :now)
                        on conflict (account, register, record) do update
                        set version = excluded.version, title = excluded.title, sealed = excluded.sealed, changed = excluded.changed
                        """)
                .param("account", actor.account())
                .param("register", register)
                .param("record", record == null ? NEW : record)
                .param("version", version, java.sql.Types.INTEGER)
                .param("title", title.substring(0, Math.min(title.length(), LONGEST_TITLE)))
                .param("sealed", vault.seal(text))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Without complaint where there is none: whoever leaves a form doesn't know. */
    void drop(String register, @Nullable UUID record, Actor actor) {
        database.sql("delete from desk.draft where account = :account and register = :register and record = :record")
                .param("account", actor.account())
                .param("register", register)
                .param("record", record == null ? NEW : record)
                .update();
    }
}
