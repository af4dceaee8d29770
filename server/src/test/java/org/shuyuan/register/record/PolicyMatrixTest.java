package org.shuyuan.register.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.Golden;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.imports.ImportOptions;
import org.shuyuan.register.imports.Progress;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.schema.Names;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every role at several places, in every register of every pack, by every path: list, count, detail, history, as-of, search and export
 * show the same, and what {@link PolicyModel} says. What comes out is kept as a table that a person can read.
 */
class PolicyMatrixTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    /** So many rows in sight and out of it are asked one by one. */
    private static final int SAMPLE = 3;

    /** Everywhere, and at four places. */
    private static final int PLACES = 5;

    private static TestNode node;
    private static PolicyModel model;
    private static final Map<String, Actor> ACTORS = new LinkedHashMap<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws SQLException {
        node = TestNode.start(folder, packs());
        ImportOptions all = new ImportOptions(ImportOptions.Mode.ALL_OR_NOTHING, false, "demo");
        for (Registers.Seed seed : node.registers.seeds()) {
            node.imports.run(
                    node.register(seed.register()),
                    seed.file(),
                    all,
                    node.imports.installer("installer"),
                    Progress.UNSEEN);
        }
        model = new PolicyModel(node, TODAY);
        ACTORS.put("anyone", Actor.ANYONE);
        ACTORS.put("signed in", new Actor(UUID.randomUUID(), "somebody", null, List.of()));
        Map<String, String> places = new LinkedHashMap<>();
        places.put("city", "云川市教育局");
        places.put("county", "云川市青澜区教育局");
        places.put("school", "青澜区文昌小学");
        places.put("school elsewhere", "石渡县渡口小学");
        node.registers.roles().keySet().forEach(role -> {
            ACTORS.put(role + " everywhere", TestNode.actor(role, null));
            places.forEach((place, name) -> ACTORS.put(
                    role + " at " + place,
                    TestNode.actor(
                            role,
                            UUID.fromString(String.valueOf(
                                    node.sql("select id from data.organisation where name = '" + name + "'"))))));
        });
    }

    private static Path[] packs() {
        return List.of("education_base", "organisations", "catalogues", "students").stream()
                .map(TestNode.PACKS::resolve)
                .toArray(Path[]::new);
    }

    @Test
    void shouldShowTheSameByEveryPathAndNothingButThePolicy() throws IOException {
        StringBuilder matrix = new StringBuilder();
        for (Register register : node.registers.registers().values()) {
            matrix.append("\n## ")
                    .append(register.id())
                    .append("\n\n")
                    .append("| who | sees of ")
                    .append(model.ids(register).size())
                    .append(
                            " | fields | unmasked | creates | changes | retires |\n| --- | --- | --- | --- | --- | --- | --- |\n");
            Map<String, List<String>> alike = new LinkedHashMap<>();
            ACTORS.forEach((who, actor) -> alike.computeIfAbsent(line(register, actor), any -> new ArrayList<>())
                    .add(who));
            alike.forEach((line, who) ->
                    matrix.append("| ").append(together(who)).append(line).append("\n"));
        }
        Golden.check("../../../../docs/policy-matrix.md", HEAD + matrix);
    }

    private static final String HEAD = """
            # Who sees and does what

            Every role, held at several places of the demo data, in every register. Made by `PolicyMatrixTest`, which compares every path
            (list, count, search, detail, history, as-of, export) with a model of the policy in plain Java. Numbers are records; `part` says that
            it depends on the record.
            """;

    /** {@code clerk at city, clerk at school} as {@code clerk (city, school)}, or as {@code clerk} where that is all of them. */
    private static String together(List<String> who) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        who.forEach(each -> {
            String[] parts = each.split(" at | (?=everywhere)", 2);
            places.computeIfAbsent(parts[0], any -> new ArrayList<>()).add(parts.length > 1 ? parts[1] : "");
        });
        List<String> told = new ArrayList<>();
        places.forEach((role, held) -> told.add(
                held.size() == PLACES || held.equals(List.of(""))
                        ? role
                        : role + " (" + String.join(", ", held) + ")"));
        return String.join(", ", told);
    }

    private String line(Register register, Actor actor) {
        Map<UUID, PolicyModel.Sight> seen = new LinkedHashMap<>();
        Set<UUID> hidden = new TreeSet<>();
        for (UUID id : model.ids(register)) {
            PolicyModel.Sight sight = model.sight(register, id, actor);
            if (sight == null) {
                hidden.add(id);
            } else {
                seen.put(id, sight);
            }
        }
        Rights rights = new Policies(node.registers, actor, TODAY).rights(register);
        if (rights.seesAnything()) {
            compareWholes(register, actor, seen);
            seen.keySet().stream().limit(SAMPLE).forEach(id -> compareOne(register, actor, id));
            hidden.stream().limit(SAMPLE).forEach(id -> refused(register, actor, id));
        } else {
            assertThat(seen).isEmpty();
        }
        List<UUID> sample = new ArrayList<>(seen.keySet().stream().limit(40).toList());
        return " | " + seen.size() + " | " + fields(register, seen) + " | " + clear(register, seen) + " | "
                + (rights.mayEver(Verb.CREATE) ? "yes" : "") + " | " + doing(register, actor, sample, Verb.CHANGE)
                + " | " + doing(register, actor, sample, Verb.RETIRE) + " |";
    }

    /** List, count, search and export hold exactly the rows and fields of the model. */
    private void compareWholes(Register register, Actor actor, Map<UUID, PolicyModel.Sight> seen) {
        Map<UUID, JsonNode> exported = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        try {
            node.extracts.of(register, null, Map.of(), actor).to(json -> {
                JsonNode row = JsonMapper.shared().readTree(json);
                exported.put(UUID.fromString(row.get("id").stringValue()), row.get("values"));
                lines.add(new String(json, StandardCharsets.UTF_8));
            });
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        assertThat(exported.keySet()).as("%s %s", register.id(), actor.grants()).isEqualTo(seen.keySet());
        exported.forEach(
                (id, values) -> assertThatFieldsAre(register, values, java.util.Objects.requireNonNull(seen.get(id))));

        Reads.Page page = node.reads.list(register, Map.of("size", "200", "count", "true"), actor);
        assertThat(page.records().stream().map(json -> new String(json, StandardCharsets.UTF_8)))
                .isEqualTo(lines.subList(0, Math.min(200, lines.size())));
        assertThat(page.count()).isEqualTo(Math.min(RecordSql.COUNTED + 1, seen.size()));
        Reads.Page now = node.reads.list(
                register, Map.of("size", "200", "at", Instant.now().toString()), actor);
        assertThat(now.records().size()).isEqualTo(page.records().size());
        compareSearch(register, actor, exported);
    }

    private static void assertThatFieldsAre(Register register, JsonNode values, PolicyModel.Sight sight) {
        if (!Set.copyOf(values.propertyNames()).equals(sight.fields())) {
            assertThat(values.propertyNames()).as(register.id()).containsExactlyInAnyOrderElementsOf(sight.fields());
        }
        for (Field field : register.fields().values()) {
            JsonNode value = values.get(field.id());
            if (value == null || value.isNull() || field instanceof Field.Followed) {
                continue;
            }
            boolean masked =
                    field.datum().sensitivity().masked() && !sight.clear().contains(field.id());
            if (value.has("masked") != masked
                    || value.has("sealed")) { // tens of thousands of values: a description each is dear
                throw new AssertionError(register.id() + "." + field.id() + " should be masked: " + masked);
            }
        }
    }

    /** A search finds what is seen of what it looks into, and nothing else. */
    private void compareSearch(Register register, Actor actor, Map<UUID, JsonNode> exported) {
        String part = "小学";
        List<String> searched = register.searched().stream().map(Field::id).toList();
        if (searched.isEmpty() || exported.values().stream().noneMatch(values -> holds(values, searched, part))) {
            return;
        }
        long expected = exported.values().stream()
                .filter(values -> holds(values, searched, part))
                .count();
        Reads.Page page = node.reads.list(register, Map.of("search", part, "count", "true"), actor);
        assertThat(page.count()).as("search in " + register.id()).isEqualTo(expected);
    }

    private static boolean holds(JsonNode values, List<String> fields, String part) {
        return fields.stream()
                .anyMatch(field -> values.has(field)
                        && values.get(field).isString()
                        && values.get(field).stringValue().contains(part));
    }

    /** Detail and history show what the list shows. */
    private void compareOne(Register register, Actor actor, UUID id) {
        JsonNode detail = JsonMapper.shared().readTree(node.reads.detail(register, id, null, actor));
        assertThat(detail.get("id").stringValue()).isEqualTo(id.toString());
        PolicyModel.Sight sight = model.sight(register, id, actor);
        assertThatFieldsAre(register, detail.get("values"), java.util.Objects.requireNonNull(sight));
        Set<String> told = new TreeSet<>();
        node.histories
                .of(register, id, actor)
                .forEach(version -> version.changes().forEach(change -> told.add(change.field())));
        assertThat(sight.fields()).containsAll(told);
    }

    private void refused(Register register, Actor actor, UUID id) {
        for (Instant at : new Instant[] {null, Instant.now()}) {
            assertThatThrownBy(() -> node.reads.detail(register, id, at, actor)).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> node.histories.of(register, id, actor)).isInstanceOf(Problem.class);
    }

    private static String fields(Register register, Map<UUID, PolicyModel.Sight> seen) {
        Set<String> all = new TreeSet<>();
        Set<Set<String>> kinds = new java.util.HashSet<>();
        seen.values().forEach(sight -> {
            all.addAll(sight.fields());
            kinds.add(sight.fields());
        });
        if (seen.isEmpty()) {
            return "";
        }
        Set<String> missing = new TreeSet<>(register.fields().keySet());
        missing.removeAll(all);
        return (missing.isEmpty() ? "all" : "all but " + String.join(", ", missing))
                + (kinds.size() > 1 ? ", part" : "");
    }

    private static String clear(Register register, Map<UUID, PolicyModel.Sight> seen) {
        Set<String> masked = new TreeSet<>();
        register.fields().values().stream()
                .filter(field -> field.datum().sensitivity().masked())
                .forEach(field -> masked.add(field.id()));
        Set<String> clear = new TreeSet<>();
        Set<Set<String>> kinds = new java.util.HashSet<>();
        seen.values().forEach(sight -> {
            Set<String> here = new TreeSet<>(sight.clear());
            here.retainAll(masked);
            clear.addAll(here);
            kinds.add(here);
        });
        return String.join(", ", clear) + (kinds.size() > 1 ? ", part" : "");
    }

    /** Of a sample of rows in sight, in how many the actor may do it; the statement and the model agree row by row. */
    private String doing(Register register, Actor actor, List<UUID> sample, Verb verb) {
        Rights rights = new Policies(node.registers, actor, TODAY).rights(register);
        Map<String, Integer> may = new HashMap<>();
        List<Set<String>> touches = verb == Verb.RETIRE
                ? List.of(Set.of())
                : register.stored().map(field -> Set.of(field.id())).toList();
        Set<String> fields = new TreeSet<>();
        List<Query> asked = touches.stream()
                .map(touched -> rights.may(verb, touched, "t", verb == Verb.CHANGE ? "o" : null))
                .toList();
        Map<UUID, List<Boolean>> stated = stated(register, sample, asked);
        for (int i = 0; i < touches.size(); i++) {
            Set<String> touched = touches.get(i);
            for (UUID id : sample) {
                boolean expected = model.may(register, id, actor, verb, touched);
                assertThat(java.util.Objects.requireNonNull(stated.get(id)).get(i))
                        .as("%s %s %s %s", actor.grants(), verb, register.id(), touched)
                        .isEqualTo(expected);
                if (expected) {
                    may.merge(String.join("", touched), 1, Integer::sum);
                    fields.addAll(touched);
                }
            }
        }
        if (may.isEmpty()) {
            return "";
        }
        boolean all = may.values().stream().allMatch(count -> count == sample.size());
        boolean whole = verb == Verb.RETIRE || fields.size() == touches.size();
        return (whole ? "yes" : String.join(", ", fields)) + (all ? "" : ", part");
    }

    /** What the statement says of each row, in the order of what is asked. */
    private static Map<UUID, List<Boolean>> stated(Register register, List<UUID> sample, List<Query> asked) {
        String table = Names.INSTANCE.table(register.id());
        Query query = Query.of("select t.id, ")
                .add(Query.join(", ", asked))
                .add(" from " + table + " t join " + table + " o on o.id = t.id where t.id = any(?::uuid[])", sample);
        return node.database.read(connection -> {
            Map<UUID, List<Boolean>> rows = new HashMap<>();
            try (var statement = query.prepare(connection);
                    var found = statement.executeQuery()) {
                while (found.next()) {
                    List<Boolean> answers = new ArrayList<>();
                    for (int i = 0; i < asked.size(); i++) {
                        answers.add(found.getBoolean(i + 2)); // unknown gives nothing
                    }
                    rows.put(found.getObject(1, UUID.class), answers);
                }
            }
            return rows;
        });
    }
}
