package org.shuyuan.expression;

/** A typed condition, or a part of one. */
public sealed interface Term {

    record Nothing() implements Term {}
}
