package org.shuyuan.expression;

import static org.shuyuan.expression.Type.Scalar.BOOLEAN;
import static org.shuyuan.expression.Type.Scalar.DATE;
import static org.shuyuan.expression.Type.Scalar.DECIMAL;
import static org.shuyuan.expression.Type.Scalar.INSTANT;
import static org.shuyuan.expression.Type.Scalar.INTEGER;
import static org.shuyuan.expression.Type.Scalar.TEXT;
import static org.shuyuan.expression.Type.Scalar.TIME;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Emission.Tables;
import org.shuyuan.expression.Surroundings.Word;

/** Two registers to ask conditions of, with a field of every type: things, which form a tree, and the places where they are. */
final class World implements Vocabulary, Tables {

    static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    /** Columns differ in collation, so that a comparison which leaves it open would fail. */
    static final String DDL = """
            create table place (id uuid primary key, name text collate "zh-x-icu", seats bigint, own boolean,
              founded date, head uuid);
            create table thing (id uuid primary key, name text collate "en-x-icu", note text collate "zh-x-icu", kind text,
              count bigint, big bigint, amount numeric(30, 6), "start" date, "end" date, opens time, shuts time,
              seen timestamptz, told timestamptz, own boolean, lent boolean, parent uuid, place uuid, former uuid);
            create table old_thing (like thing including all);
            create table thing_places (owner uuid, value uuid);
            create table thing_kinds (owner uuid, value text);
            create table place_tags (owner uuid, value text);
            create table thing_path (descendant uuid, ancestor uuid);
            """;

    static final Map<String, Map<String, Type>> FIELDS = Map.of(
            "thing",
            fields(
                    "name",
                    TEXT,
                    "note",
                    TEXT,
                    "kind",
                    new Type.Code("kind"),
                    "count",
                    INTEGER,
                    "big",
                    INTEGER,
                    "amount",
                    DECIMAL,
                    "start",
                    DATE,
                    "end",
                    DATE,
                    "opens",
                    TIME,
                    "shuts",
                    TIME,
                    "seen",
                    INSTANT,
                    "told",
                    INSTANT,
                    "own",
                    BOOLEAN,
                    "lent",
                    BOOLEAN,
                    "parent",
                    new Type.Ref("thing"),
                    "place",
                    new Type.Ref("place"),
                    "former",
                    new Type.Ref("place"),
                    "places",
                    new Type.Many(new Type.Ref("place")),
                    "kinds",
                    new Type.Many(new Type.Code("kind"))),
            "place",
            fields(
                    "name",
                    TEXT,
                    "seats",
                    INTEGER,
                    "own",
                    BOOLEAN,
                    "founded",
                    DATE,
                    "head",
                    new Type.Ref("thing"),
                    "tags",
                    new Type.Many(new Type.Code("tag"))));

    static final Map<String, String> CONDITIONS = Map.of(
            "thing.active", "end == null || end > today",
            "thing.placed", "place.open && active",
            "thing.mine", "self in scope",
            "thing.tagged", "places.exists(x, x.tags.exists(y, y == 'b'))",
            "thing.chicken", "egg",
            "thing.egg", "!chicken",
            "thing.broken", "name ==",
            "place.open", "founded <= today",
            "place.led", "head.active || head in scope");

    static final Map<String, List<String>> FOLLOWED = Map.of(
            "thing.place_name", List.of("place", "name"),
            "thing.home", List.of("parent", "place"),
            "thing.home_name", List.of("home", "name"),
            "thing.endless", List.of("parent", "endless"));

    static final World WORLD = new World();
    static final Surroundings EVERYTHING = new Surroundings("thing", EnumSet.allOf(Word.class));

    private static Map<String, Type> fields(Object... pairs) {
        Map<String, Type> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], (Type) pairs[i + 1]);
        }
        return fields;
    }

    static Compiled compile(String text) {
        return Expressions.compile(text, EVERYTHING, WORLD);
    }

    static Expression understood(String text) {
        return switch (compile(text)) {
            case Expression expression -> expression;
            case Rejected rejected -> throw new AssertionError(text + "\n" + rejected);
        };
    }

    @Override
    public @Nullable Type field(String register, String field) {
        return FIELDS.getOrDefault(register, Map.of()).get(field);
    }

    @Override
    public @Nullable List<String> follow(String register, String field) {
        return FOLLOWED.get(register + "." + field);
    }

    @Override
    public @Nullable String condition(String register, String name) {
        return CONDITIONS.get(register + "." + name);
    }

    @Override
    public @Nullable String tree(String register) {
        return register.equals("thing") ? "parent" : null;
    }

    @Override
    public Set<String> names(String register) {
        Set<String> names =
                new TreeSet<>(FIELDS.getOrDefault(register, Map.of()).keySet());
        for (String key : CONDITIONS.keySet()) {
            names.add(key.startsWith(register + ".") ? key.substring(register.length() + 1) : "name");
        }
        return names;
    }

    @Override
    public @Nullable Set<String> codes(String set) {
        return set.equals("kind") ? Set.of("a", "b", "学", "middle_school") : null;
    }

    @Override
    public String table(String register) {
        return register;
    }

    @Override
    public String column(String register, String field) {
        return field.equals("end") || field.equals("start") ? '"' + field + '"' : field;
    }

    @Override
    public String linkTable(String register, String field) {
        return register + "_" + field;
    }

    @Override
    public String treeTable(String register) {
        return register + "_path";
    }

    /** Records by id, as maps from field to value. */
    record Data(
            Map<UUID, Map<String, Object>> things,
            Map<UUID, Map<String, Object>> olds,
            Map<UUID, Map<String, Object>> places,
            Set<UUID> scope,
            @Nullable UUID me) {

        /** Ancestors of a thing, itself first. A circle ends where it closes. */
        Set<UUID> ancestors(UUID thing) {
            Set<UUID> ancestors = new TreeSet<>();
            Object next = thing;
            while (next instanceof UUID id && ancestors.add(id)) {
                Map<String, Object> row = things.get(id);
                next = row == null ? null : row.get("parent");
            }
            return ancestors;
        }

        Facts facts(UUID thing) {
            return new Known(this, "thing", thing);
        }
    }

    private record Known(Data data, String register, UUID record) implements Facts {

        @Override
        public @Nullable Object value(List<String> path) {
            if (path.equals(List.of("self"))) {
                return record;
            }
            boolean old = path.getFirst().equals("old");
            Map<UUID, Map<String, Object>> rows = old ? data.olds : rows(register);
            Object value = rows.getOrDefault(record, Map.of()).get(path.get(old ? 1 : 0));
            String at = register;
            for (int i = old ? 1 : 0; i < path.size() - 1; i++) {
                if (value == null || !(WORLD.field(at, path.get(i)) instanceof Type.Ref(String next))) {
                    return null;
                }
                at = next;
                Map<String, Object> row = rows(at).getOrDefault((UUID) value, Map.of());
                value = WORLD.field(at, path.get(i + 1)) instanceof Type.Many
                        ? row.getOrDefault(path.get(i + 1), List.of())
                        : row.get(path.get(i + 1));
            }
            return value;
        }

        private Map<UUID, Map<String, Object>> rows(String of) {
            return of.equals("thing") ? data.things : data.places;
        }

        @Override
        public Facts of(String other, UUID id) {
            return new Known(data, other, id);
        }

        @Override
        public boolean inScope(Object ref) {
            return data.ancestors((UUID) ref).stream().anyMatch(data.scope::contains);
        }

        @Override
        public @Nullable UUID me() {
            return data.me;
        }

        @Override
        public LocalDate today() {
            return TODAY;
        }
    }
}
