package org.shuyuan.identity;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Evidence;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.schema.Names;
import org.springframework.stereotype.Service;

/**
 * Reads the evidence, newest first. Who holds a role that audits reads what was done by those who held a role at or under the same place
 * on the day, and what was done to those accounts, to the places there, and to the records that refer to one. Everybody reads what was
 * done with or to the own account. Reading of others' is itself evidence.
 */
@Service
class Audit {

    static final int PAGE = 50;

    /** What is looked into where neither somebody nor a record is asked for. */
    private static final int DAYS = 30;

    private static final String OWN = "me";

    private final Database database;
    private final Registers registers;
    private final Places places;
    private final Powers powers;
    private final Evidence evidence;
    private final Clock clock;

    Audit(Database database, Registers registers, Places places, Powers powers, Evidence evidence, Clock clock) {
        this.database = database;
        this.registers = registers;
        this.places = places;
        this.powers = powers;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param who an account, its holder's name, or {@code me}
     * @param from the first day
     * @param to the last day
     * @param after the id that the page before ended with
     */
    record Asked(
            @Nullable String who,
            List<String> actions,
            @Nullable UUID record,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable UUID after) {

        boolean own() {
            return OWN.equals(who);
        }
    }

    /** A row of evidence with the names of the accounts in it. */
    record Row(
            UUID id,
            OffsetDateTime at,
            @Nullable UUID actor,
            String name,
            @Nullable String account,
            String action,
            String subject,
            @Nullable UUID record,
            @Nullable String holder,
            @Nullable String reason,
            @Nullable String detail) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getObject("at", OffsetDateTime.class),
                    row.getObject("actor", UUID.class),
                    row.getString("name"),
                    row.getString("account"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getObject("record", UUID.class),
                    row.getString("holder"),
                    row.getString("reason"),
                    row.getString("detail"));
        }
    }

    /**
     * One row more than a page has, if there are that many.
     *
     * @param from the first day that was looked into, or null for all
     */
    record Found(List<Row> rows, @Nullable LocalDate from) {}

    Found read(Asked asked, Actor actor) {
        UUID account = actor.account();
        if (account == null) {
            throw new Problem(PlatformError.NOT_SIGNED_IN, Map.of());
        }
        if (!asked.own() && !powers.audits(actor)) {
            throw new Problem(AccountError.NOT_YOURS_TO_AUDIT, Map.of());
        }
        LocalDate from = asked.from();
        if (from == null && asked.who() == null && asked.record() == null) {
            from = (asked.to() == null ? LocalDate.now(clock) : asked.to()).minusDays(DAYS);
        }
        Query query = query(asked, from, actor, account);
        List<Row> rows = database.read(connection -> {
            List<Row> found = new ArrayList<>();
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(Row.of(result));
                }
            }
            return found;
        });
        if (!asked.own()) {
            attest(asked, actor);
        }
        return new Found(rows, from);
    }

    private void attest(Asked asked, Actor actor) {
        List<String> by = new ArrayList<>();
        if (asked.who() != null) {
            by.add("actor");
        }
        if (!asked.actions().isEmpty()) {
            by.add("action");
        }
        if (asked.from() != null || asked.to() != null) {
            by.add("day");
        }
        evidence.attest(actor, "read_evidence", "evidence", asked.record(), null, Map.of("by", by));
    }

    private Query query(Asked asked, @Nullable LocalDate from, Actor actor, UUID account) {
        Query query = Query.of("""
                select e.id, e.at, e.actor, e.name, a.name as account, e.action, e.subject, e.record, h.display_name as holder,
                    e.reason, e.detail::text as detail
                from platform.evidence e
                left join identity.account a on a.id = e.actor
                left join identity.account h on e.subject = 'account' and h.id = e.record
                where\s""");
        query.add(asked.own() ? own(account) : scope(actor));
        if (asked.who() != null && !asked.own()) {
            query.add(
                    " and e.actor in (select id from identity.account where lower(name) = lower(?) or display_name = ?)",
                    asked.who(),
                    asked.who());
        }
        if (!asked.actions().isEmpty()) {
            query.add(" and e.action = any(?)", asked.actions());
        }
        if (asked.record() != null) {
            query.add(
                    " and (e.record = ? or (e.action = 'read' and e.detail -> 'records' @> jsonb_build_array(?::text)))",
                    asked.record(),
                    asked.record().toString());
        }
        if (from != null) {
            query.add(" and e.at >= ?", start(from)).add(" and e.id >= ?", bound(from.minusDays(1)));
        }
        if (asked.to() != null) {
            query.add(" and e.at < ?", start(asked.to().plusDays(1)))
                    .add(" and e.id < ?", bound(asked.to().plusDays(2)));
        }
        if (asked.after() != null) {
            query.add(" and e.id < ?", asked.after());
        }
        return query.add(" order by e.id desc limit " + (PAGE + 1));
    }

    private OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toOffsetDateTime();
    }

    /** The ids of evidence grow with time: the smallest that could have been made on a day, so that others are not looked at. */
    private UUID bound(LocalDate day) {
        return new UUID(start(day).toInstant().toEpochMilli() << 16, 0);
    }

    private static Query own(UUID account) {
        return Query.of("(e.actor = ? or (e.subject = 'account' and e.record = ?))", account, account);
    }

    private Query scope(Actor actor) {
        if (powers.auditsEverywhere(actor)) {
            return Query.of("true");
        }
        Collection<UUID> audited = powers.audited(actor);
        List<Query> ways = new ArrayList<>();
        ways.add(people("e.actor", audited));
        ways.add(Query.of("(e.subject = 'account' and ")
                .add(people("e.record", audited))
                .add(")"));
        registers.registers().values().forEach(register -> {
            List<Query> there = references(register, audited);
            if (register.id().equals(places.register())) {
                ways.add(Query.of("(e.subject = ? and ", register.id())
                        .add(places.inside().apply("e.record", audited))
                        .add(")"));
            } else if (!there.isEmpty()) {
                ways.add(Query.of(
                                "(e.subject = ? and exists (select from " + Names.INSTANCE.table(register.id())
                                        + " r where r.id = e.record and (",
                                register.id())
                        .add(Query.join(" or ", there))
                        .add(")))"));
            }
        });
        return Query.of("(").add(Query.join(" or ", ways)).add(")");
    }

    /** Whether an account held a role at or under one of the places on the day of the evidence. */
    private Query people(String account, Collection<UUID> audited) {
        return Query.of(
                        "exists (select from identity.grant_ g where g.account = " + account
                                + " and g.since <= (e.at at time zone ?)::date and (g.until is null or g.until >= (e.at at time zone ?)::date) and ",
                        clock.getZone().getId(),
                        clock.getZone().getId())
                .add(places.inside().apply("g.at", audited))
                .add(")");
    }

    private List<Query> references(Register register, Collection<UUID> audited) {
        return register.stored()
                .filter(field -> !field.many()
                        && field.datum().ref() != null
                        && Objects.equals(field.datum().ref(), places.register()))
                .map(Field::id)
                .map(field -> places.inside().apply("r." + Names.quote(field), audited))
                .toList();
    }
}
