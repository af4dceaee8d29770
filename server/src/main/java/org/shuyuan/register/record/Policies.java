package org.shuyuan.register.record;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.schema.Names;

/** The rights of one actor in every register, for the time of one request. */
public final class Policies {

    private final Registers registers;
    private final Actor actor;
    private final LocalDate today;
    private final Map<String, Rights> rights = new HashMap<>();

    public Policies(Registers registers, Actor actor, LocalDate today) {
        this.registers = registers;
        this.actor = actor;
        this.today = today;
    }

    public Actor actor() {
        return actor;
    }

    public LocalDate today() {
        return today;
    }

    public Registers registers() {
        return registers;
    }

    public Rights rights(Register register) {
        return rights.computeIfAbsent(register.id(), id -> new Rights(register, actor, today, Names.INSTANCE));
    }

    /** Refuses who sees nothing at all in a register. */
    void requireSight(Register register) {
        if (!rights(register).seesAnything()) {
            throw new Problem(
                    actor.signedIn() ? RecordError.NOT_ALLOWED : PlatformError.NOT_SIGNED_IN,
                    Map.of("register", register.id()));
        }
    }
}
