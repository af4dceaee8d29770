package org.shuyuan.register.schema;

import java.util.List;

/** The steps from the database as it is to the database that a model needs, in their order. */
public record Plan(List<Step> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    public List<Step.Refused> refused() {
        return steps.stream()
                .filter(Step.Refused.class::isInstance)
                .map(Step.Refused.class::cast)
                .toList();
    }

    /** The plan for the terminal: what is refused and what to write instead, or every step with its SQL. */
    public static String print(Plan plan) {
        StringBuilder text = new StringBuilder();
        List<Step.Refused> refused = plan.refused();
        if (!refused.isEmpty()) {
            text.append("Nothing was changed: ")
                    .append(refused.size())
                    .append(refused.size() == 1 ? " step" : " steps")
                    .append(" of the upgrade cannot be done as things are.\n");
            refused.forEach(step -> text.append("\n✗ ")
                    .append(step.what().english())
                    .append("\n    ")
                    .append(step.reason().english())
                    .append("\n    → ")
                    .append(step.remedy().english())
                    .append('\n'));
            text.append("\nThe other steps:\n");
        }
        int number = 0;
        for (Step step : plan.steps()) {
            if (!(step instanceof Step.Refused)) {
                print(text, ++number, step);
            }
        }
        return number == 0 && refused.isEmpty() ? "Nothing to do.\n" : text.toString();
    }

    private static void print(StringBuilder text, int number, Step step) {
        text.append('\n').append(number).append(". ").append(step.what().english());
        if (step.kind() == Step.Kind.DECLARED) {
            text.append(" (declared)");
        }
        text.append(
                switch (step) {
                    case Step.Standstill any -> " – readers and writers wait";
                    case Step.Beside any -> " – beside use";
                    case Step.Batches any -> " – beside use, in batches";
                    case Step.BuildIndex any -> " – beside use";
                    case Step.DropIndex any -> " – beside use";
                    case Step.Brief any -> "";
                    case Step.Codes any -> "";
                    case Step.Refused any -> "";
                });
        text.append('\n');
        step.sql()
                .forEach(sql -> text.append("       ")
                        .append(sql.replace("\n", "\n       "))
                        .append(";\n"));
    }
}
