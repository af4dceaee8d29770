package org.shuyuan.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition that was understood: true, false or unknown of a record. */
public record Expression(String text, Term term, Set<Path> reads, boolean local) implements Compiled {

    public Expression {
        reads = Set.copyOf(reads);
    }

    /** True, false, or null for unknown. */
    public @Nullable Boolean evaluate(Facts facts) {
        throw new UnsupportedOperationException();
    }

    /** The condition as a boolean of PostgreSQL, null for unknown. */
    public Sql sql(Emission emission) {
        throw new UnsupportedOperationException();
    }
}
