package org.shuyuan.register.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.pack.Yaml;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Role;
import org.shuyuan.register.model.Scenario;
import org.shuyuan.register.model.Scenario.Action;

/** Compiles scenarios; every register, field, role and name in them must exist, and nothing may be said in vain. */
final class ScenarioCompiler {

    private static final String OPERATOR = "operator";
    private static final Set<String> BUILT_IN = new LinkedHashSet<>(List.of(OPERATOR, Role.ANYONE, Role.SIGNED_IN));
    private static final Set<String> HOLDING = Set.of("role", "at");
    private static final String NOTHING = "null";

    private final Draft draft;
    private final Map<String, Register> registers;

    ScenarioCompiler(Draft draft, Map<String, Register> registers) {
        this.draft = draft;
        this.registers = registers;
    }

    List<Scenario> compile() {
        List<Scenario> scenarios = new ArrayList<>();
        draft.byId(RegisterEngine.TESTS)
                .values()
                .forEach(definition -> scenarios.add(new Compiling(definition).compile()));
        return scenarios;
    }

    /** One scenario, step after step. */
    private final class Compiling {

        private final Definition<TestFile> definition;
        /** The registers of the records that have got a name. */
        private final Map<String, String> called = new HashMap<>();
        /** Names whose step is faulty. */
        private final Set<String> lost = new HashSet<>();

        Compiling(Definition<TestFile> definition) {
            this.definition = definition;
        }

        Scenario compile() {
            List<Scenario.Step> steps = new ArrayList<>();
            for (TestFile.StepFile file : definition.content().steps()) {
                Scenario.Step step = step(file);
                if (step != null) {
                    steps.add(step);
                } else if (file.called() != null) {
                    lost.add(file.called());
                }
            }
            draft.refuse(
                    definition.content().steps().isEmpty(),
                    definition.place(),
                    definition.id(),
                    "the scenario has no steps",
                    "write `steps:` with at least one");
            return new Scenario(definition.id(), definition.pack().id(), steps);
        }

        private Scenario.@Nullable Step step(TestFile.StepFile file) {
            Place place = file.yaml().place();
            Map<Action, String> targets = targets(file);
            if (targets.size() != 1) {
                draft.faults.add(
                        place,
                        file.yaml().quote(),
                        "a step does one thing",
                        "write exactly one of create, change, retire, read, list");
                return null;
            }
            Action action = targets.keySet().iterator().next();
            String target = Objects.requireNonNull(targets.get(action));
            Register register = register(place, action, target);
            if (register == null) {
                return null;
            }
            new StepUse(draft, file).check(action);
            file.values().forEach((field, value) -> checkValue(file, register, field, value));
            if (file.when() != null) {
                draft.known(
                        file.yaml().at("when"),
                        "condition of " + register.id(),
                        file.when(),
                        register.conditions().keySet());
            }
            Scenario.Outcome outcome = outcome(file, register);
            Scenario.Step step = actor(file, action, target, outcome);
            if (file.called() != null && called.putIfAbsent(file.called(), register.id()) != null) {
                draft.faults.add(
                        file.yaml().at("called"),
                        file.called(),
                        "an earlier step has called its record `" + file.called() + "` already",
                        "choose another name");
            }
            return step;
        }

        private static Map<Action, String> targets(TestFile.StepFile file) {
            Map<Action, String> targets = new HashMap<>();
            for (Action action : Action.values()) {
                String target = switch (action) {
                    case CREATE -> file.create();
                    case CHANGE -> file.change();
                    case RETIRE -> file.retire();
                    case READ -> file.read();
                    case LIST -> file.list();
                };
                if (target != null) {
                    targets.put(action, target);
                }
            }
            return targets;
        }

        private @Nullable Register register(Place place, Action action, String target) {
            if (action == Action.CREATE || action == Action.LIST) {
                return draft.find(definition.pack(), place, RegisterEngine.REGISTERS, target) == null
                        ? null
                        : registers.get(target);
            }
            return isCalled(place, target) ? registers.get(Objects.requireNonNull(called.get(target))) : null;
        }

        private boolean isCalled(Place place, String name) {
            return !lost.contains(name) && draft.known(place, "record of an earlier step", name, called.keySet());
        }

        private void checkValue(TestFile.StepFile file, Register register, String id, String value) {
            Place place = file.yaml().at("values", id);
            if (!isField(place, register, id)) {
                return;
            }
            Field field = register.field(id);
            draft.refuse(
                    field instanceof Field.Followed && file.list() == null,
                    place,
                    id + ": " + value,
                    "`" + id + "` is followed, and written at its source only",
                    "leave it out");
            String there = field == null ? null : field.datum().ref();
            if (there == null || field instanceof Field.Followed || value.isEmpty() || value.equals(NOTHING)) {
                return;
            }
            if (isCalled(place, value)) {
                draft.refuse(
                        !there.equals(called.get(value)),
                        place,
                        id + ": " + value,
                        "`" + value + "` is a record of " + called.get(value) + ", and `" + id + "` refers to " + there,
                        "name a record of " + there);
            }
        }

        private boolean isField(Place place, Register register, String id) {
            Definition<RegisterFile> file =
                    Objects.requireNonNull(draft.byId(RegisterEngine.REGISTERS).get(register.id()));
            return draft.known(place, "field", id, file.content().declared());
        }

        private Scenario.@Nullable Step actor(
                TestFile.StepFile file, Action action, String target, Scenario.Outcome outcome) {
            String role = null;
            String at = null;
            if (file.as() instanceof Yaml.Scalar scalar) {
                role = scalar.text();
                draft.known(scalar.place(), "actor", role, BUILT_IN);
            } else if (file.as() instanceof Yaml.Mapping mapping
                    && mapping.get("role") instanceof Yaml.Scalar scalar
                    && HOLDING.containsAll(mapping.entries().keySet())
                    && (mapping.get("at") == null || mapping.get("at") instanceof Yaml.Scalar)) {
                role = scalar.text();
                draft.find(definition.pack(), scalar.place(), RegisterEngine.ROLES, role);
                at = mapping.get("at") instanceof Yaml.Scalar place ? place.text() : null;
                if (at != null) {
                    isCalled(mapping.at("at"), at);
                }
            }
            if (role == null) {
                draft.faults.add(
                        file.as().place(),
                        file.as().quote(),
                        "nobody acts here",
                        "write `operator`, `anyone`, `signed_in` or `{role: …, at: …}`");
                return null;
            }
            return new Scenario.Step(
                    file.yaml().place(),
                    action,
                    target,
                    role,
                    at,
                    file.called(),
                    file.values(),
                    file.search(),
                    file.when(),
                    outcome);
        }

        private Scenario.Outcome outcome(TestFile.StepFile file, Register register) {
            TestFile.OutcomeFile then = file.then();
            if (then == null) {
                return new Scenario.Outcome(false, List.of(), Map.of(), List.of(), List.of(), null);
            }
            Place place = file.yaml().at("then");
            Stream.of(then.values().keySet().stream(), then.hidden().stream(), then.masked().stream())
                    .flatMap(names -> names)
                    .forEach(name -> isField(place, register, name));
            boolean refused = !then.refused().isEmpty() && !then.refused().equals(List.of("false"));
            List<String> codes = then.refused().stream()
                    .filter(code -> !code.equals("true") && !code.equals("false"))
                    .toList();
            return new Scenario.Outcome(refused, codes, then.values(), then.hidden(), then.masked(), then.count());
        }
    }
}
