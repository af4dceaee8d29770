package org.shuyuan.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Evidence;
import org.shuyuan.platform.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds passwords against accounts, and lets people choose another. No transaction is open while a password is hashed: that takes long. */
@Service
public class SignIn {

    private final JdbcClient database;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Sessions sessions;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignIn(
            JdbcClient database,
            Passwords passwords,
            Attempts attempts,
            Sessions sessions,
            Evidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Credentials(
            UUID id, String name, String displayName, String passwordHash, boolean locked, boolean familiar) {}

    /**
     * The account, if the password is its own and it may be used. Wrong names and wrong passwords are told in the same words after the
     * same time; that an account is locked is told to its holder only.
     *
     * @param address where the request comes from
     */
    public Accounts.Account check(String name, String password, String address) {
        Credentials known = credentials(name, address);
        Attempts.Where where = new Attempts.Where(name, address, known != null && known.familiar());
        if (!matches(password, known == null ? null : known.passwordHash(), where) || known == null) {
            throw new Problem(AccountError.WRONG_CREDENTIALS, Map.of());
        }
        attempts.succeeded(where);
        if (known.locked()) {
            throw new Problem(AccountError.ACCOUNT_LOCKED, Map.of());
        }
        Actor actor = new Actor(known.id(), known.displayName(), null, List.of());
        transaction.executeWithoutResult(open -> {
            remember(known.id(), address);
            evidence.attest(actor, "sign_in", "account", known.id(), null, Map.of("address", address));
        });
        return new Accounts.Account(known.id(), known.name(), known.displayName());
    }

    /** Counts against the sender only what was looked at. */
    private boolean matches(String password, @Nullable String hash, Attempts.Where where) {
        attempts.begin(where);
        try {
            return passwords.matches(password, hash, where.familiar());
        } catch (Problem busy) {
            attempts.takeBack(where);
            throw busy;
        }
    }

    private @Nullable Credentials credentials(String name, String address) {
        return database.sql("""
                        select a.id, a.name, a.display_name, a.password_hash, a.locked is not null as locked,
                            exists (select from identity.familiar f where f.account = a.id and f.address = :address) as familiar
                        from identity.account a
                        where lower(a.name) = lower(:name)
                        """)
                .param("name", name)
                .param("address", address)
                .query(Credentials.class)
                .optional()
                .orElse(null);
    }

    private void remember(UUID account, String address) {
        database.sql("""
                        insert into identity.familiar values (:account, :address, :today)
                        on conflict (account, address) do update set last = excluded.last
                        where familiar.last < excluded.last
                        """)
                .param("account", account)
                .param("address", address)
                .param("today", LocalDate.now(clock))
                .update();
    }

    /**
     * Gives the account the password that its holder chooses, and ends its sessions but the one in use.
     *
     * @param token of the session in use
     */
    public void choosePassword(Actor actor, String present, String chosen, String address, String token) {
        UUID id = Objects.requireNonNull(actor.account());
        String name = database.sql("select name from identity.account where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        Credentials known = Objects.requireNonNull(credentials(name, address));
        Attempts.Where where = new Attempts.Where(name, address, known.familiar());
        if (!matches(present, known.passwordHash(), where)) {
            throw new Problem(AccountError.WRONG_PASSWORD, Map.of());
        }
        attempts.succeeded(where);
        PasswordRule.check(chosen, present, name);
        String hash = passwords.hash(chosen);
        transaction.executeWithoutResult(open -> {
            database.sql("update identity.account set password_hash = :hash, must_change = false where id = :id")
                    .param("hash", hash)
                    .param("id", id)
                    .update();
            sessions.endAll(id, token);
            evidence.attest(actor, "choose_password", "account", id, null, Map.of());
        });
    }
}
