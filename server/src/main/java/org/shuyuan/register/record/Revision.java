package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Period;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.trust.Vault;
import tools.jackson.databind.JsonNode;

/** A new version of a record, from the lock on the present one to its place in the tree. */
final class Revision {

    private final Asked asked;
    private final Register register;
    private final UUID id;
    private final Policies policies;
    private final Vault vault;
    private final Attestations attestations;
    private final Clock clock;

    Revision(Asked asked, Policies policies, Vault vault, Attestations attestations, Clock clock) {
        this.asked = asked;
        this.register = asked.register();
        this.id = asked.id();
        this.policies = policies;
        this.vault = vault;
        this.attestations = attestations;
        this.clock = clock;
    }

    /**
     * What is to become of a record.
     *
     * @param version that the actor has seen
     * @param values of the fields that change, or null where none does
     * @param day since when it stands elsewhere in its tree, if it moves
     */
    record Asked(
            Register register,
            UUID id,
            @Nullable Integer version,
            @Nullable JsonNode values,
            @Nullable String reason,
            Actor actor,
            Verb verb,
            LocalDate day) {}

    Records.Written write(Connection connection) throws SQLException {
        WriteSql sql = new WriteSql(register, vault);
        RowReader.Row row = locked(connection, sql);
        Draft draft = new Draft(register, policies.today(), row.values());
        if (asked.values() != null) {
            draft.take(asked.values());
            draft.complete();
        }
        Set<String> touched = draft.changed(row.values());
        draft.requireSound();
        if (asked.verb() == Verb.CHANGE && touched.isEmpty()) {
            return new Records.Written(id, row.version());
        }
        new Judge(policies, register).require(connection, asked.verb(), id, draft, touched);
        Map<String, @Nullable Object> written = new LinkedHashMap<>(draft.values());
        written.keySet().retainAll(touched);
        write(connection, sql, row, written);
        return new Records.Written(id, row.version() + 1);
    }

    /** The present version, which stays locked until the transaction ends. */
    private RowReader.Row locked(Connection connection, WriteSql sql) throws SQLException {
        Rights rights = policies.rights(register);
        RowReader.Row row = sql.lock(connection, id, rights.visible("t"));
        if (row == null) {
            throw new Problem(RecordError.UNKNOWN_RECORD, Map.of());
        }
        Records.requireRight(rights, asked.verb(), asked.actor());
        if (asked.version() == null) {
            throw new Problem(RecordError.VERSION_MISSING, Map.of());
        }
        if (row.version() != asked.version()) {
            throw new Records.Stale(RecordError.STALE_VERSION, row.version());
        }
        if (row.retired()) {
            throw new Problem(RecordError.ALREADY_RETIRED, Map.of());
        }
        return row;
    }

    private void write(Connection connection, WriteSql sql, RowReader.Row row, Map<String, @Nullable Object> written)
            throws SQLException {
        String tree = register.tree();
        boolean moved = tree != null && written.containsKey(tree);
        UUID parent = moved ? (UUID) written.get(tree) : null;
        TreeSql places = new TreeSql(register);
        if (parent != null && places.circular(connection, id, parent)) {
            Draft.refuse(List.of(ValueParser.faultOf(
                    register.require(String.valueOf(tree)), parent.toString(), RecordFault.CIRCULAR, Map.of())));
        }
        refuseReopening(connection, places, row, written);
        Instant now = later(row.since());
        boolean retires = asked.verb() == Verb.RETIRE;
        Attestation attestation = attestations.of(
                now, asked.actor(), retires ? "retire" : "change", register, id, written, asked.reason());
        sql.change(connection, id, now, written, retires, attestation);
        GivenUp givenUp = new GivenUp(register, id);
        givenUp.note(connection, row.values(), written, now, attestation.id());
        Draft.refuse(givenUp.taken(connection, written));
        if (moved) {
            places.move(connection, id, parent, asked.day(), attestation.id());
        }
    }

    /** What others took over from stays ended until that is taken back. */
    private void refuseReopening(
            Connection connection, TreeSql places, RowReader.Row row, Map<String, @Nullable Object> written)
            throws SQLException {
        Period period = register.tree() == null ? null : register.period();
        if (period != null
                && written.containsKey(period.until())
                && row.values().get(period.until()) != null
                && places.hasHeirs(connection, id)) {
            Object until = written.get(period.until());
            Draft.refuse(List.of(ValueParser.faultOf(
                    register.require(period.until()),
                    until == null ? null : until.toString(),
                    RecordFault.SUCCEEDED,
                    Map.of())));
        }
    }

    /** The clock's moment, but never one before what was written last: the clock may have been set back. */
    private Instant later(Instant since) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return now.isAfter(since) ? now : since.plus(1, ChronoUnit.MICROS);
    }
}
