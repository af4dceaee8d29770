package org.shuyuan.register.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Element;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.ValueType;

/**
 * Compiles the fields of all registers in two passes: kept and local ones first, then those that follow or propose what others
 * keep, since these take their type from there.
 */
final class FieldCompiler {

    private static final Set<String> RESERVED = Set.of(
            "id", "version", "self", "old", "today", "me", "scope", "sort", "after", "size", "search", "at", "count",
            "retired", "when");
    private static final int MOST = 500;

    private final Draft draft;
    private final Map<String, Element> elements;
    private final Map<String, String> packsOfElements = new LinkedHashMap<>();
    private final DatumCompiler data;
    private final Map<String, Map<String, Field>> fields = new LinkedHashMap<>();

    FieldCompiler(Draft draft, Map<String, Element> elements, DatumCompiler data) {
        this.draft = draft;
        this.elements = elements;
        this.data = data;
        elements.forEach((id, element) -> packsOfElements.put(id, element.pack()));
    }

    /** The fields of each register, in the order of its definition. */
    Map<String, Map<String, Field>> compile(Map<String, Definition<RegisterFile>> registers) {
        registers.forEach((id, register) -> fields.put(id, compileKept(register)));
        registers.forEach((id, register) -> addDerived(register));
        registers.forEach((id, register) -> fields.put(id, inOrder(register, fields.getOrDefault(id, Map.of()))));
        return fields;
    }

    private static Map<String, Field> inOrder(Definition<RegisterFile> register, Map<String, Field> compiled) {
        Map<String, Field> ordered = new LinkedHashMap<>();
        register.content().fields().keySet().forEach(id -> {
            Field field = compiled.get(id);
            if (field != null) {
                ordered.put(id, field);
            }
        });
        return ordered;
    }

    private Map<String, Field> compileKept(Definition<RegisterFile> register) {
        Map<String, Field> kept = new LinkedHashMap<>();
        if (register.content().fields().isEmpty() || register.content().fields().size() > MOST) {
            draft.faults.add(
                    register.place(),
                    register.id(),
                    "the register has " + register.content().fields().size() + " fields",
                    "give it between 1 and " + MOST);
        }
        register.content().fields().forEach((id, file) -> {
            Place place = place(register, id);
            checkName(place, id);
            if (saysOneKind(place, id, file) && (file.element() != null || file.local() != null)) {
                Field field = kept(register, id, file, place);
                if (field != null) {
                    kept.put(id, field);
                }
            }
        });
        return kept;
    }

    static Place place(Definition<RegisterFile> register, String field) {
        return register.content().yaml().get("fields") instanceof org.shuyuan.pack.Yaml.Mapping mapping
                ? mapping.at(field)
                : register.place();
    }

    private void checkName(Place place, String id) {
        if (!id.matches("[a-z][a-z0-9_]{0,39}") || id.contains("__")) {
            draft.faults.add(
                    place, id, "`" + id + "` is not an id", "write snake_case, at most 40 characters, no double _");
        }
        if (RESERVED.contains(id)) {
            draft.faults.add(
                    place, id, "`" + id + "` is a word of the language and of addresses", "choose another name");
        }
    }

    private boolean saysOneKind(Place place, String id, FieldFile file) {
        long kinds = Stream.of(file.element(), file.local(), file.follow(), file.propose(), file.copy())
                .filter(Objects::nonNull)
                .count();
        if (kinds != 1) {
            draft.faults.add(
                    place,
                    id + ": " + file.yaml().quote(),
                    kinds == 0
                            ? "nothing says where its values come from"
                            : "its values are said to come from two places",
                    "write exactly one of `element:`, `local:`, `follow:`, `propose:`");
            return false;
        }
        if (file.copy() != null) {
            draft.faults.add(
                    place,
                    "copy: " + file.copy(),
                    "copying needs a share and a contract, which this release has not",
                    "write `follow:` where the source is a register of this node");
            return false;
        }
        if (file.local() == null && file.saysDatum()) {
            draft.faults.add(
                    place,
                    id + ": " + file.yaml().quote(),
                    "its type is said here and by its element",
                    "leave type, max, format, code, ref and sensitivity to the element");
        }
        return true;
    }

    private @Nullable Field kept(Definition<RegisterFile> register, String id, FieldFile file, Place place) {
        Datum datum;
        String label = "field." + register.id() + "." + id;
        if (file.element() != null) {
            Element element =
                    draft.resolve(register.pack(), place, "element", file.element(), elements, packsOfElements);
            datum = element == null ? null : element.datum();
            draft.definitions.mayHaveText(register.pack(), label, place);
            label = draft.definitions.texts().find("zh-CN", label) == null ? "element." + file.element() : label;
        } else {
            datum = data.datum(register.pack(), place, file.datum());
            draft.definitions.needText(register.pack(), label, place);
            draft.definitions.mayHaveText(register.pack(), "aliases." + register.id() + "." + id, place);
        }
        if (datum == null) {
            return null;
        }
        checkUse(place, id, file, datum);
        return new Field.Kept(
                id,
                datum,
                file.element(),
                file.local(),
                label,
                file.required(),
                file.unique(),
                file.sort(),
                file.filter(),
                file.search(),
                file.many(),
                file.default_(),
                file.onImport() == null ? null : Map.copyOf(file.onImport().create()));
    }

