package org.shuyuan.register.definition;

import org.shuyuan.register.model.Scenario.Action;

/** Refuses what a step of a scenario says and its action doesn't heed. */
final class StepUse {

    private final Draft draft;
    private final TestFile.StepFile file;

    StepUse(Draft draft, TestFile.StepFile file) {
        this.draft = draft;
        this.file = file;
    }

    /** What is said and would do nothing. */
    void check(Action action) {
        boolean writes = action == Action.CREATE || action == Action.CHANGE;
        TestFile.OutcomeFile then = file.then();
        vain(
                !file.values().isEmpty() && !writes && action != Action.LIST,
                "values",
                "only create, change and a list take `values`");
        vain(file.called() != null && action != Action.CREATE, "called", "only create names a record");
        vain(file.search() != null && action != Action.LIST, "search", "only a list searches");
        vain(then != null && then.count() != null && action != Action.LIST, "then", "only a list is counted");
        vain(
                then != null && !(then.hidden().isEmpty() && then.masked().isEmpty()) && action != Action.READ,
                "then",
                "only what is read has hidden and masked fields");
        vain(
                then != null && !then.values().isEmpty() && (action == Action.LIST || action == Action.RETIRE),
                "then",
                "a list and a retired record have no values to hold against");
    }

    private void vain(boolean said, String key, String problem) {
        draft.refuse(
                said,
                file.yaml().at(key),
                file.yaml().quote(),
                problem,
                "delete it here, or make it a step of its own");
    }
}
