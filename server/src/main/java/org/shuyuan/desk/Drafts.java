package org.shuyuan.desk;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Rows;
import org.shuyuan.trust.Broken;
import org.shuyuan.trust.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody has typed into forms and not saved yet: one draft for each record, be it there or still to be made. */
@Service
class Drafts {

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
     * @param isNew whether the record is still to be made
     */
    record Entry(String register, UUID record, boolean isNew, String title, Instant changed) {}

    /**
     * A draft with its values as the form has them.
     *
     * @param version of the record that the change began from; null where the record is still to be made
     * @param reason why the record is changed, as far as it was said
     */
    record Kept(@Nullable Integer version, @Nullable String reason, JsonNode values, Instant changed) {}

    /** The actor's own, the latest first. */
    List<Entry> of(Actor actor) {
        return Rows.of(database.sql("""
                        select register, record, version is null as is_new, title, changed from desk.draft
                        where account = :account order by changed desc
                        """)
                .param("account", actor.account())
                .query((row, number) -> new Entry(
                        row.getString("register"),
                        row.getObject("record", UUID.class),
                        row.getBoolean("is_new"),
                        row.getString("title"),
                        row.getObject("changed", OffsetDateTime.class).toInstant())));
    }

    /** A draft that can't be opened any more, since its key was dropped, is removed. */
    Optional<Kept> find(String register, UUID record, Actor actor) {
        try {
            return database.sql("select version, sealed_reason, sealed, changed from desk.draft"
                            + " where account = :account and register = :register and record = :record")
                    .param("account", actor.account())
                    .param("register", register)
                    .param("record", record)
                    .query((row, number) -> new Kept(
                            row.getObject("version", Integer.class),
                            reason(row.getBytes("sealed_reason")),
                            JsonMapper.shared().readTree(vault.open(row.getBytes("sealed"))),
                            row.getObject("changed", OffsetDateTime.class).toInstant()))
                    .optional();
        } catch (Broken lost) {
            drop(register, record, actor);
            return Optional.empty();
        }
    }

    private @Nullable String reason(byte @Nullable [] sealed) {
        return sealed == null ? null : vault.open(sealed);
    }

    void keep(String register, UUID record, String title, Kept draft, Actor actor) {
        String text = draft.values().toString();
        String reason = draft.reason();
        if (text.length() + (reason == null ? 0 : reason.length()) > LARGEST) {
            throw new Problem(DeskError.DRAFT_TOO_LARGE, Map.of("largest", LARGEST));
        }
        database.sql("""
                        insert into desk.draft (account, register, record, version, title, sealed_reason, sealed, changed)
                        values (:account, :register, :record, :version, :title, :reason, :sealed, :changed)
                        on conflict (account, register, record) do update
                        set version = excluded.version, title = excluded.title, sealed_reason = excluded.sealed_reason,
                            sealed = excluded.sealed, changed = excluded.changed
                        """)
                .param("account", actor.account())
                .param("register", register)
                .param("record", record)
                .param("version", draft.version(), java.sql.Types.INTEGER)
                .param("title", title.substring(0, Math.min(title.length(), LONGEST_TITLE)))
                .param("reason", reason == null ? null : vault.seal(reason), java.sql.Types.BINARY)
                .param("sealed", vault.seal(text))
                .param("changed", Timestamp.from(draft.changed()))
                .update();
    }

    /** Without complaint where there is none: whoever leaves a form doesn't know. */
    void drop(String register, UUID record, Actor actor) {
        database.sql("delete from desk.draft where account = :account and register = :register and record = :record")
                .param("account", actor.account())
                .param("register", register)
                .param("record", record)
                .update();
    }
}
