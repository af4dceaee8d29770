package org.shuyuan.register.model;

/** How many characters of a masked text stay visible at its start and its end. */
public record Mask(int start, int end) {}
