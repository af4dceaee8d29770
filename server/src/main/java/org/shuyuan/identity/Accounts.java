package org.shuyuan.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who may sign in, and in which roles. */
@Service
public class Accounts {

    private final JdbcClient database;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Clock clock;

    Accounts(JdbcClient database, Passwords passwords, Attempts attempts, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Somebody who may sign in.
     *
     * @param name as typed when signing in
     * @param displayName as others see it
     */
    public record Account(UUID id, String name, String displayName) {}

    /** An account and the hash to hold a password against. */
    private record Credentials(UUID id, String name, String displayName, String passwordHash) {}

    /**
     * The account, if the password is its own. Wrong names and wrong passwords are told in the same words after the same time.
     *
     * @param address where the request comes from
     */
    public Account signIn(String name, String password, String address) {
        Attempts.Where where = new Attempts.Where(name, address);
        attempts.begin(where);
        Credentials known = database.sql("""
                        select id, name, display_name, password_hash
                        from identity.account
                        where lower(name) = lower(:name)
                        """)
                .param("name", name)
                .query(Credentials.class)
                .optional()
                .orElse(null);
        if (!passwords.matches(password, known == null ? null : known.passwordHash()) || known == null) {
            throw new Problem(AccountError.WRONG_CREDENTIALS, Map.of());
        }
        attempts.succeeded(where);
        return new Account(known.id(), known.name(), known.displayName());
    }

    public Optional<Account> find(String name) {
        return database.sql("""
                        select id, name, display_name
                        from identity.account
                        where lower(name) = lower(:name)
                        """).param("name", name).query(Account.class).optional();
    }

    /** The name with which an account signs in. */
    String name(UUID account) {
        return database.sql("select name from identity.account where id = :id")
                .param("id", account)
                .query(String.class)
                .single();
    }

    /** Makes an account whose holder is to choose another password. */
    @Transactional
    public Account create(String name, String displayName, String password, List<Actor.Grant> grants) {
        Account account = new Account(Ids.next(), name, displayName);
        database.sql("""
                        insert into identity.account (id, name, display_name, password_hash, must_change, created)
                        values (:id, :name, :displayName, :hash, true, :now)
                        """)
                .param("id", account.id())
                .param("name", name)
                .param("displayName", displayName)
                .param("hash", passwords.hash(password))
                .param("now", OffsetDateTime.now(clock))
                .update();
        LocalDate today = LocalDate.now(clock);
        grants.forEach(grant -> grant(account.id(), grant, today, null));
        return account;
    }

    /**
     * Gives a role.
     *
     * @param since the first day
     * @param until the first day on which it no longer holds, or null for an open end
     */
    public void grant(UUID account, Actor.Grant grant, LocalDate since, @Nullable LocalDate until) {
        database.sql("""
                        insert into identity.grant_ (id, account, role, at, since, until)
                        values (:id, :account, :role, :at, :since, :until)
                        """)
                .param("id", Ids.next())
                .param("account", account)
                .param("role", grant.role())
                .param("at", grant.at())
                .param("since", since)
                .param("until", until)
                .update();
    }

    /** Sees to it that the account holds exactly these roles everywhere from today. */
    @Transactional
    public void holdEverywhere(UUID account, List<String> roles) {
        LocalDate today = LocalDate.now(clock);
        database.sql("""
                        update identity.grant_
                        set until = greatest(since, :today)
                        where account = :account and at is null and (until is null or until > :today)
                            and role <> all (:roles)
                        """)
                .param("account", account)
                .param("today", today)
                .param("roles", roles.toArray(String[]::new))
                .update();
        List<@Nullable String> held = database.sql("""
                        select role
                        from identity.grant_
                        where account = :account and at is null and since <= :today and (until is null or until > :today)
                        """)
                .param("account", account)
                .param("today", today)
                .query(String.class)
                .list();
        roles.stream()
                .filter(role -> !held.contains(role))
                .forEach(role -> grant(account, new Actor.Grant(role, null), today, null));
    }
}
