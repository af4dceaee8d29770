package org.shuyuan.register.definition;

/** The types that a definition names by {@code type}. */
enum PlainType {
    TEXT,
    INTEGER,
    DECIMAL,
    MONEY,
    DATE,
    TIME,
    INSTANT,
    BOOLEAN
}
