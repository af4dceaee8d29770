package org.shuyuan.register.standard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Change;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Pack;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is different between two models, by the descriptions that the database keeps of them. */
public final class ReleaseDiff {

    private final Model model;
    private final Words words;
    private final List<Difference> found = new ArrayList<>();

    private ReleaseDiff(Model model, Words words) {
        this.model = model;
        this.words = words;
    }

    /**
     * One thing that differs.
     *
     * @param kind pack, register, field, element, codes, role or format
     * @param how added, removed, changed, renamed or split
     * @param register of a field
     * @param was of what was renamed or split: its earlier name; what it was split into stands in {@code details}
     */
    public record Difference(
            String kind,
            String how,
            String id,
            String label,
            @Nullable String register,
            @Nullable String registerLabel,
            @Nullable String was,
            List<Detail> details) {}

    /** What was said before and is said now; null where it was not said. */
    public record Detail(
            String property,
            @Nullable String before,
            @Nullable String after) {}

    /**
     * The differences, in the order of the definitions.
     *
     * @param model whose declared changes tell renames and splits, and whose texts name things
     * @param from the earlier description
     */
    public static List<Difference> between(Model model, String language, String from, String to) {
        ReleaseDiff diff = new ReleaseDiff(model, Words.of(model, language));
        diff.compare(read(from), read(to));
        return diff.found;
    }

    private static Map<String, Object> read(String description) {
        return JsonMapper.shared().readValue(description, new TypeReference<Map<String, Object>>() {});
    }

    private void compare(Map<String, Object> from, Map<String, Object> to) {
        Map<String, Object> packsFrom = packs(from);
        Map<String, Object> packsTo = packs(to);
        each("pack", packsFrom, packsTo);
        Map<String, Object> a = map(from.get("Registers"));
        Map<String, Object> b = map(to.get("Registers"));
        registers(map(a.get("registers")), map(b.get("registers")), declared(packsFrom, packsTo));
        each("element", map(a.get("elements")), map(b.get("elements")));
        codes(map(a.get("codes")), map(b.get("codes")));
        each("format", map(a.get("formats")), map(b.get("formats")));
        each("role", map(a.get("roles")), map(b.get("roles")));
    }

    private static Map<String, Object> packs(Map<String, Object> description) {
        Map<String, Object> byId = new LinkedHashMap<>();
        if (description.get("packs") instanceof List<?> packs) {
            packs.forEach(pack -> byId.put(String.valueOf(map(pack).get("id")), pack));
        }
        return byId;
    }

    /** Renames and splits declared for the way from one to the other. */
    private List<Change> declared(Map<String, Object> from, Map<String, Object> to) {
        List<Change> changes = new ArrayList<>();
        for (Pack pack : model.packs()) {
            int before = release(from.get(pack.id()));
            int after = release(to.get(pack.id()));
            pack.changes().stream()
                    .filter(change -> change.release() > before && change.release() <= after)
                    .forEach(changes::add);
        }
        return changes;
    }

    private static int release(@Nullable Object pack) {
        return map(pack).get("release") instanceof Number number ? number.intValue() : 0;
    }

    private void each(String kind, Map<String, Object> from, Map<String, Object> to) {
        for (String id : union(from, to)) {
            String how = how(from, to, id);
            if (how != null) {
                found.add(new Difference(
                        kind, how, id, words.name(kind, id), null, null, null, details(how, from.get(id), to.get(id))));
            }
        }
    }

    private static @Nullable String how(Map<String, Object> from, Map<String, Object> to, String id) {
        if (!from.containsKey(id)) {
            return "added";
        }
        if (!to.containsKey(id)) {
            return "removed";
        }
        return Objects.equals(from.get(id), to.get(id)) ? null : "changed";
    }

