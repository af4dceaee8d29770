package org.shuyuan.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Random conditions of the {@link World} and random records. Values come from small pools, so that they meet; text has Chinese,
 * emoji, rare characters beyond the basic plane and private ones below it, and everything that a pattern or a quote might trip over.
 */
final class Generated {

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "ab",
            "b",
            "B",
            "学",
            "学校",
            "校",
            "甲市第一中学",
            "𠮷",
            "𠮷野",
            "𠮾",
            "\uE000",
            "\uE000\uE001",
            "\uFF01",
            "\uFFFD",
            "😀",
            "👩‍👧",
            "é",
            "e\u0301",
            "ß",
            "%",
            "_",
            "'",
            "\"",
            "\\",
            "?",
            "a?",
            "\n",
            " ",
            "middle_school",
            "0",
            "10",
            "9");
    private static final List<Long> WHOLES =
            List.of(0L, 1L, -1L, 2L, 3L, 10L, 100_001L, Long.MAX_VALUE, Long.MIN_VALUE + 1);
    private static final List<String> DECIMALS =
            List.of("0.0", "1.0", "1.5", "-2.5", "0.000001", "999999999999.99", "3.0");
    private static final List<LocalDate> DATES = List.of(
            LocalDate.of(2026, 3, 1),
            LocalDate.of(2026, 2, 28),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(1, 1, 1),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(2026, 4, 1));

    private final Map<String, Arbitrary<String>> known = new HashMap<>();

    static Arbitrary<String> conditions() {
        return new Generated().condition(4, "");
    }

    /** A condition at most so deep, where the variables of the given {@code exists} ("p" for a place, "k" for a kind) are known. */
    private Arbitrary<String> condition(int depth, String within) {
        return cached(
                "condition",
                depth,
                within,
                () -> depth == 0
                        ? simple(within)
                        : Arbitraries.frequencyOf(
                                weighted(2, simple(within)),
                                weighted(
                                        3,
                                        infix(
                                                condition(depth - 1, within),
                                                List.of("&&", "||"),
                                                condition(depth - 1, within))),
                                weighted(2, condition(depth - 1, within).map(c -> "!(" + c + ")")),
                                weighted(1, choice(depth, within, condition(depth - 1, within))),
                                weighted(
                                        1,
                                        infix(
                                                condition(depth - 1, within),
                                                List.of("==", "!="),
                                                condition(depth - 1, within))),
                                weighted(1, condition(depth - 1, within).map(c -> "(" + c + ") == null")),
                                weighted(3, infix(number(depth - 1, within), COMPARISONS, number(depth - 1, within))),
                                weighted(3, infix(text(depth - 1, within), COMPARISONS, text(depth - 1, within))),
                                weighted(2, infix(date(depth - 1, within), COMPARISONS, date(depth - 1, within))),
                                weighted(1, infix(days(depth - 1, within), COMPARISONS, days(depth - 1, within))),
                                weighted(2, infix(reference(within), List.of("==", "!="), reference(within))),
                                weighted(2, reference(within).map(r -> r + " in scope")),
                                weighted(
                                        1,
                                        place(within).flatMap(p -> place(within).map(q -> p + " == " + q))),
                                weighted(2, call(text(depth - 1, within), text(0, within))),
                                weighted(
                                        1,
                                        among(
                                                text(depth - 1, within),
                                                Arbitraries.of(TEXTS).map(Generated::quoted))),
                                weighted(1, among(number(depth - 1, within), number())),
                                weighted(2, exists(depth, within))));
    }

    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

    private Arbitrary<String> cached(String kind, int depth, String within, Supplier<Arbitrary<String>> make) {
        String key = kind + depth + within;
        Arbitrary<String> found = known.get(key);
        if (found == null) {
            found = make.get();
            known.put(key, found);
        }
        return found;
    }

    private static <T> Tuple2<Integer, Arbitrary<? extends T>> weighted(int weight, Arbitrary<T> arbitrary) {
        return Tuple.of(weight, arbitrary);
    }

    private static Arbitrary<String> simple(String within) {
        List<String> conditions = new ArrayList<>(List.of(
                "true",
                "false",
                "own",
                "lent",
                "old.own",
                "parent.own",
                "place.own",
                "parent.place.own",
                "active",
                "placed",
                "place.open",
                "parent.active",
                "parent.placed",
                "place.led",
                "parent.mine",
                "old.active",
                "tagged",
                "parent.tagged",
                "opens < shuts",
                "seen <= told",
                "opens == shuts",
                "seen != told",
                "parent.seen > seen",
                "name == null",
                "place == null",
                "parent.kind != null",
                "kind == 'a'",
                "kind != '学'",
                "parent.kind == kind",
                "former.head.own",
                "kind in ['a', '学']",
                "place.head == me",
                "me != parent",
                "self == parent",
                "home == place",
                "home_name == place_name"));
        if (within.contains("p")) {
            conditions.addAll(List.of(
                    "p.own", "p.open", "p.led", "p == place", "p.head.own", "p.head in scope", "p.founded == null"));
        }
        if (within.contains("k")) {
            conditions.addAll(List.of("k == 'a'", "k == kind", "k in ['b', 'a']", "k.startsWith(name)"));
        }
        return Arbitraries.of(conditions);
    }

    private Arbitrary<String> number(int depth, String within) {
        List<String> fields = new ArrayList<>(List.of(
                "count",
                "big",
                "amount",
                "old.count",
                "place.seats",
                "parent.amount",
                "size(name)",
                "note.size()",
                "size(places)",
                "kinds.size()",
                "parent.kinds.size()",
                "size(place.tags)"));
        if (within.contains("p")) {
            fields.addAll(List.of("p.seats", "p.tags.size()", "p.head.count"));
        }
        Arbitrary<String> flat = Arbitraries.oneOf(number(), Arbitraries.of(fields));
        return cached(
                "number",
                depth,
                within,
                () -> depth == 0
                        ? flat
                        : Arbitraries.oneOf(
                                flat,
                                infix(number(depth - 1, within), List.of("+", "-", "*"), number(depth - 1, within)),
                                number(depth - 1, within).map(n -> "-(" + n + ")"),
                                text(depth - 1, within).map(t -> "size(" + t + ")"),
                                choice(depth, within, number(depth - 1, within))));
    }

    private static Arbitrary<String> number() {
        return Arbitraries.oneOf(Arbitraries.of(WHOLES).map(String::valueOf), Arbitraries.of(DECIMALS));
    }

    private Arbitrary<String> text(int depth, String within) {
        Arbitrary<String> flat = Arbitraries.oneOf(
                Arbitraries.of(TEXTS).map(Generated::quoted),
                Arbitraries.of(
                        "name",
                        "note",
                        "old.name",
                        "parent.name",
                        "place.name",
                        "parent.place.name",
                        "place_name",
                        "home_name"));
        return cached(
                "text",
                depth,
                within,
                () -> depth == 0 ? flat : Arbitraries.oneOf(flat, choice(depth, within, text(depth - 1, within))));
    }

    private Arbitrary<String> date(int depth, String within) {
        Arbitrary<String> flat = Arbitraries.oneOf(
                Arbitraries.of(DATES).map(date -> "date(\"" + date + "\")"),
                Arbitraries.of("start", "end", "today", "old.start", "place.founded", "parent.end"));
        return cached(
                "date",
                depth,
                within,
                () -> depth == 0
                        ? flat
                        : Arbitraries.oneOf(
                                flat,
                                infix(date(depth - 1, within), List.of("+", "-"), days(depth - 1, within)),
                                choice(depth, within, date(depth - 1, within))));
    }

    private Arbitrary<String> days(int depth, String within) {
        Arbitrary<String> flat = Arbitraries.of(
                "days(0)",
                "days(1)",
                "days(-30)",
                "days(count)",
                "days(place.seats)",
                "days(size(name))",
                "days(count + 1)",
                "days(big * 2)",
                "days(3000000000 + 1)");
        return cached(
                "days",
                depth,
                within,
                () -> depth == 0
                        ? flat
                        : Arbitraries.oneOf(
                                flat,
                                infix(date(depth - 1, within), List.of("-"), date(depth - 1, within)),
                                choice(depth, within, days(depth - 1, within))));
    }

    private static Arbitrary<String> reference(String within) {
        return Arbitraries.of(
                within.contains("p")
                        ? List.of("self", "parent", "p.head", "place.head")
                        : List.of("self", "parent", "parent.parent", "place.head", "old.parent", "former.head"));
    }

    private static Arbitrary<String> place(String within) {
        return Arbitraries.of(
                within.contains("p")
                        ? List.of("p", "place", "former")
                        : List.of("place", "former", "parent.place", "home"));
    }

    private static Arbitrary<String> infix(Arbitrary<String> left, List<String> operators, Arbitrary<String> right) {
        return Combinators.combine(left, Arbitraries.of(operators), right)
                .as((l, o, r) -> "(" + l + ") " + o + " (" + r + ")");
    }

    private Arbitrary<String> choice(int depth, String within, Arbitrary<String> branch) {
        return Combinators.combine(condition(depth - 1, within), branch, branch)
                .as((c, y, n) -> "((" + c + ") ? (" + y + ") : (" + n + "))");
    }

    private static Arbitrary<String> call(Arbitrary<String> text, Arbitrary<String> part) {
        return Combinators.combine(text, Arbitraries.of("contains", "startsWith", "endsWith"), part)
                .as((t, f, p) -> "(" + t + ")." + f + "(" + p + ")");
    }

    private static Arbitrary<String> among(Arbitrary<String> operand, Arbitrary<String> literal) {
        return Combinators.combine(operand, literal.list().ofMinSize(1).ofMaxSize(3))
                .as((o, l) -> "(" + o + ") in [" + String.join(", ", l) + "]");
    }

    private Arbitrary<String> exists(int depth, String within) {
        if (within.contains("p") || within.contains("k")) {
            return Arbitraries.of(
                    "places.exists(z, z.own)", "kinds.exists(z, z == 'b')", "former.tags.exists(z, z == 'x')");
        }
        return Arbitraries.oneOf(
                condition(depth - 1, within + "p").map(c -> "places.exists(p, " + c + ")"),
                condition(depth - 1, within + "p").map(c -> "parent.places.exists(p, " + c + ")"),
                condition(depth - 1, within + "k").map(c -> "kinds.exists(k, " + c + ")"),
                condition(depth - 1, within + "k")
                        .map(c -> "place.tags.exists(k, " + c.replace("k == kind", "k == note") + ")"));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** A few things, their old rows and places, which refer to each other; any value but an id may be missing. */
    static Arbitrary<World.Data> data() {
        List<UUID> things = ids(1);
        List<UUID> places = ids(2);
        return Combinators.combine(
                        row("thing", things, places).list().ofSize(things.size()),
                        row("thing", things, places).list().ofSize(things.size() - 1),
                        row("place", things, places).list().ofSize(places.size()),
                        Arbitraries.of(things).set().ofMaxSize(2),
                        Arbitraries.of(things).injectNull(0.3))
                .as((rows, olds, spots, scope, me) -> new World.Data(
                        zip(things, rows), zip(things, olds), zip(places, spots), Set.copyOf(scope), me));
    }

    private static List<UUID> ids(long kind) {
        return IntStream.rangeClosed(1, 4).mapToObj(i -> new UUID(kind, i)).toList();
    }

    private static Map<UUID, Map<String, Object>> zip(List<UUID> ids, List<Map<String, Object>> rows) {
        Map<UUID, Map<String, Object>> zipped = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            zipped.put(ids.get(i), rows.get(i));
        }
        return zipped;
    }

    private static Arbitrary<Map<String, Object>> row(String register, List<UUID> things, List<UUID> places) {
        Map<String, Type> fields = Objects.requireNonNull(World.FIELDS.get(register));
        List<String> names = List.copyOf(fields.keySet());
        List<Arbitrary<Object>> values = names.stream()
                .map(name -> value(Objects.requireNonNull(fields.get(name)), things, places))
                .toList();
        return Combinators.combine(values).as(drawn -> {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                if (!drawn.get(i).equals("null")) {
                    row.put(names.get(i), drawn.get(i));
                }
            }
            return row;
        });
    }

    /** A value, or in three of ten cases the text "null". */
    private static Arbitrary<Object> value(Type type, List<UUID> things, List<UUID> places) {
        if (type instanceof Type.Many(Type of)) {
            return value(of, things, places)
                    .filter(v -> !v.equals("null"))
                    .list()
                    .ofMaxSize(3)
                    .uniqueElements()
                    .asGeneric();
        }
        Arbitrary<Object> some = switch (type) {
            case Type.Scalar scalar ->
                switch (scalar) {
                    case TEXT -> Arbitraries.of(TEXTS).asGeneric();
                    case INTEGER -> Arbitraries.of(WHOLES).asGeneric();
                    case DECIMAL ->
                        Arbitraries.of(DECIMALS).map(BigDecimal::new).asGeneric();
                    case DATE -> Arbitraries.of(DATES).asGeneric();
                    case TIME ->
                        Arbitraries.of(LocalTime.MIN, LocalTime.NOON, LocalTime.of(23, 59, 59))
                                .asGeneric();
                    case INSTANT ->
                        Arbitraries.of(
                                        Instant.EPOCH,
                                        Instant.parse("2026-02-28T16:00:00Z"),
                                        Instant.parse("2026-02-28T16:00:00.000001Z"))
                                .asGeneric();
                    case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
                    case DAYS -> throw new IllegalArgumentException("No field is of days");
                };
            case Type.Code code -> Arbitraries.of("a", "b", "学").asGeneric();
            case Type.Ref ref ->
                Arbitraries.of(ref.register().equals("thing") ? things : places).asGeneric();
            case Type.Many many -> throw new IllegalArgumentException("No field is many of many");
        };
        return Arbitraries.frequencyOf(weighted(7, some), weighted(3, Arbitraries.just((Object) "null")));
    }
}
