package org.shuyuan.expression;

/** What a condition asks for beyond the single values of the record itself. */
public enum Need {
    /** Fields with several values, which stand in a table beside the record's own. */
    VALUES,
    /** The day on which it is asked. */
    TODAY,
    /** The record as it was before the change. */
    OLD,
    /** Records that the record refers to. */
    OTHERS,
    /** Who asks, and the scope in which he holds the role. */
    ACTOR
}
