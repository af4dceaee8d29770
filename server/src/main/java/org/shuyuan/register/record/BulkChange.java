package org.shuyuan.register.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The same change of many records, each judged and written on its own as {@link Records} does: what is refused of one doesn't hold up the
 * others, and is told.
 */
@Service
class BulkChange {

    /** How many records one request may name; whoever has more sends them in parts and can stop between them. */
    static final int MOST = 500;

    private final Records records;
    private final TransactionTemplate transaction;

    BulkChange(Records records, PlatformTransactionManager transactions) {
        this.records = records;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A record and the version of it that the actor has seen. */
    record Chosen(UUID id, int version) {}

    /**
     * What is asked.
     *
     * @param values that all of them get, or null to retire them
     */
    record Change(
            List<Chosen> records,
            @Nullable JsonNode values,
            @Nullable String reason) {}

    /** Why one record was left as it is. */
    record Refused(UUID id, String code, Map<String, ?> parameters, List<FieldFault> faults) {

        static Refused of(UUID id, Problem problem) {
            return new Refused(id, problem.code().code(), problem.parameters(), problem.faults());
        }
    }

    /** What became of the records. */
    record Outcome(int changed, int unchanged, List<Refused> refused) {}

    /** Refuses whoever may do this to no record at all. */
    void requireRight(Register register, boolean retires, Actor actor) {
        records.requireRight(register, retires ? Policy.Verb.RETIRE : Policy.Verb.CHANGE, actor);
    }

    /** @param rehearsal whether nothing is kept of it */
    Outcome carryOut(Register register, Change change, boolean rehearsal, Actor actor) {
        int changed = 0;
        int unchanged = 0;
        List<Refused> refused = new ArrayList<>();
        for (Chosen chosen : change.records()) {
            try {
                boolean differs = Boolean.TRUE.equals(transaction.execute(status -> {
                    boolean written = write(register, chosen, change, actor);
                    if (rehearsal) {
                        status.setRollbackOnly();
                    }
                    return written;
                }));
                changed += differs ? 1 : 0;
                unchanged += differs ? 0 : 1;
            } catch (Problem problem) {
                refused.add(Refused.of(chosen.id(), problem));
            } catch (Records.Stale stale) {
                refused.add(new Refused(
                        chosen.id(), RecordError.STALE_VERSION.code(), Map.of("version", stale.version()), List.of()));
            }
        }
        return new Outcome(changed, unchanged, refused);
    }

    private boolean write(Register register, Chosen chosen, Change change, Actor actor) {
        Records.Written written = change.values() == null
                ? records.retire(register, chosen.id(), chosen.version(), change.reason(), actor)
                : records.change(register, chosen.id(), chosen.version(), change.values(), change.reason(), actor);
        return written.version() != chosen.version();
    }
}
