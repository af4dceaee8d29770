package org.shuyuan.expression;

import java.math.BigDecimal;
import java.time.LocalDate;
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

    /** The text with its values written out, for a check constraint, which takes no parameters. Only of a local condition. */
    public String inlined() {
        StringBuilder inlined = new StringBuilder();
        int from = 0;
        for (Object parameter : parameters) {
            int mark = text.indexOf('?', from);
            inlined.append(text, from, mark).append(literal(parameter));
            from = mark + 1;
        }
        return inlined.append(text, from, text.length()).toString();
    }

    private static String literal(Object value) {
        return switch (value) {
            case BigDecimal number -> number.signum() < 0 ? "(" + number.toPlainString() + ")" : number.toPlainString();
            case Long number -> number < 0 ? "(" + number + ")" : number.toString();
            case LocalDate date -> quoted(date.toString());
            case String text -> quoted(text);
            default -> throw new IllegalStateException(value + " is not known when a table is made");
        };
    }

    /** As an escape string, whose meaning does not hang on {@code standard_conforming_strings}. */
    private static String quoted(String text) {
        String doubled = text.replace("'", "''");
        return doubled.contains("\\") ? "E'" + doubled.replace("\\", "\\\\") + "'" : "'" + doubled + "'";
    }
}
