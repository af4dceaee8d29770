package org.shuyuan.register.model;

import java.util.Set;

/**
 * What somebody may be at an organisation.
 *
 * @param operator held everywhere by the node's own operator account; gives every role
 * @param audits whether its holders read what was done by the people of the organisations under theirs, and to the records there
 * @param givenBy the roles whose holders may give this one within their scope
 */
public record Role(String id, String pack, boolean operator, boolean audits, Set<String> givenBy) {

    public Role {
        givenBy = Set.copyOf(givenBy);
    }

    /** Everybody, without signing in. */
    public static final String ANYONE = "anyone";

    /** Everybody who has signed in. */
    public static final String SIGNED_IN = "signed_in";
}
