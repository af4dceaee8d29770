package org.shuyuan.register.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Scenario;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs the scenarios that the packs bring along, each on a real database. */
class ScenarioTest {

    @TempDir
    Path keys;

    @TestFactory
    Stream<DynamicTest> shouldKeepWhatThePacksPromise() {
        return scenarios(TestNode.PACKS);
    }

    @TestFactory
    Stream<DynamicTest> shouldKeepWhatThePackForEnginesPromises() {
        return scenarios(TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
    }

    private Stream<DynamicTest> scenarios(Path packs) {
        TestNode node = TestNode.start(keys, packs);
        assertThat(node.registers.scenarios()).isNotEmpty();
        return node.registers.scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.pack() + "/" + scenario.id(), () -> new Run(node).run(scenario)));
    }

    /** One scenario as it goes on. */
    private static final class Run {

        private final TestNode node;
        private final Map<String, UUID> called = new HashMap<>();
        private final Map<UUID, String> registers = new HashMap<>();

        Run(TestNode node) {
            this.node = node;
        }

        void run(Scenario scenario) {
            for (Scenario.Step step : scenario.steps()) {
                try {
                    run(step);
                } catch (AssertionError failure) {
                    throw new AssertionError(step.place() + ": " + failure.getMessage(), failure);
                }
            }
        }

        private void run(Scenario.Step step) {
            Actor actor = actor(step);
            try {
                JsonNode seen = act(step, actor);
                if (step.outcome().refused()) {
                    fail("this should have been refused");
                }
                check(step.outcome(), seen);
            } catch (Problem problem) {
                if (!step.outcome().refused()) {
                    throw new AssertionError("refused: " + codes(problem), problem);
                }
                assertThat(codes(problem)).containsAll(step.outcome().codes());
            }
        }

        private JsonNode act(Scenario.Step step, Actor actor) {
            if (step.action() == Scenario.Action.LIST) {
                return list(step, actor);
            }
            if (step.action() == Scenario.Action.CREATE) {
                Register register = node.register(step.target());
                UUID id = node.records
                        .create(register, values(register, step), "scenario", actor)
                        .id();
                registers.put(id, register.id());
                if (step.called() != null) {
                    called.put(step.called(), id);
                }
                return JsonMapper.shared().createObjectNode();
            }
            UUID id = Objects.requireNonNull(called.get(step.target()));
            Register register = node.register(Objects.requireNonNull(registers.get(id)));
            if (step.action() == Scenario.Action.READ) {
                return JsonMapper.shared().readTree(node.reads.detail(register, id, null, actor));
            }
            int version = Integer.parseInt(Objects.requireNonNull(
                    node.sql("select _version from data.\"" + register.id() + "\" where id = '" + id + "'")));
            if (step.action() == Scenario.Action.CHANGE) {
                node.records.change(register, id, version, values(register, step), "scenario", actor);
            } else {
                node.records.retire(register, id, version, "scenario", actor);
            }
            return JsonMapper.shared().createObjectNode();
        }

        private JsonNode list(Scenario.Step step, Actor actor) {
            Map<String, String> parameters = new LinkedHashMap<>();
            step.values().forEach((name, text) -> {
                UUID reference = called.get(text);
                parameters.put(name, reference == null ? text : reference.toString());
            });
            if (step.search() != null) {
                parameters.put("search", step.search());
            }
            if (step.when() != null) {
                parameters.put("when", step.when());
            }
            var page = node.reads.list(node.register(step.target()), parameters, actor);
            return JsonMapper.shared()
                    .createObjectNode()
                    .put("count", page.records().size());
        }

        private ObjectNode values(Register register, Scenario.Step step) {
            ObjectNode values = JsonMapper.shared().createObjectNode();
            step.values().forEach((name, text) -> {
                Field field = register.require(name);
                UUID reference = field.datum().ref() == null ? null : called.get(text);
                String value = reference == null ? text : reference.toString();
                if (value.equals("null")) {
                    values.putNull(name);
                } else if (field.many()) {
                    values.putArray(name).add(value);
                } else {
                    values.put(name, value);
                }
            });
            return values;
        }

        private Actor actor(Scenario.Step step) {
            return switch (step.role()) {
                case "operator" -> node.operator();
                case "anyone" -> Actor.ANYONE;
                default -> TestNode.actor(step.role(), step.at() == null ? null : called.get(step.at()));
            };
        }

        private void check(Scenario.Outcome outcome, JsonNode seen) {
            if (outcome.count() != null) {
                assertThat(seen.get("count").asInt()).as("count").isEqualTo(outcome.count());
            }
            JsonNode values = seen.get("values");
            outcome.values()
                    .forEach((name, text) ->
                            assertThat(text(values.get(name))).as(name).isEqualTo(text.equals("null") ? null : text));
            outcome.hidden()
                    .forEach(name ->
                            assertThat(values.has(name)).as(name + " is seen").isFalse());
            outcome.masked()
                    .forEach(name -> assertThat(values.get(name).has("masked"))
                            .as(name + " is masked")
                            .isTrue());
        }

        private @Nullable String text(@Nullable JsonNode value) {
            if (value == null || value.isNull()) {
                return null;
            }
            if (value.has("id")) {
                UUID id = UUID.fromString(value.get("id").stringValue());
                return called.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(id))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(id.toString());
            }
            return value.has("masked") ? value.get("masked").stringValue() : value.asString();
        }

        private static List<String> codes(Problem problem) {
            List<String> codes = new ArrayList<>(List.of(problem.code().code()));
            problem.faults().stream().map(FieldFault::code).forEach(codes::add);
            return codes;
        }
    }
}
