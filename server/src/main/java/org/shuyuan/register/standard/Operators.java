package org.shuyuan.register.standard;

import java.util.Map;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.Role;

/** Who keeps the node: whoever holds an operator's role everywhere. */
public final class Operators {

    private Operators() {}

    /** Throws {@code NOT_SIGNED_IN} or {@code OPERATOR_ONLY} for everybody else. */
    public static void require(Registers registers, Actor actor) {
        if (!actor.signedIn()) {
            throw new Problem(PlatformError.NOT_SIGNED_IN, Map.of());
        }
        if (!include(registers, actor)) {
            throw new Problem(ModelError.OPERATOR_ONLY, Map.of());
        }
    }

    public static boolean include(Registers registers, Actor actor) {
        return registers.roles().values().stream().filter(Role::operator).anyMatch(role -> actor.everywhere(role.id()));
    }
}
