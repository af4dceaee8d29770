package org.shuyuan.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition that was understood: true, false or unknown of a record.
 *
 * @param reads every field that it reads, with the references on the way
 * @param local whether the record's own row says it all, so that it can be a check constraint
 */
public record Expression(String text, Term term, Set<Path> reads, boolean local) implements Compiled {

    public Expression {
        reads = Set.copyOf(reads);
    }

    /** True, false, or null for unknown. */
    public @Nullable Boolean evaluate(Facts facts) {
        return new Evaluator(facts).truth(term);
    }

    /** The condition as a boolean of PostgreSQL, null for unknown. */
    public Sql sql(Emission emission) {
        return new SqlWriter(emission).write(term);
    }
}
