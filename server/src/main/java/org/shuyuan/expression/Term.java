package org.shuyuan.expression;

import java.util.List;

/**
 * A typed condition, or a part of one. The set of terms is closed: what reads terms (in Java, in SQL, in a browser) switches over
 * them all. Each has one meaning for null; "unknown" is null as a boolean.
 */
public sealed interface Term {

    Type type();

    /** A term that is true, false or unknown. */
    sealed interface Condition extends Term {
        @Override
        default Type type() {
            return Type.Scalar.BOOLEAN;
        }
    }

    /** A String, Long, BigDecimal, Boolean or LocalDate; never null. */
    record Literal(Object value, Type.Scalar type) implements Term {}

    /**
     * A value of a record: of the condition's own ({@link #SELF}), of that as it was ({@link #OLD}), or of an element of an
     * {@link Exists}. Without steps it is the record (or the element) itself; each step but the last passes through a reference.
     */
    record Read(String root, List<Step> steps, Type type) implements Term {
        public static final String SELF = "self";
        public static final String OLD = "old";

        public Read {
            steps = List.copyOf(steps);
        }

        List<String> fields() {
            return steps.stream().map(Step::field).toList();
        }
    }

    /** A field of a register. */
    record Step(String register, String field) {}

    /** The actor's person; if the actor is nobody, a reference that equals no other. Never null. */
    record Me() implements Term {
        @Override
        public Type type() {
            return Type.Ref.ANY;
        }
    }

    record Today() implements Term {
        @Override
        public Type type() {
            return Type.Scalar.DATE;
        }
    }

    /** False of null: nothing is not in anybody's scope. */
    record InScope(Term reference, String register) implements Condition {}

    /** {@code x == null}: never unknown. */
    record IsNull(Term operand) implements Condition {}

    /** {@code ==}, with null as a value that equals only itself: never unknown. */
    record Same(Term left, Term right) implements Condition {}

    /** Numbers by value, text by code points, dates and times by age. Unknown if a side is null. */
    record Compare(Order order, Term left, Term right) implements Condition {}

    enum Order {
        BEFORE("<"),
        UP_TO("<="),
        AFTER(">"),
        FROM(">=");

        final String sign;

        Order(String sign) {
            this.sign = sign;
        }
    }

    /** False if a side is false, else unknown if a side is unknown. */
    record And(Term left, Term right) implements Condition {}

    /** True if a side is true, else unknown if a side is unknown. */
    record Or(Term left, Term right) implements Condition {}

    record Not(Term operand) implements Condition {}

    /** {@code condition ? yes : no}; null if the condition is unknown. */
    record Choice(Term condition, Term yes, Term no, Type type) implements Term {}

    /** Exact arithmetic without bounds; null if a side is null. */
    record Arithmetic(Operator operator, Term left, Term right, Type type) implements Term {}

    enum Operator {
        PLUS("+"),
        MINUS("-"),
        TIMES("*");

        final String sign;

        Operator(String sign) {
            this.sign = sign;
        }
    }

    /** {@code days(n)}. */
    record Days(Term number) implements Term {
        @Override
        public Type type() {
            return Type.Scalar.DAYS;
        }
    }

    /** A date and a number of days before or after it; null if that is more than {@link #MOST} days away. */
    record Shift(Term date, boolean back, Term days) implements Term {
        /** Days; some 270 years, so that no date leaves the calendars of Java and PostgreSQL. */
        public static final long MOST = 100_000;

        @Override
        public Type type() {
            return Type.Scalar.DATE;
        }
    }

    /** {@code later - earlier}: the days from one date to another. */
    record Between(Term later, Term earlier) implements Term {
        @Override
        public Type type() {
            return Type.Scalar.DAYS;
        }
    }

    /** {@code x in [..]}; unknown of null. */
    record Among(Term operand, List<Literal> literals) implements Condition {
        public Among {
            literals = List.copyOf(literals);
        }
    }

    /** Whether a text has another in it, at its start or at its end; every text has the empty one. */
    record Has(Where where, Term text, Term part) implements Condition {}

    enum Where {
        ANYWHERE,
        START,
        END
    }

    /** The number of code points of a text. */
    record Length(Term text) implements Term {
        @Override
        public Type type() {
            return Type.Scalar.INTEGER;
        }
    }

    /** The number of values of a field with several; null if a reference on the way is null. */
    record Count(Read many) implements Term {
        @Override
        public Type type() {
            return Type.Scalar.INTEGER;
        }
    }

    /**
     * True if the condition is true of a value, else unknown if it is unknown of one; false without values. Unknown if a reference
     * on the way is null.
     */
    record Exists(Read many, String variable, Term condition) implements Condition {}

    /** A named condition of the record that a reference leads to; unknown if the reference is null. */
    record Through(Read reference, String register, Term condition) implements Condition {}
}
