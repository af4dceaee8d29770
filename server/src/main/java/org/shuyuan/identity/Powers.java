package org.shuyuan.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.Role;
import org.springframework.stereotype.Component;

/** What an actor may do beside the registers, in a few words: what a program offers, not what the node decides by. */
@Component
class Powers {

    private final Registers registers;
    private final Giving giving;

    Powers(Registers registers, Giving giving) {
        this.registers = registers;
        this.giving = giving;
    }

    /** {@code accounts}, {@code audit}, {@code settings}, as far as the actor may. */
    List<String> of(Actor actor) {
        List<String> may = new ArrayList<>();
        if (giving.mayAny(actor)) {
            may.add("accounts");
        }
        if (audits(actor)) {
            may.add("audit");
        }
        if (giving.operates(actor)) {
            may.add("settings");
        }
        return List.copyOf(may);
    }

    /** Whether the actor reads evidence of others anywhere. */
    boolean audits(Actor actor) {
        return actor.grants().stream().anyMatch(this::audits);
    }

    boolean auditsEverywhere(Actor actor) {
        return actor.grants().stream().anyMatch(grant -> audits(grant) && grant.at() == null);
    }

    /** The places at and under which the actor reads evidence of others. */
    List<UUID> audited(Actor actor) {
        return actor.grants().stream()
                .filter(this::audits)
                .map(Actor.Grant::at)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private boolean audits(Actor.Grant grant) {
        Role role = registers.roles().get(grant.role());
        return role != null && role.audits();
    }
}
