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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who may sign in. */
@Service
public class Accounts {

    private final JdbcClient database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Grants grants;
    private final Clock clock;

    Accounts(JdbcClient database, Passwords passwords, Sessions sessions, Grants grants, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.grants = grants;
        this.clock = clock;
    }

    /**
     * Somebody who may sign in.
     *
     * @param name as typed when signing in
     * @param displayName as others see it
     */
    public record Account(UUID id, String name, String displayName) {}

    public Optional<Account> find(String name) {
        return database.sql("""
                        select id, name, display_name
                        from identity.account
                        where lower(name) = lower(:name)
                        """).param("name", name).query(Account.class).optional();
    }

    /** Who the account is as an actor, with the grants of today; nobody where it is locked or gone. */
    public Optional<Actor> actor(UUID account) {
        LocalDate today = LocalDate.now(clock);
        return database.sql("select display_name, person from identity.account where id = :id and locked is null")
                .param("id", account)
                .query((row, n) -> new Actor(
                        account,
                        row.getString("display_name"),
                        row.getObject("person", UUID.class),
                        grants.of(account).stream()
                                .filter(grant -> !grant.since().isAfter(today))
                                .map(grant -> new Actor.Grant(grant.role(), grant.at()))
                                .toList()))
                .optional();
    }

    /** The name with which an account signs in. */
    String name(UUID account) {
        return database.sql("select name from identity.account where id = :id")
                .param("id", account)
                .query(String.class)
                .single();
    }

    /**
     * Names the record of the account's holder; null: none.
     *
     * @throws Problem where another account has the same holder
     */
    @Transactional
    void name(UUID account, @Nullable UUID person) {
        try {
            database.sql("update identity.account set person = :person where id = :id")
                    .param("person", person, java.sql.Types.OTHER)
                    .param("id", account)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Problem(AccountError.PERSON_TAKEN, Map.of());
        }
        sessions.forget(account);
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
        grants.forEach(grant -> this.grants.add(account.id(), grant));
        return account;
    }

    /** Gives the account a password that its holder is to replace, and ends its sessions. */
    @Transactional
    public String renewPassword(UUID account) {
        String password = Passwords.generate();
        database.sql("update identity.account set password_hash = :hash, must_change = true where id = :id")
                .param("hash", passwords.hash(password))
                .param("id", account)
                .update();
        sessions.endAll(account, null);
        return password;
    }

    /** Keeps an account from being used, at once and by every session and token, or lets it be used again. */
    @Transactional
    public void lock(UUID account, boolean locked) {
        database.sql("update identity.account set locked = :at where id = :id")
                .param("at", locked ? OffsetDateTime.now(clock) : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", account)
                .update();
        if (locked) {
            sessions.endAll(account, null);
        }
    }
}
