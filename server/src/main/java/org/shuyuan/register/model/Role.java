package org.shuyuan.register.model;

/**
 * What somebody may be at an organisation.
 *
 * @param operator held everywhere by the node's own operator account
 */
public record Role(String id, String pack, boolean operator) {

    /** Everybody, without signing in. */
    public static final String ANYONE = "anyone";

    /** Everybody who has signed in. */
    public static final String SIGNED_IN = "signed_in";
}
