package org.shuyuan.expression;

/** The door of the language. */
public final class Expressions {

    private Expressions() {}

    /** Understands a condition that must be true, false or unknown of a record; or says what is wrong with it. */
    public static Compiled compile(String text, Surroundings surroundings, Vocabulary vocabulary) {
        throw new UnsupportedOperationException();
    }
}
