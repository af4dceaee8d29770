package org.shuyuan.expression;

/**
 * One fault of a condition.
 *
 * @param column where it stands in the text, in characters from 1
 * @param offending the part of the text that is meant
 * @param problem what is wrong with it, as a sentence
 * @param remedy what to write instead, as a sentence
 */
public record Rejection(int column, String offending, String problem, String remedy) {}
