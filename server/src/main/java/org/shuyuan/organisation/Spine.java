package org.shuyuan.organisation;

import org.shuyuan.register.model.Register;

/**
 * The register of organisations: a tree with a period, whose pack declares {@code spine: organisation}; the compiler checks that it has
 * what is asked for here.
 */
record Spine(Register register) {

    /** The contract by which a pack declares the register. */
    static final String CONTRACT = "organisation";

    /** The field with the code, which a record may give up and no other record gets. */
    static final String CODE = "code";

    String parent() {
        return java.util.Objects.requireNonNull(register.tree());
    }

    String from() {
        return java.util.Objects.requireNonNull(register.period()).from();
    }

    String until() {
        return java.util.Objects.requireNonNull(register.period()).until();
    }
}
