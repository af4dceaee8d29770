package org.shuyuan.register.model;

/** The fields with the first day of a record's validity and the first day after it. */
public record Period(String from, String until) {}
