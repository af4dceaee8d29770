package org.shuyuan.register.definition;

import java.util.List;
import org.shuyuan.pack.Says;

/** The keys of a role. */
record RoleFile(
        @Says("the role's id, equal to the file's name") String role,

        @Says("held everywhere by the node's operator account")
        boolean operator,

        @Says(
                "its holders read the evidence of what people within their scope did and of what was done to the records there")
        boolean audits,

        @Says(
                "the roles whose holders may give this one to others within their scope; the operator's roles give every role")
        List<String> givenBy) {}
