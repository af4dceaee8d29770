package org.shuyuan.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Roles that accounts hold at places, each for a period. */
@Service
public class Grants {

    /** Holds today or will; one that ended before it began never does. */
    private static final String OPEN = "(until is null or until > greatest(since, :today))";

    private final JdbcClient database;
    private final Sessions sessions;
    private final Clock clock;

    Grants(JdbcClient database, Sessions sessions, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * A role held.
     *
     * @param at the record under which it holds, or null for everywhere
     * @param since the first day
     * @param until the first day on which it no longer holds, or null for an open end
     */
    public record Grant(
            UUID id,
            UUID account,
            String role,
            @Nullable UUID at,
            LocalDate since,
            @Nullable LocalDate until) {}

    /** The grants of an account that hold today or will, the earliest given first. */
    public List<Grant> of(UUID account) {
        return held("account", account);
    }

    /** The grants of several accounts that hold today or will, by account; the earliest given first. */
    Map<UUID, List<Grant>> of(Collection<UUID> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        return database
                .sql("select id, account, role, at, since, until from identity.grant_ where account in (:accounts) and "
                        + OPEN + " order by id")
                .param("accounts", accounts)
                .param("today", LocalDate.now(clock))
                .query(Grant.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .collect(Collectors.groupingBy(Grant::account));
    }

    /** All grants of an account, those that have ended too; the earliest given first. */
    List<Grant> all(UUID account) {
        return Rows.of(database.sql(
                        "select id, account, role, at, since, until from identity.grant_ where account = :of order by id")
                .param("of", account)
                .query(Grant.class));
    }

    /** The places at which an account holds a role today, in no order. */
    List<UUID> places(UUID account) {
        return Rows.of(database.sql("""
                        select distinct at from identity.grant_
                        where account = :account and at is not null and since <= :today and (until is null or until > :today)
                        """)
                .param("account", account)
                .param("today", LocalDate.now(clock))
                .query(UUID.class));
    }

    /** The grants at a place that hold today or will. */
    List<Grant> at(UUID place) {
        return held("at", place);
    }

    /** @param column a word of this class, never one from outside */
    private List<Grant> held(String column, UUID of) {
        return Rows.of(database.sql("select id, account, role, at, since, until from identity.grant_ where " + column
                        + " = :of and " + OPEN + " order by id")
                .param("of", of)
                .param("today", LocalDate.now(clock))
                .query(Grant.class));
    }

    public Optional<Grant> find(UUID id) {
        return database.sql("select id, account, role, at, since, until from identity.grant_ where id = :id")
                .param("id", id)
                .query(Grant.class)
                .optional();
    }

    /** Gives a role from today on. */
    void add(UUID account, Actor.Grant grant) {
        add(account, grant, LocalDate.now(clock), null);
    }

    /** Gives a role for a period. */
    public UUID add(UUID account, Actor.Grant grant, LocalDate since, @Nullable LocalDate until) {
        UUID id = Ids.next();
        database.sql("""
                        insert into identity.grant_ (id, account, role, at, since, until)
                        values (:id, :account, :role, :at, :since, :until)
                        """)
                .param("id", id)
                .param("account", account)
                .param("role", grant.role())
                .param("at", grant.at(), java.sql.Types.OTHER)
                .param("since", since)
                .param("until", until, java.sql.Types.DATE)
                .update();
        sessions.forget(account);
        return id;
    }

    /** Ends a grant, felt at once; one that was still to begin never holds, and one that has ended stays as it is. */
    public void end(Grant grant) {
        database.sql("update identity.grant_ set until = greatest(since, :today) where id = :id and " + OPEN)
                .param("today", LocalDate.now(clock))
                .param("id", grant.id())
                .update();
        sessions.forget(grant.account());
    }

    /** Ends a grant with the organisation at which it was held. */
    void endBy(UUID event, Grant grant) {
        database.sql("insert into identity.ended_grant (event, grant_, until) values (:event, :grant, :until)")
                .param("event", event)
                .param("grant", grant.id())
                .param("until", grant.until(), java.sql.Types.DATE)
                .update();
        end(grant);
    }

    /**
     * Those that the event ended as they would go on from today; not what has run out, what the account was given again, and what belongs to
     * a locked account.
     */
    List<Grant> returning(UUID event) {
        return Rows.of(database.sql("""
                        select g.id, g.account, g.role, g.at, greatest(g.since, :today) as since, e.until
                        from identity.ended_grant e
                        join identity.grant_ g on g.id = e.grant_
                        join identity.account a on a.id = g.account and a.locked is null
                        where e.event = :event and (e.until is null or e.until > :today)
                            and not exists (select from identity.grant_
                                            where account = g.account and role = g.role and at = g.at and\s""" + OPEN + ") order by g.id")
                .param("event", event)
                .param("today", LocalDate.now(clock))
                .query(Grant.class));
    }

    long countEndedBy(UUID event) {
        return database.sql("select count(*) from identity.ended_grant where event = :event")
                .param("event", event)
                .query(Long.class)
                .single();
    }

    /** Sees to it that the account holds exactly these roles everywhere from today. */
    @Transactional
    public void holdEverywhere(UUID account, List<String> roles) {
        LocalDate today = LocalDate.now(clock);
        List<Grant> held = of(account).stream()
                .filter(grant -> grant.at() == null && !grant.since().isAfter(today))
                .toList();
        held.stream().filter(grant -> !roles.contains(grant.role())).forEach(this::end);
        roles.stream()
                .filter(role -> held.stream().noneMatch(grant -> grant.role().equals(role)))
                .forEach(role -> add(account, new Actor.Grant(role, null)));
    }
}
