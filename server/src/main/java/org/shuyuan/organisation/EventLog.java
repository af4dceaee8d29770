package org.shuyuan.organisation;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The events that were carried out, with their steps. */
@Component
class EventLog {

    private static final String COLUMNS =
            "e.id, e.kind, e.day, e.reason, e.document, e.at, e.name, e.withdrawn, e.withdrawn_by, e.withdrawal_reason";

    private final JdbcClient database;

    EventLog(JdbcClient database) {
        this.database = database;
    }

    /**
     * An event.
     *
     * @param name who entered it
     */
    record Entry(
            UUID id,
            String kind,
            LocalDate day,
            @Nullable String reason,
            @Nullable String document,
            OffsetDateTime at,
            String name,
            @Nullable OffsetDateTime withdrawn,
            @Nullable String withdrawnBy,
            @Nullable String withdrawalReason) {}

    void add(EventRun run, Instant now, Actor actor) {
        EventRequest request = run.request();
        List<EventStep> steps = run.steps();
        database.sql("""
                        insert into organisation.event (id, kind, day, reason, document, at, account, name, heirs)
                        values (:id, :kind, :day, :reason, :document, :at, :account, :name, :heirs)
                        """)
                .param("id", run.id())
                .param("kind", request.kind().code())
                .param("day", request.day())
                .param("reason", request.reason(), Types.VARCHAR)
                .param("document", request.document(), Types.VARCHAR)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("account", actor.account(), Types.OTHER)
                .param("name", actor.name())
                .param("heirs", run.heirs().toArray(UUID[]::new))
                .update();
        for (int n = 0; n < steps.size(); n++) {
            EventStep step = steps.get(n);
            ObjectNode before = step.before();
            database.sql("""
                            insert into organisation.event_step (event, n, action, record, version, before)
                            values (:event, :n, :action, :record, :version, :before::jsonb)
                            """)
                    .param("event", run.id())
                    .param("n", n)
                    .param("action", step.action().name().toLowerCase(Locale.ROOT))
                    .param("record", step.record())
                    .param("version", step.version(), Types.INTEGER)
                    .param(
                            "before",
                            before == null ? null : JsonMapper.shared().writeValueAsString(before),
                            Types.VARCHAR)
                    .update();
        }
    }

    /** The event, locked until the transaction ends. */
    Optional<Entry> lock(UUID id) {
        return database.sql("select " + COLUMNS + " from organisation.event e where id = :id for update")
                .param("id", id)
                .query(Entry.class)
                .optional();
    }

    /** What happened to a record, and what it took over, the latest first. */
    List<Entry> of(UUID record) {
        return Rows.of(
                database.sql("select " + COLUMNS + """
                         from organisation.event e
                        where e.id in (select event from organisation.event_step where record = :record
                                       union select id from organisation.event where heirs @> array[:record])
                        order by e.day desc, e.id desc
                        """).param("record", record).query(Entry.class));
    }

    /** Who took over. */
    List<UUID> heirs(UUID event) {
        return Rows.of(database.sql("select unnest(heirs) from organisation.event where id = :id")
                .param("id", event)
                .query(UUID.class));
    }

    List<EventStep> steps(UUID event) {
        return Rows.of(database.sql(
                        "select action, record, version, before::text from organisation.event_step where event = :id order by n")
                .param("id", event)
                .query((row, n) -> {
                    String before = row.getString("before");
                    return new EventStep(
                            EventStep.Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                            row.getObject("record", UUID.class),
                            row.getObject("version", Integer.class),
                            before == null
                                    ? null
                                    : (ObjectNode) JsonMapper.shared().readTree(before));
                }));
    }

    /**
     * A duty that ended with an organisation.
     *
     * @param version of its record after that, or null where it was retired
     * @param until what it said before
     */
    record EndedDuty(
            UUID duty, @Nullable Integer version, @Nullable LocalDate until) {}

    void addDuty(UUID event, EndedDuty ended) {
        database.sql("""
                        insert into organisation.ended_duty (event, duty, version, until)
                        values (:event, :duty, :version, :until)
                        """)
                .param("event", event)
                .param("duty", ended.duty())
                .param("version", ended.version(), Types.INTEGER)
                .param("until", ended.until(), Types.DATE)
                .update();
    }

    List<EndedDuty> duties(UUID event) {
        return Rows.of(database.sql(
                        "select duty, version, until from organisation.ended_duty where event = :event order by duty")
                .param("event", event)
                .query(EndedDuty.class));
    }

    void withdraw(UUID id, @Nullable String reason, Instant now, Actor actor) {
        database.sql("""
                        update organisation.event set withdrawn = :at, withdrawn_by = :name, withdrawal_reason = :reason
                        where id = :id
                        """)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("name", actor.name())
                .param("reason", reason, Types.VARCHAR)
                .param("id", id)
                .update();
    }
}
