package org.shuyuan.register.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * One new record for each record of a list elsewhere, which it refers to. Each is judged and written on its own as {@link Records} does:
 * what is refused of one doesn't hold up the others, so that whoever asks again after a break gets what is missing where the register
 * allows one only.
 */
@Service
class BulkCreation {

    /** How many records one request may make. */
    static final int MOST = 5_000;

    private final Registers registers;
    private final Records records;
    private final Reads reads;
    private final TransactionTemplate transaction;

    BulkCreation(Model model, Records records, Reads reads, PlatformTransactionManager transactions) {
        this.registers = model.part(Registers.class);
        this.records = records;
        this.reads = reads;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What is asked.
     *
     * @param field the reference that the new records differ in
     * @param selected the parameters of the list of those that get a record each
     * @param values what the new records have in common
     */
    record Creation(
            String field,
            Map<String, String> selected,
            ObjectNode values,
            @Nullable String reason) {}

    /** What became of it; those that were refused are named by the record that they would have referred to. */
    record Outcome(int created, List<BulkChange.Refused> refused, Map<UUID, String> titles) {}

    /**
     * Makes the records.
     *
     * @param rehearsal whether nothing is kept of it
     * @throws Problem where the actor may create none at all, the field is no single reference, or more than {@value MOST} are selected
     */
    Outcome carryOut(Register register, Creation asked, boolean rehearsal, Actor actor) {
        records.requireRight(register, Policy.Verb.CREATE, actor);
        Register there = referred(register, asked.field());
        List<UUID> selected = reads.ids(there, asked.selected(), MOST + 1, actor);
        if (selected.size() > MOST) {
            throw Addresses.bad("selected", "> " + MOST, "1–" + MOST);
        }
        int created = 0;
        List<BulkChange.Refused> refused = new ArrayList<>();
        for (UUID id : selected) {
            ObjectNode values = asked.values().deepCopy().put(asked.field(), id.toString());
            try {
                transaction.executeWithoutResult(status -> {
                    records.create(register, values, asked.reason(), actor);
                    if (rehearsal) {
                        status.setRollbackOnly();
                    }
                });
                created++;
            } catch (Problem problem) {
                refused.add(BulkChange.Refused.of(id, problem));
            }
        }
        List<UUID> left = refused.stream().map(BulkChange.Refused::id).toList();
        return new Outcome(created, refused, reads.titles(there, left, actor));
    }

    private Register referred(Register register, String name) {
        if (register.field(name) instanceof Field.Kept field && field.datum().ref() != null && !field.many()) {
            return registers.require(field.datum().ref());
        }
        String known = String.join(
                "、",
                register.kept()
                        .filter(field -> field.datum().ref() != null && !field.many())
                        .map(Field::id)
                        .toList());
        throw Addresses.bad("field", name, known);
    }
}
