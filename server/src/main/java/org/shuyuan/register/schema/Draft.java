package org.shuyuan.register.schema;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.shuyuan.register.schema.Step.Kind;

/** The steps of a plan while they are gathered. */
final class Draft {

    /** When a step is done; what others need comes first, what ends something comes last. */
    enum Phase {
        GROUND,
        RENAME,
        CREATE,
        RETYPE,
        ADD,
        FILL,
        CONSTRAIN,
        INDEX,
        CLEAR,
        DROP
    }

    private final Map<Phase, List<Step>> steps = new EnumMap<>(Phase.class);

    void add(Phase phase, Step step) {
        steps.computeIfAbsent(phase, any -> new ArrayList<>()).add(step);
    }

    void brief(Phase phase, Kind kind, String description, String... sql) {
        add(phase, new Step.Brief(kind, description, List.of(sql)));
    }

    void refuse(Phase phase, String description, String reason, String remedy) {
        add(phase, new Step.Refused(description, reason, remedy));
    }

    Plan plan() {
        return new Plan(steps.values().stream().flatMap(List::stream).toList());
    }
}
