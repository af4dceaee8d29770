package org.shuyuan.expression;

import java.util.List;

/**
 * A condition in PostgreSQL's words.
 *
 * @param text with a {@code ?} for each parameter, and no literal of the condition
 * @param parameters values in order, or a {@link Parameter} for which the caller binds a value
 */
public record Sql(String text, List<Object> parameters) {

    public Sql {
        parameters = List.copyOf(parameters);
    }

    /** What only the caller knows. */
    public enum Parameter {
        /** A {@code uuid[]}: the records where the actor holds the role. */
        SCOPE,
        /** A {@code uuid}: the actor's person, or null. */
        ME,
        /** A {@code date}. */
        TODAY
    }

    /** The text with its values written out, for a check constraint, which takes no parameters. */
    public String inlined() {
        throw new UnsupportedOperationException();
    }
}
