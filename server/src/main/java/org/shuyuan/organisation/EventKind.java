package org.shuyuan.organisation;

import java.util.Locale;
import java.util.Set;

/** What can happen to organisations, with the members that a request for it has besides the common ones. */
enum EventKind {
    /** A new organisation. */
    FOUND("values"),
    /** Other names, or whatever else isn't an event of its own. */
    RENAME("organisation", "values"),
    /** Another code, with what else changes with it, such as the category; the old code is never reissued. */
    RECODE("organisation", "code", "values"),
    /** Another place in the tree, with all that stands under it. */
    MOVE("organisation", "parent"),
    /** Some end and one takes over: one that is there, or a new one. */
    MERGE("organisations", "into", "values"),
    /** One is divided among several; it ends, unless it continues beside them. */
    SPLIT("organisation", "heirs", "founds", "continues"),
    /** One ends; another may take over. */
    CLOSE("organisation", "into");

    private final Set<String> members;

    EventKind(String... members) {
        this.members = Set.of(members);
    }

    Set<String> members() {
        return members;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
