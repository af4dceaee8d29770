package org.shuyuan.register.schema;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.shuyuan.register.schema.Step.Kind;

/** The steps of a plan while they are gathered. */
final class Draft {

    /** When a step is done; what others need comes first, what ends something comes last. */
    enum Phase {
        GROUND,
        /** A name that is renamed away and given to something else at once. */
        MAKE_WAY,
        CREATE,
        RETYPE,
        ADD,
        FILL,
        CONSTRAIN,
        INDEX,
        /** From here on the tables are no longer what a program of the release before needs. */
        RENAME,
        CLEAR,
        DROP
    }

    private final Map<Phase, List<Step>> steps;
    private final UnaryOperator<String> former;

    Draft() {
        this(new EnumMap<>(Phase.class), UnaryOperator.identity());
    }

    private Draft(Map<Phase, List<Step>> steps, UnaryOperator<String> former) {
        this.steps = steps;
        this.former = former;
    }

    /** The same draft, which writes the steps before the renames with the names that hold until then. */
    Draft saying(UnaryOperator<String> names) {
        return new Draft(steps, names);
    }

    void add(Phase phase, Step step) {
        Step said = phase.compareTo(Phase.RENAME) < 0 ? step.saying(former) : step;
        steps.computeIfAbsent(phase, any -> new ArrayList<>()).add(said);
    }

    void brief(Phase phase, Kind kind, Wording what, String... sql) {
        add(phase, new Step.Brief(kind, what, List.of(sql)));
    }

    void refuse(Phase phase, Wording what, String obstacle, Map<String, ?> values) {
        add(phase, new Step.Refused(what, obstacle, values));
    }

    Plan plan() {
        return new Plan(steps.values().stream().flatMap(List::stream).toList());
    }
}
