package org.shuyuan.expression;

import org.shuyuan.expression.Term.Literal;

/** Which types go together, and how they are called. */
final class Typing {

    private Typing() {}

    /** Types whose values compare with each other. */
    enum Family {
        TEXT("text"),
        NUMBER("a number"),
        DATE("a date"),
        TIME("a time of day"),
        INSTANT("an instant"),
        BOOLEAN("true or false"),
        DAYS("a number of days"),
        REFERENCE("a record"),
        SEVERAL("several values");

        final String label;

        Family(String label) {
            this.label = label;
        }

        /** Whether values of the family have an order. */
        boolean ordered() {
            return switch (this) {
                case TEXT, NUMBER, DATE, TIME, INSTANT, DAYS -> true;
                case BOOLEAN, REFERENCE, SEVERAL -> false;
            };
        }
    }

    static Family family(Type type) {
        return switch (type) {
            case Type.Scalar scalar ->
                switch (scalar) {
                    case TEXT -> Family.TEXT;
                    case INTEGER, DECIMAL -> Family.NUMBER;
                    case DATE -> Family.DATE;
                    case TIME -> Family.TIME;
                    case INSTANT -> Family.INSTANT;
                    case BOOLEAN -> Family.BOOLEAN;
                    case DAYS -> Family.DAYS;
                };
            case Type.Code code -> Family.TEXT;
            case Type.Ref reference -> Family.REFERENCE;
            case Type.Many many -> Family.SEVERAL;
        };
    }

    static Family family(Term term) {
        return family(term.type());
    }

    static String describe(Type type) {
        return switch (type) {
            case Type.Scalar scalar -> family(scalar).label;
            case Type.Code code -> "a code of " + code.set();
            case Type.Ref reference ->
                reference.equals(Type.Ref.ANY) ? "a person" : "a record of " + reference.register();
            case Type.Many many -> "several values";
        };
    }

    /** Whether two values can be the same. */
    static boolean alike(Type left, Type right) {
        if (left instanceof Type.Code one && right instanceof Type.Code other) {
            return one.equals(other);
        }
        if (left instanceof Type.Ref one && right instanceof Type.Ref other) {
            return one.equals(other) || one.equals(Type.Ref.ANY) || other.equals(Type.Ref.ANY);
        }
        return family(left) == family(right);
    }

    /** The type that holds the values of two alike types. */
    static Type join(Type left, Type right) {
        if (left.equals(right)) {
            return left;
        }
        return switch (family(left)) {
            case NUMBER -> Type.Scalar.DECIMAL;
            case TEXT -> Type.Scalar.TEXT;
            case REFERENCE -> left.equals(Type.Ref.ANY) ? right : left;
            case DATE, TIME, INSTANT, BOOLEAN, DAYS, SEVERAL -> left;
        };
    }

    /** How to mend a comparison of two values that are not alike. */
    static String remedy(Term left, Term right) {
        Family one = family(left);
        Family other = family(right);
        if (one == Family.SEVERAL || other == Family.SEVERAL) {
            return "Ask of its values: field.exists(x, x == ...), or field.size().";
        }
        if (pair(one, other, Family.DATE, Family.TEXT)) {
            return "Write a date as date(\"2026-01-31\").";
        }
        if (pair(one, other, Family.DATE, Family.INSTANT)) {
            return "A date is a day of the calendar and an instant a point in time; compare dates with dates.";
        }
        if (pair(one, other, Family.DAYS, Family.NUMBER)) {
            return "Write a number of days as days(30).";
        }
        if (pair(one, other, Family.NUMBER, Family.TEXT)) {
            return left instanceof Literal || right instanceof Literal
                    ? "Write numbers without quotes and text in quotes."
                    : "Compare numbers with numbers and text with text.";
        }
        if (pair(one, other, Family.REFERENCE, Family.TEXT)) {
            return "Compare a field of the record, such as parent.code.";
        }
        return "Compare two values of one kind.";
    }

    private static boolean pair(Family one, Family other, Family left, Family right) {
        return (one == left && other == right) || (one == right && other == left);
    }
}
