package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Database.DatabaseFailure;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.trust.Vault;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Creates, changes and retires records: each in one transaction with its history, evidence and outbox row. */
@Service
public class Records {

    /** So far the clock of whoever makes an id may be ahead of the node's. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Database database;
    private final Registers registers;
    private final Vault vault;
    private final Clock clock;
    private final Attestations attestations;

    public Records(Database database, Model model, Vault vault, Clock clock) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.vault = vault;
        this.clock = clock;
        this.attestations = new Attestations(model.hash(), vault);
    }

    /** A record that was written, and its version. */
    public record Written(UUID id, int version) {}

    public Written create(Register register, JsonNode values, @Nullable String reason, Actor actor) {
        return create(register, null, values, reason, actor);
    }

    /**
     * @param id that the record is to have, so that a maker who got no answer may ask again; null: it gets one
     * @throws Stale with {@link RecordError#ID_TAKEN} where the maker has made it with other values before
     */
    public Written create(Register register, @Nullable UUID id, JsonNode values, @Nullable String reason, Actor actor) {
        Rights rights = policies(actor).rights(register);
        requireRight(rights, Verb.CREATE, actor);
        if (id != null && !Ids.isNew(id, clock.instant().plus(AHEAD))) {
            throw new Problem(RecordError.BAD_ID, Map.of());
        }
        Draft draft = new Draft(register, today(), Map.of());
        draft.take(values);
        draft.complete();
        draft.requireSound();
        Repeat repeat = new Repeat(register, vault, actor);
        try {
            return writing(register, connection -> {
                Written made = id == null ? null : repeat.of(connection, id, draft);
                return made == null ? make(connection, register, id, draft, reason, actor) : made;
            });
        } catch (Problem | DatabaseFailure refused) {
            // Where the same came twice at one time, the second finds what the first wrote only when that is done.
            Written made = id == null ? null : database.read(connection -> repeat.of(connection, id, draft));
            if (made == null) {
                throw refused;
            }
            return made;
        }
    }

    private Written make(
            Connection connection,
            Register register,
            @Nullable UUID asked,
            Draft draft,
            @Nullable String reason,
            Actor actor)
            throws SQLException {
        UUID id = asked == null ? Ids.next() : asked;
        Map<String, @Nullable Object> created = draft.values();
        new Judge(policies(actor), register).require(connection, Verb.CREATE, null, draft, draft.changed(Map.of()));
        Instant now = now();
        Attestation attestation = attestations.of(now, actor, "create", register, id, created, reason);
        new WriteSql(register, vault).create(connection, id, now, created, attestation);
        Draft.refuse(new GivenUp(register, id).taken(connection, created));
        if (register.tree() != null) {
            LocalDate from = register.period() == null
                    ? today()
                    : (LocalDate) created.get(register.period().from());
            new TreeSql(register).plant(connection, id, (UUID) created.get(register.tree()), from, attestation.id());
        }
        return new Written(id, 1);
    }

    /** Gives the named fields other values; {@code version} is the one that the actor has seen, without which nothing is written. */
    public Written change(
            Register register,
            UUID id,
            @Nullable Integer version,
            JsonNode values,
            @Nullable String reason,
            Actor actor) {
        return change(register, id, version, values, reason, actor, today());
    }

    /** As {@link #change}, where a record that moves in its tree did so on {@code day}. */
    public Written change(
            Register register,
            UUID id,
            @Nullable Integer version,
            JsonNode values,
            @Nullable String reason,
            Actor actor,
            LocalDate day) {
        return revise(new Revision.Asked(register, id, version, values, reason, actor, Verb.CHANGE, day));
    }

    /** Ends a record: it stays for those that refer to it, and no list shows it unasked. */
    public Written retire(Register register, UUID id, @Nullable Integer version, @Nullable String reason, Actor actor) {
        return revise(new Revision.Asked(register, id, version, null, reason, actor, Verb.RETIRE, today()));
    }

    private Written revise(Revision.Asked asked) {
        Policies policies = policies(asked.actor());
        return writing(
                asked.register(),
                connection -> new Revision(asked, policies, vault, attestations, clock).write(connection));
    }

    /** Refuses whoever may not do this to a record, as the write itself would; the record stays locked until the transaction ends. */
    public void requireMay(Register register, UUID id, Verb verb, Set<String> touched, Actor actor) {
        Policies policies = policies(actor);
        boolean may = database.write(connection -> {
            RowReader.Row row = new WriteSql(register, vault)
                    .lock(connection, id, policies.rights(register).visible("t"));
            if (row == null) {
                throw new Problem(RecordError.UNKNOWN_RECORD, Map.of());
            }
            return new Judge(policies, register)
                    .judge(connection, verb, id, row.values(), touched)
                    .may();
        });
        if (!may) {
            throw new Problem(RecordError.NOT_ALLOWED, Map.of("register", register.id()));
        }
    }

    private Written writing(Register register, Database.Work<Written> work) {
        try {
            return database.write(work);
        } catch (DatabaseFailure failure) {
            FieldFault fault = Violations.explain(register, failure.failure());
            if (fault == null) {
                throw failure;
            }
            throw new Problem(RecordError.INVALID_RECORD, Map.of(), List.of(fault), Map.of());
        }
    }

    /** Refuses whoever may do this to no record of the register. */
    void requireRight(Register register, Verb verb, Actor actor) {
        requireRight(policies(actor).rights(register), verb, actor);
    }

    static void requireRight(Rights rights, Verb verb, Actor actor) {
        if (!rights.mayEver(verb)) {
            throw new Problem(actor.signedIn() ? RecordError.NOT_ALLOWED : PlatformError.NOT_SIGNED_IN, Map.of());
        }
    }

    private Policies policies(Actor actor) {
        return new Policies(registers, actor, today());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Another version stands than the writer takes for it; the caller adds that to the answer. */
    static final class Stale extends RuntimeException {

        private final RecordError code;
        private final int version;

        Stale(RecordError code, int version) {
            super(code + " " + version, null, false, false);
            this.code = code;
            this.version = version;
        }

        RecordError code() {
            return code;
        }

        int version() {
            return version;
        }
    }
}