    private void checkUse(Place place, String id, FieldFile file, Datum datum) {
        ValueType type = datum.type();
        boolean choice = type == ValueType.CODE || type == ValueType.REF;
        refuse(file.many() && !choice, place, id, "only a code or a ref can be `many`");
        refuse(
                file.many() && (file.unique() || file.sort()),
                place,
                id,
                "several values can be neither `unique` nor sorted");
        refuse(file.search() && type != ValueType.TEXT, place, id, "only text is searched");
        refuse(file.sort() && type == ValueType.REF, place, id, "a reference has no order of its own");
        refuse(file.onImport() != null && type != ValueType.REF, place, id, "`on_import` goes with a ref");
        refuse(
                datum.encrypted() && (file.sort() || file.search()),
                place,
                id,
                "ciphertext can be neither sorted nor searched (L4)");
        refuse(
                datum.encrypted() && !datum.identifying() && (file.unique() || file.filter()),
                place,
                id,
                "an L4 value can be found only with `identifying`, where its frequencies tell nothing");
        refuse(datum.encrypted() && file.default_() != null, place, id, "an L4 value has no default");
    }

    private void refuse(boolean wrong, Place place, String offending, String problem) {
        if (wrong) {
            draft.faults.add(place, offending, problem, "mend or delete it");
        }
    }

    private void addDerived(Definition<RegisterFile> register) {
        register.content().fields().forEach((id, file) -> {
            Place place = place(register, id);
            Field field = null;
            if (file.follow() != null) {
                field = followed(register, id, file, place);
            } else if (file.propose() != null) {
                field = proposed(register, id, file, place);
            }
            Map<String, Field> own = fields.get(register.id());
            if (field != null && own != null) {
                own.put(id, field);
            }
        });
    }

    private @Nullable Field followed(Definition<RegisterFile> register, String id, FieldFile file, Place place) {
        String[] path = Objects.requireNonNull(file.follow()).split("\\.", -1);
        refuse(
                file.sort() || file.filter() || file.search(),
                place,
                id,
                "a followed field is sorted, filtered and searched at its source only");
        if (file.required() || file.unique() || file.many() || file.default_() != null) {
            draft.faults.add(
                    place,
                    id,
                    "a followed field is never stored, so it has no rules of its own",
                    "leave only `follow:`");
        }
        Map<String, Field> own = fields.getOrDefault(register.id(), Map.of());
        if (path.length != 2
                || !(own.get(path[0]) instanceof Field.Kept through)
                || through.datum().ref() == null
                || through.many()) {
            List<String> references = own.values().stream()
                    .filter(field -> field.datum().ref() != null && !field.many())
                    .map(Field::id)
                    .toList();
            draft.faults.add(
                    place,
                    "follow: " + file.follow(),
                    "a field is followed through one reference of this register",
                    references.isEmpty()
                            ? "add a `ref` field to the source first"
                            : "write `follow: <reference>.<field>`; the references are: "
                                    + String.join(", ", references));
            return null;
        }
        Field source = source(place, Objects.requireNonNull(through.datum().ref()), path[1]);
        if (source == null) {
            return null;
        }
        draft.definitions.mayHaveText(register.pack(), "field." + register.id() + "." + id, place);
        return new Field.Followed(
                id,
                through.id(),
                Objects.requireNonNull(through.datum().ref()),
                source.id(),
                source.datum(),
                source.element(),
                label(register, id, source));
    }

    private String label(Definition<RegisterFile> register, String id, Field source) {
        String own = "field." + register.id() + "." + id;
        return draft.definitions.texts().find("zh-CN", own) == null ? source.label() : own;
    }

    private @Nullable Field proposed(Definition<RegisterFile> register, String id, FieldFile file, Place place) {
        if (register.content().case_() == null) {
            draft.faults.add(
                    place,
                    "propose: " + file.propose(),
                    "only a case may propose a value that another register keeps",
                    "write `follow:` to show it, or make the register a case type with `case:`");
            return null;
        }
        String[] path = Objects.requireNonNull(file.propose()).split("\\.", -1);
        if (path.length != 2 || !draft.known(place, "register", path[0], fields.keySet())) {
            refuse(path.length != 2, place, "propose: " + file.propose(), "a proposal names a register and its field");
            return null;
        }
        Field source = source(place, path[0], path[1]);
        if (source == null) {
            return null;
        }
        draft.definitions.mayHaveText(register.pack(), "field." + register.id() + "." + id, place);
        return new Field.Proposed(
                id,
                path[0],
                source.id(),
                source.datum(),
                source.element(),
                label(register, id, source),
                file.required());
    }

    private @Nullable Field source(Place place, String register, String field) {
        Map<String, Field> there = fields.getOrDefault(register, Map.of());
        Field source = there.get(field);
        if (source == null) {
            draft.known(place, "field of " + register, field, there.keySet());
            return null;
        }
        if (!(source instanceof Field.Kept kept) || kept.many()) {
            draft.faults.add(
                    place,
                    register + "." + field,
                    "`" + register + "." + field + "` is not kept there as one value",
                    "name the register that is its source");
            return null;
        }
        return source;
    }

    /** Kept elements and where they are kept, for the check that each has one source. */
    record Keeper(Definition<RegisterFile> register, String field, Place place) {}

    static Map<String, List<Keeper>> keepers(Map<String, Definition<RegisterFile>> registers) {
        Map<String, List<Keeper>> keepers = new LinkedHashMap<>();
        registers.forEach((id, register) -> register.content().fields().forEach((field, file) -> {
            if (file.element() != null) {
                keepers.computeIfAbsent(file.element(), element -> new ArrayList<>())
                        .add(new Keeper(register, field, place(register, field)));
            }
        }));
        return keepers;
    }
}
