package org.shuyuan.desk;

import java.sql.Timestamp;
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
import org.shuyuan.trust.Broken;
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

    Drafts(JdbcClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * A draft without its values.
     *
     * @param record null where it is still to be made
     */
    record Entry(String register, @Nullable UUID record, String title, Instant changed) {}

    /**
     * A draft with its values as the form has them.
     *
     * @param id that a new record is to have
     * @param version of the record that the change began from, if there is one
     */
    record Kept(@Nullable UUID id, @Nullable Integer version, JsonNode values, Instant changed) {}

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

    /** A draft that can't be opened any more, since its key was dropped, is removed. */
    Optional<Kept> find(String register, @Nullable UUID record, Actor actor) {
        try {
            return database.sql("select id, version, sealed, changed from desk.draft"
                            + " where account = :account and register = :register and record = :record")
                    .param("account", actor.account())
                    .param("register", register)
                    .param("record", record == null ? NEW : record)
                    .query((row, number) -> new Kept(
                            row.getObject("id", UUID.class),
                            row.getObject("version", Integer.class),
                            JsonMapper.shared().readTree(vault.open(row.getBytes("sealed"))),
                            row.getObject("changed", OffsetDateTime.class).toInstant()))
                    .optional();
        } catch (Broken lost) {
            drop(register, record, actor);
            return Optional.empty();
        }
    }

    void keep(String register, @Nullable UUID record, String title, Kept draft, Actor actor) {
        String text = draft.values().toString();
        if (text.length() > LARGEST) {
            throw new Problem(DeskError.DRAFT_TOO_LARGE, Map.of("largest", LARGEST));
        }
        database.sql("""
                        insert into desk.draft (account, register, record, id, version, title, sealed, changed)
                        values (:account, :register, :record, :id, :version, :title, :sealed, :changed)
                        on conflict (account, register, record) do update
                        set id = excluded.id, version = excluded.version, title = excluded.title, sealed = excluded.sealed, changed = excluded.changed
                        """)
                .param("account", actor.account())
                .param("register", register)
                .param("record", record == null ? NEW : record)
                .param("id", draft.id(), java.sql.Types.OTHER)
                .param("version", draft.version(), java.sql.Types.INTEGER)
                .param("title", title.substring(0, Math.min(title.length(), LONGEST_TITLE)))
                .param("sealed", vault.seal(text))
                .param("changed", Timestamp.from(draft.changed()))
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
