package org.shuyuan.expression;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition that was understood: true, false or unknown of a record.
 *
 * @param reads every field that it reads, with the references on the way
 * @param needs what it asks for beyond the single values of the record itself
 */
public record Expression(String text, Term term, Set<Path> reads, Set<Need> needs) implements Compiled {

    private static final Set<Need> AT_HAND = EnumSet.of(Need.VALUES, Need.TODAY);

    public Expression {
        reads = Set.copyOf(reads);
        needs = Set.copyOf(needs);
    }

    /** Whether the record's own row says it all, so that it can be a check constraint. */
    public boolean local() {
        return needs.isEmpty();
    }

    /** True, false, or null for unknown. */
    public @Nullable Boolean evaluate(Facts facts) {
        return new Evaluator(facts).truth(term);
    }

    /** The condition as a boolean of PostgreSQL, null for unknown. */
    public Sql sql(Emission emission) {
        return new SqlWriter(emission).write(term);
    }

    /** The condition for a reader elsewhere, as web/desk/src/cel has it; null if more than the record and the day decides it. */
    public @Nullable List<Object> tree() {
        return AT_HAND.containsAll(needs) ? Tree.of(term) : null;
    }
}
