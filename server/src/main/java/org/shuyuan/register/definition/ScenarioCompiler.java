package org.shuyuan.register.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Yaml;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Role;
import org.shuyuan.register.model.Scenario;

/** Compiles scenarios; every register, field, role and name in them must exist. */
final class ScenarioCompiler {

    private final Draft draft;
    private final Map<String, Register> registers;
    private final Map<String, Role> roles;

    ScenarioCompiler(Draft draft, Map<String, Register> registers, Map<String, Role> roles) {
        this.draft = draft;
        this.registers = registers;
        this.roles = roles;
    }

    List<Scenario> compile() {
        List<Scenario> scenarios = new ArrayList<>();
        draft.byId(RegisterEngine.TESTS).forEach((id, definition) -> scenarios.add(compile(definition)));
        return scenarios;
    }

    private Scenario compile(Definition<TestFile> definition) {
        Map<String, String> called = new HashMap<>();
        List<Scenario.Step> steps = new ArrayList<>();
        for (TestFile.StepFile file : definition.content().steps()) {
            Scenario.Step step = step(file, called);
            if (step != null) {
                steps.add(step);
            }
        }
        return new Scenario(definition.id(), definition.pack().id(), steps);
    }

    private Scenario.@Nullable Step step(TestFile.StepFile file, Map<String, String> called) {
        List<String> targets = Stream.of(file.create(), file.change(), file.retire(), file.read(), file.list())
                .filter(Objects::nonNull)
                .toList();
        if (targets.size() != 1) {
            draft.faults.add(
                    file.yaml().place(),
                    file.yaml().quote(),
                    "a step does one thing",
                    "write exactly one of create, change, retire, read, list");
            return null;
        }
        Scenario.Action action = file.create() != null
                ? Scenario.Action.CREATE
                : file.change() != null
                        ? Scenario.Action.CHANGE
                        : file.retire() != null
                                ? Scenario.Action.RETIRE
                                : file.read() != null ? Scenario.Action.READ : Scenario.Action.LIST;
        String target = targets.getFirst();
        boolean names = action == Scenario.Action.CREATE || action == Scenario.Action.LIST;
        if (!draft.known(
                file.yaml().place(),
                names ? "register" : "record of an earlier step",
                target,
                names ? registers.keySet() : called.keySet())) {
            return null;
        }
        String register = names ? target : Objects.requireNonNull(called.get(target));
        Map<String, Field> fields =
                Objects.requireNonNull(registers.get(register)).fields();
        file.values().keySet().forEach(name -> draft.known(file.yaml().at("values"), "field", name, fields.keySet()));
        Scenario.Outcome outcome = outcome(file, fields);
        if (file.called() != null) {
            called.put(file.called(), register);
        }
        return actor(file, action, target, called, outcome);
    }

    private Scenario.@Nullable Step actor(
            TestFile.StepFile file,
            Scenario.Action action,
            String target,
            Map<String, String> called,
            Scenario.Outcome outcome) {
        String role;
        String at = null;
        switch (file.as()) {
            case Yaml.Scalar scalar -> role = scalar.text();
            case Yaml.Mapping mapping
            when mapping.get("role") instanceof Yaml.Scalar scalar -> {
                role = scalar.text();
                draft.known(mapping.at("role"), "role", role, roles.keySet());
                at = mapping.get("at") instanceof Yaml.Scalar place ? place.text() : null;
                if (at != null) {
                    draft.known(mapping.at("at"), "record of an earlier step", at, called.keySet());
                }
            }
            default -> {
                draft.faults.add(
                        file.as().place(),
                        file.as().quote(),
                        "nobody acts here",
                        "write `operator`, `anyone` or `{role: …, at: …}`");
                return null;
            }
        }
        return new Scenario.Step(
                file.yaml().place(), action, target, role, at, file.called(), file.values(), file.search(), outcome);
    }

    private Scenario.Outcome outcome(TestFile.StepFile file, Map<String, Field> fields) {
        TestFile.OutcomeFile then = file.then();
        if (then == null) {
            return new Scenario.Outcome(false, List.of(), Map.of(), List.of(), List.of(), null);
        }
        Stream.of(then.values().keySet().stream(), then.hidden().stream(), then.masked().stream())
                .flatMap(names -> names)
                .forEach(name -> draft.known(file.yaml().at("then"), "field", name, fields.keySet()));
        boolean refused = !then.refused().isEmpty() && !then.refused().equals(List.of("false"));
        List<String> codes = then.refused().stream()
                .filter(code -> !code.equals("true") && !code.equals("false"))
                .toList();
        return new Scenario.Outcome(refused, codes, then.values(), then.hidden(), then.masked(), then.count());
    }
}
