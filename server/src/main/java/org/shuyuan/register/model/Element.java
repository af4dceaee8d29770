package org.shuyuan.register.model;

/** A datum of the standard, named by subject; one register is its source. */
public record Element(String id, String pack, Datum datum) {}
