package org.shuyuan.register.imports;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Expression;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.record.FaultCode;
import org.shuyuan.register.record.RecordFault;
import org.shuyuan.register.record.Rights;
import org.shuyuan.register.schema.Names;

/** What each row must hold by itself: what is required, the order of its period, its checks, and the actor's right to write it. */
final class Rules {

    /**
     * A rule.
     *
     * @param broken true of rows, as {@code n}, that break it
     * @param reads the fields it depends on: nothing is said where they are wrong already
     * @param more further parameters of the message, each with an SQL expression
     */
    private record Rule(
            FaultCode code,
            @Nullable Field field,
            @Nullable String value,
            Query broken,
            Collection<String> reads,
            List<String> more) {}

    private final Batch batch;
    private final Register register;
    private final boolean some;
    private final Rights rights;
    private final List<Rule> rules = new ArrayList<>();

    Rules(Batch batch, Register register, boolean some, Afterwards afterwards) {
        this.batch = batch;
        this.register = register;
        this.some = some;
        this.rights =
                new Rights(register, batch.policies().actor(), batch.policies().today(), afterwards);
        require();
        order();
        stayEnded();
        check();
        permit();
    }

    private void require() {
        register.stored().filter(Field.Stored::required).forEach(field -> {
            String column = "n." + Names.quote(field.id());
            String empty = field.many() ? "cardinality(" + column + ") = 0" : column + " is null";
            boolean preset = field instanceof Field.Kept kept && kept.preset() != null;
            if (!preset) {
                rules.add(new Rule(
                        RecordFault.REQUIRED,
                        field,
                        null,
                        Query.of("(n._new and " + empty + ")"),
                        Set.of(field.id()),
                        List.of()));
            }
        });
    }

    private void order() {
        if (register.period() != null) {
            Field until = register.require(register.period().until());
            String first = "n." + Names.quote(register.period().from());
            String last = "n." + Names.quote(until.id());
            rules.add(new Rule(
                    RecordFault.PERIOD,
                    until,
                    last,
                    Query.of("(" + last + " <= " + first + ")"),
                    Set.of(register.period().from(), until.id()),
                    List.of("from", first)));
        }
    }

    /** What others took over from stays ended. */
    private void stayEnded() {
        if (some && register.tree() != null && register.period() != null) {
            Field until = register.require(register.period().until());
            String column = Names.quote(until.id());
            rules.add(new Rule(
                    RecordFault.SUCCEEDED,
                    until,
                    "n." + column,
                    Query.of("(n._changed and n." + column + " is distinct from o." + column + " and o." + column
                            + " is not null and exists (select from " + Names.INSTANCE.heirTable(register.id())
                            + " h where h.predecessor = n.id))"),
                    Set.of(until.id()),
                    List.of()));
        }
    }

    private void check() {
        register.checks()
                .forEach((id, check) -> rules.add(new Rule(
                        RecordFault.CHECK,
                        null,
                        null,
                        Query.of("(").add(rights.judged(check, "n")).add(" is false)"),
                        reads(check),
                        // ids are snake_case by the compiler's word
                        List.of(
                                "check",
                                "'" + id + "'",
                                "text",
                                "jsonb_build_object('key', 'check." + register.id() + "." + id + "')"))));
    }

    private Set<String> reads(Expression check) {
        Set<String> reads = new LinkedHashSet<>();
        check.reads().stream()
                .filter(path -> path.register().equals(register.id()))
                .forEach(path -> reads.add(path.fields().getFirst()));
        return reads;
    }

    private void permit() {
        List<String> all = register.stored().map(Field::id).toList();
        Query create = rights.mayByRow(Verb.CREATE, "n._touched", "n", null);
        if (!create.text().equals(Rights.ALWAYS)) {
            rules.add(
                    forbidden(Query.of("(n._new and not coalesce(").add(create).add(", false))"), all));
        }
        if (some) {
            Query change = rights.mayByRow(Verb.CHANGE, "n._touched", "n", "o");
            rules.add(forbidden(
                    Query.of("(not n._new and cardinality(n._touched) > 0 and not coalesce(")
                            .add(change)
                            .add(", false))"),
                    all));
        }
    }

    private static Rule forbidden(Query broken, List<String> all) {
        return new Rule(ImportFault.NOT_ALLOWED, null, null, broken, all, List.of());
    }

    /** Notes every rule that rows of the file break. Of a record that the actor doesn't see nothing else is said. */
    void note() throws SQLException {
        Query visible = rights.visible("o");
        if (some && !visible.text().equals(Rights.ALWAYS)) {
            batch.run(batch.note(ImportFault.NOT_ALLOWED, null, "n._line", null)
                    .add(from())
                    .add(" where not n._new and not coalesce(")
                    .add(visible)
                    .add(", false)"));
        }
        if (!batch.ask(Query.of("select ").add(from()).add(" where ").add(anyBroken()))) {
            return;
        }
        for (Rule rule : rules) {
            batch.run(batch.note(
                            rule.code(),
                            rule.field(),
                            "n._line",
                            rule.value(),
                            rule.more().toArray(String[]::new))
                    .add(from())
                    .add(" where n._line is not null and ")
                    .add(broken(rule)));
        }
    }

    private Query from() {
        return Query.of("from " + batch.staging().next() + " n"
                + (some ? " left join " + batch.table() + " o on o.id = n.id and not n._new" : ""));
    }

    private Query anyBroken() {
        return rules.isEmpty()
                ? Query.of("false")
                : Query.join(" or ", rules.stream().map(Rule::broken).toList());
    }

    private Query broken(Rule rule) {
        return Query.of(rule.code() == ImportFault.NOT_ALLOWED ? "" : "(n._new or n._changed) and ")
                .add(rule.broken())
                .add(" and ")
                .add(Batch.sound("n", rule.reads()));
    }

    /** Records made by references, in a staged table, that break any rule. */
    Query brokenMade(String table) {
        return Query.of("select n.id from " + table + " n where n._line is null and (")
                .add(anyBroken())
                .add(")");
    }
}
