package org.shuyuan.register.definition;

import org.shuyuan.pack.Says;

/** The keys of a role. */
record RoleFile(
        @Says("the role's id, equal to the file's name") String role,

        @Says("held everywhere by the node's operator account")
        boolean operator) {}