    private static List<Detail> details(String how, @Nullable Object from, @Nullable Object to) {
        if (!how.equals("changed")) {
            return List.of();
        }
        if (!(from instanceof Map) || !(to instanceof Map)) {
            return List.of(new Detail("rules", text(from), text(to)));
        }
        Map<String, Object> a = map(from);
        Map<String, Object> b = map(to);
        return union(a, b).stream()
                .filter(property -> !Objects.equals(a.get(property), b.get(property)))
                .map(property -> new Detail(property, text(a.get(property)), text(b.get(property))))
                .toList();
    }

    private void registers(Map<String, Object> from, Map<String, Object> to, List<Change> declared) {
        for (String id : union(from, to)) {
            String how = how(from, to, id);
            if (how == null) {
                continue;
            }
            Map<String, Object> a = new LinkedHashMap<>(map(from.get(id)));
            Map<String, Object> b = new LinkedHashMap<>(map(to.get(id)));
            Map<String, Object> fieldsBefore = map(a.remove("fields"));
            Map<String, Object> fieldsAfter = map(b.remove("fields"));
            List<Detail> details = details(how, a, b);
            if (!how.equals("changed") || !details.isEmpty()) {
                found.add(new Difference("register", how, id, words.name("register", id), null, null, null, details));
            }
            if (how.equals("changed")) {
                fields(
                        id,
                        fieldsBefore,
                        fieldsAfter,
                        declared.stream()
                                .filter(change -> change.register().equals(id))
                                .toList());
            }
        }
    }

    private void fields(String register, Map<String, Object> from, Map<String, Object> to, List<Change> declared) {
        Map<String, Object> before = new LinkedHashMap<>(from);
        Map<String, Object> after = new LinkedHashMap<>(to);
        for (Change change : declared) {
            String renamed = change.rename();
            String split = change.split();
            if (renamed != null && change.to() != null && before.containsKey(renamed)) {
                Object then = before.remove(renamed);
                Object now = after.remove(change.to());
                add(register, "renamed", change.to(), now, renamed, details("changed", then, now));
            } else if (split != null && before.containsKey(split)) {
                List<Detail> into = List.of(new Detail("into", null, change.into()));
                add(register, "split", split, before.remove(split), split, into);
            }
        }
        for (String id : union(before, after)) {
            String how = how(before, after, id);
            if (how != null) {
                Object described = after.getOrDefault(id, before.get(id));
                add(register, how, id, described, null, details(how, before.get(id), after.get(id)));
            }
        }
    }

    private void add(
            String register,
            String how,
            String id,
            @Nullable Object described,
            @Nullable String was,
            List<Detail> details) {
        found.add(new Difference(
                "field",
                how,
                id,
                words.field(register, id, described),
                register,
                words.name("register", register),
                was,
                details));
    }

    private void codes(Map<String, Object> from, Map<String, Object> to) {
        for (String id : union(from, to)) {
            String how = how(from, to, id);
            if (how == null) {
                continue;
            }
            Set<String> before = lines(from.get(id));
            Set<String> after = lines(to.get(id));
            List<Detail> details = new ArrayList<>();
            if (how.equals("changed")) {
                before.stream()
                        .filter(line -> !after.contains(line))
                        .forEach(line -> details.add(new Detail("entry", line, null)));
                after.stream()
                        .filter(line -> !before.contains(line))
                        .forEach(line -> details.add(new Detail("entry", null, line)));
            }
            found.add(new Difference("codes", how, id, words.name("codes", id), null, null, null, details));
        }
    }

    private static Set<String> lines(@Nullable Object described) {
        Set<String> lines = new LinkedHashSet<>();
        if (described instanceof List<?> list) {
            list.forEach(line -> lines.add(String.valueOf(line)));
        }
        return lines;
    }

    private static Set<String> union(Map<String, Object> a, Map<String, Object> b) {
        Set<String> ids = new LinkedHashSet<>(a.keySet());
        ids.addAll(b.keySet());
        return ids;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null
                ? null
                : value instanceof String text ? text : JsonMapper.shared().writeValueAsString(value);
    }
}
