package org.shuyuan.register.model;

/** The closed list of what a field's value can be. */
public enum ValueType {
    TEXT,
    INTEGER,
    /** A number with a fixed count of digits after the point. */
    DECIMAL,
    /** Yuan, with two decimals. */
    MONEY,
    DATE,
    TIME,
    /** A moment; stored in UTC. */
    INSTANT,
    BOOLEAN,
    /** An entry of a code set. */
    CODE,
    /** A record of a register. */
    REF
}
