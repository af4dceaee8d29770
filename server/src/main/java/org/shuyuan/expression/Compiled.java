package org.shuyuan.expression;

/** What became of a condition's text. */
public sealed interface Compiled permits Expression, Rejected {}
