package org.shuyuan.register.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Place;

/** What a pack promises about its registers, as steps that a test runs on a real database. */
public record Scenario(String id, String pack, List<Step> steps) {

    public Scenario {
        steps = List.copyOf(steps);
    }

    /** What a step does. */
    public enum Action {
        CREATE,
        CHANGE,
        RETIRE,
        READ,
        LIST
    }

    /**
     * @param target a register for create and list, otherwise the name that an earlier step gave to its record
     * @param role {@code operator}, {@code anyone} or a role
     * @param at the name of the record at which the role is held
     * @param called the name that later steps use for the record
     * @param search what a list searches for
     * @param when the named condition that a listed record fulfils
     */
    public record Step(
            Place place,
            Action action,
            String target,
            String role,
            @Nullable String at,
            @Nullable String called,
            Map<String, String> values,
            @Nullable String search,
            @Nullable String when,
            Outcome outcome) {

        public Step {
            values = Map.copyOf(values);
        }
    }

    /**
     * What must be true after a step.
     *
     * @param refused whether it must be refused; {@code codes} then tells by which problems or faults
     * @param count how many records a list has, or null for any
     */
    public record Outcome(
            boolean refused,
            List<String> codes,
            Map<String, String> values,
            List<String> hidden,
            List<String> masked,
            @Nullable Integer count) {

        public Outcome {
            codes = List.copyOf(codes);
            values = Map.copyOf(values);
            hidden = List.copyOf(hidden);
            masked = List.copyOf(masked);
        }
    }
}
