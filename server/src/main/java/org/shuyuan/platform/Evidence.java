package org.shuyuan.platform;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Writes evidence of what is done outside the registers, in the transaction that is open. Registers write theirs with the change itself. */
@Service
public class Evidence {

    /** Stands where no model had a say. */
    private static final String NO_MODEL = "";

    private final JdbcClient database;
    private final Clock clock;

    public Evidence(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Attests an action, and answers the evidence's id.
     *
     * @param action what was done, such as {@code grant}
     * @param subject what kind of thing it was done to, such as {@code account}
     * @param record the thing itself
     * @param detail what is to be known of it; no secrets and no values of records
     */
    public UUID attest(
            Actor actor,
            String action,
            String subject,
            @Nullable UUID record,
            @Nullable String reason,
            Map<String, ?> detail) {
        String json = JsonMapper.shared().writeValueAsString(new TreeMap<>(detail));
        UUID id = Ids.next();
        database.sql("""
                        select platform.attest(:id, :at, :actor, :name, :action, :subject, :record, :model, :digest, :reason, :detail::jsonb)
                        """)
                .param("id", id)
                .param("at", OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
                .param("actor", actor.account(), java.sql.Types.OTHER)
                .param("name", actor.name())
                .param("action", action)
                .param("subject", subject)
                .param("record", record, java.sql.Types.OTHER)
                .param("model", NO_MODEL)
                .param("digest", Digests.sha256(json))
                .param("reason", reason, java.sql.Types.VARCHAR)
                .param("detail", json)
                .query()
                .singleValue();
        return id;
    }
}
