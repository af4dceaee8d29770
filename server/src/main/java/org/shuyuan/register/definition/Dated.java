package org.shuyuan.register.definition;

/** When a code must be valid. */
enum Dated {
    TODAY,
    EVER
}
