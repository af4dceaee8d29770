package org.shuyuan.identity;

import org.shuyuan.pack.Model;
import org.shuyuan.register.model.Registers;
import org.springframework.stereotype.Component;

/** What people call roles. A role that an earlier release had may still be held, and gives nothing. */
@Component
class RoleLabels {

    private final Model model;
    private final Registers registers;

    RoleLabels(Model model, Registers registers) {
        this.model = model;
        this.registers = registers;
    }

    /** Whether the model of this release has the role. */
    boolean known(String role) {
        return registers.roles().containsKey(role);
    }

    /** The role's label; of one that is not known any more, its id. */
    String say(String language, String role) {
        return known(role) ? model.texts().say(language, "role." + role) : role;
    }
}
