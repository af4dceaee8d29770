package org.shuyuan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shuyuan.Golden;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Conditions, their trees, records and answers in one file, {@code vectors/expressions.json}, for whoever reads conditions in
 * another language; {@code web/desk/src/cel/vectors.test.ts} does. Java and PostgreSQL both vouch for it.
 */
class VectorsTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final UUID FULL = new UUID(1, 1);
    private static final UUID EMPTY = new UUID(1, 2);
    private static final UUID OTHER = new UUID(1, 3);
    private static final UUID OPEN = new UUID(2, 1);
    private static final UUID BARE = new UUID(2, 2);

    private static final World.Data DATA = new World.Data(
            rows(FULL, full(), EMPTY, Map.of("parent", FULL), OTHER, other()),
            rows(FULL, Map.of("kind", "b", "name", "旧名", "own", false, "parent", OTHER)),
            rows(
                    OPEN,
                    Map.of(
                            "name",
                            "甲市第一中学",
                            "seats",
                            50L,
                            "own",
                            true,
                            "founded",
                            LocalDate.of(1999, 9, 1),
                            "head",
                            FULL,
                            "tags",
                            List.of("x", "b")),
                    BARE,
                    Map.of()),
            Set.of(FULL),
            OTHER);

    private static final List<String> MORE = List.of(
            "true",
            "!true",
            "own",
            "!own",
            "own && lent",
            "own || lent",
            "lent && own",
            "lent || own",
            "!(own && lent)",
            "own == lent",
            "own != lent",
            "(count > 1) == null",
            "lent == null",
            "(lent && false) == false",
            "count > 3",
            "count >= 3",
            "count < 3",
            "count <= 3",
            "count == 3",
            "count == 3.0",
            "count != 3",
            "count == null",
            "count + 1 == 4",
            "count - 4 == -1",
            "-count == -3",
            "count * amount == 4.5",
            "big + 1 > big",
            "big * big > big",
            "amount == 1.50",
            "amount in [1, 1.5]",
            "count in [1, 2, 3]",
            "count in [4]",
            "big * big - big * big == 0",
            "big - big * 2 < 0",
            "amount * amount == 2.25",
            "amount - 0.1 > 1.39 && amount - 0.1 < 1.41",
            "amount > count * 0.5",
            "amount * 2 in [3.000, 4]",
            "0.1 + 0.2 == 0.3",
            "name == 'A𠮷野😀'",
            "size(name) == 4",
            "name.size() == 4",
            "size(note) == 0",
            "size('') == 0",
            "name.startsWith('A')",
            "name.startsWith('')",
            "name.endsWith('😀')",
            "name.endsWith('xA𠮷野😀')",
            "name.contains('𠮷野')",
            "name.contains('%')",
            "name.contains('a')",
            "name < 'a'",
            "'\uFFFD' < '😀'",
            "'\uE000' < '𠮷'",
            "'a' < 'ab'",
            "'B' < 'a'",
            "'é' == 'e\u0301'",
            "note == ''",
            "note > ''",
            "kind == 'a'",
            "kind == '学'",
            "kind != 'a'",
            "kind in ['a', '学']",
            "!(kind in ['b'])",
            "kind == old.kind",
            "start == date('2026-03-01')",
            "start < today",
            "start <= today",
            "today == date('2026-03-01')",
            "start + days(1) == date('2026-03-02')",
            "start - days(1) == date('2026-02-28')",
            "end - start == days(31)",
            "end - start > days(count)",
            "start + days(count) < end",
            "start + days(count * 100000) == null",
            "date('2024-02-29') + days(366) == date('2025-03-01')",
            "start - days(60) < date('2026-01-01')",
            "end - date('2024-02-29') == days(762)",
            "start + days(count) - start == days(count)",
            "start + days(-100000) < start",
            "opens < shuts",
            "opens != shuts",
            "seen < told",
            "seen == told",
            "parent == null",
            "parent != null",
            "parent == self",
            "parent == me",
            "place == former",
            "place.head == self",
            "place.head != me",
            "self == me",
            "self in scope",
            "parent in scope",
            "!(parent in scope)",
            "place.name == name",
            "parent.place.seats > 10",
            "parent.kind == kind",
            "active",
            "!active",
            "placed",
            "place.open",
            "parent.active",
            "place.led",
            "mine",
            "tagged",
            "parent.tagged",
            "place_name == '甲市第一中学'",
            "home == place",
            "home_name != null",
            "old.own",
            "old.own != own",
            "old.name == name",
            "old.parent == me",
            "old.parent.own",
            "old.active",
            "places.exists(p, p.own)",
            "places.exists(p, !p.own)",
            "places.exists(p, p.seats > 100)",
            "places.exists(p, p.own == null)",
            "places.exists(p, p == place)",
            "places.exists(p, p.open)",
            "places.exists(p, p.tags.exists(t, t == 'x'))",
            "!places.exists(p, p.own)",
            "parent.places.exists(p, true)",
            "kinds.exists(k, k == kind)",
            "kinds.exists(k, k > 'a')",
            "kinds.exists(k, k == kind || note == null)",
            "!kinds.exists(k, k == 'b')",
            "size(places)  == 2",
            "kinds.size() == 0",
            "parent.kinds.size() == 0",
            "place.tags.size() == 2",
            "own ? count > 1 : false",
            "lent ? true : true",
            "(own ? name : note) == note",
            "(own ? count : amount) == 3",
            "(lent ? count : 1) == null",
            "own == (kind == 'a')",
            "lent == null ? own : lent");

    private static Map<String, Object> full() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", "A𠮷野😀");
        row.put("note", "");
        row.put("kind", "a");
        row.put("count", 3L);
        row.put("big", Long.MAX_VALUE);
        row.put("amount", new BigDecimal("1.500000"));
        row.put("start", World.TODAY);
        row.put("end", World.TODAY.plusDays(31));
        row.put("opens", LocalTime.of(8, 0));
        row.put("shuts", LocalTime.of(17, 30));
        row.put("seen", Instant.parse("2026-02-28T16:00:00Z"));
        row.put("told", Instant.parse("2026-02-28T16:00:00.000001Z"));
        row.put("own", true);
        row.put("lent", false);
        row.put("parent", OTHER);
        row.put("place", OPEN);
        row.put("former", BARE);
        row.put("places", List.of(OPEN, BARE));
        row.put("kinds", List.of("a", "学"));
        return row;
    }

    private static Map<String, Object> other() {
        return Map.of(
                "name",
                "甲市第一中学",
                "kind",
                "学",
                "own",
                false,
                "end",
                World.TODAY,
                "place",
                BARE,
                "places",
                List.of(BARE));
    }

    private static Map<UUID, Map<String, Object>> rows(Object... pairs) {
        Map<UUID, Map<String, Object>> rows = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            @SuppressWarnings("unchecked")
            Map<String, Object> row = (Map<String, Object>) pairs[i + 1];
            rows.put((UUID) pairs[i], new TreeMap<>(row));
        }
        return rows;
    }

    @Test
    void shouldAnswerAsTheVectorsSay() throws SQLException {
        List<String> texts =
                Stream.concat(SqlTest.CONDITIONS.stream(), MORE.stream()).toList();
        List<Expression> conditions = texts.stream().map(World::understood).toList();
        Map<UUID, List<@Nullable Boolean>> answers;
        try (Database database = new Database()) {
            database.replace(DATA);
            answers = database.answers(conditions, DATA, false);
        }
        List<Object> vectors = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Map<String, @Nullable Object> expected = new LinkedHashMap<>();
            for (UUID thing : DATA.things().keySet()) {
                Boolean answer = conditions.get(i).evaluate(DATA.facts(thing));
                assertThat(answer)
                        .as("%s of %s", texts.get(i), thing)
                        .isEqualTo(answers.getOrDefault(thing, List.of()).get(i));
                expected.put(thing.toString(), answer);
            }
            Map<String, @Nullable Object> vector = new LinkedHashMap<>();
            vector.put("expression", texts.get(i));
            vector.put("needs", new TreeSet<>(conditions.get(i).needs()));
            vector.put("tree", conditions.get(i).tree());
            vector.put("expected", expected);
            vectors.add(vector);
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("register", "thing");
        file.put("types", types());
        file.put("conditions", new TreeMap<>(World.CONDITIONS));
        file.put("followed", new TreeMap<>(World.FOLLOWED));
        file.put("today", World.TODAY.toString());
        file.put("me", OTHER.toString());
        file.put("scope", List.of(FULL.toString()));
        file.put("records", new TreeMap<>(Map.of("thing", written(DATA.things()), "place", written(DATA.places()))));
        file.put("old", written(DATA.olds()));
        file.put("vectors", vectors);
        Golden.check("vectors/expressions.json", JSON.writeValueAsString(file) + "\n");
    }

    private static Object types() {
        Map<String, Object> types = new TreeMap<>();
        World.FIELDS.forEach((register, fields) -> {
            Map<String, String> written = new LinkedHashMap<>();
            fields.forEach((field, type) -> written.put(field, written(type)));
            types.put(register, written);
        });
        return types;
    }

    private static String written(Type type) {
        return switch (type) {
            case Type.Scalar scalar -> scalar.name().toLowerCase(Locale.ROOT);
            case Type.Code code -> "code " + code.set();
            case Type.Ref ref -> "ref " + ref.register();
            case Type.Many many -> "many " + written(many.of());
        };
    }

    /** As JSON carries them: numbers as text (they may exceed 53 bits), days, times and instants in ISO 8601. */
    private static Object written(Map<UUID, Map<String, Object>> rows) {
        Map<String, Object> written = new LinkedHashMap<>();
        rows.forEach((id, row) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            row.forEach((field, value) -> fields.put(
                    field,
                    switch (value) {
                        case Boolean truth -> truth;
                        case List<?> many -> many.stream().map(String::valueOf).toList();
                        case BigDecimal number -> number.toPlainString();
                        default -> value.toString();
                    }));
            written.put(id.toString(), fields);
        });
        return written;
    }
}
