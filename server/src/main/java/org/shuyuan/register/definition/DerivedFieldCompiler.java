package org.shuyuan.register.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.register.model.Field;

/** Compiles the fields that take their type from another register's: followed and proposed ones. */
final class DerivedFieldCompiler {

    private final Draft draft;
    private final Map<String, Map<String, Field>> kept;

    /** @param kept the kept fields of all registers */
    DerivedFieldCompiler(Draft draft, Map<String, Map<String, Field>> kept) {
        this.draft = draft;
        this.kept = kept;
    }

    Map<String, Field> compile(Definition<RegisterFile> register) {
        Map<String, Field> derived = new LinkedHashMap<>();
        register.content().fields().forEach((id, file) -> {
            Place place = FieldCompiler.place(register, id);
            Field field = null;
            if (!one(file)) {
                return;
            }
            if (file.follow() != null) {
                field = followed(register, id, file, file.follow(), place);
            } else if (file.propose() != null) {
                field = proposed(register, id, file, file.propose(), place);
            }
            if (field != null) {
                draft.definitions.mayHaveText(register.pack(), "field." + register.id() + "." + id, place);
                derived.put(id, field);
            }
        });
        return derived;
    }

    /** Whether nothing else says where its values come from; where it does, that is said already. */
    private static boolean one(FieldFile file) {
        return file.element() == null
                && file.local() == null
                && file.copy() == null
                && (file.follow() == null || file.propose() == null);
    }

    private @Nullable Field followed(
            Definition<RegisterFile> register, String id, FieldFile file, String follow, Place place) {
        draft.refuse(
                file.search(),
                place,
                id + ": " + file.yaml().quote(),
                "a followed field is searched at its source only",
                "write `" + id + ": {follow: " + follow + "}`");
        draft.refuse(
                file.required()
                        || file.unique()
                        || file.neverReissued()
                        || file.many()
                        || file.default_() != null
                        || file.onImport() != null,
                place,
                id + ": " + file.yaml().quote(),
                "a followed field is never stored, so it has no rules of its own",
                "write `" + id + ": {follow: " + follow + "}`");
        String[] path = follow.split("\\.", -1);
        Map<String, Field> own = kept.getOrDefault(register.id(), Map.of());
        FieldFile reference = register.content().fields().get(path[0]);
        boolean faulty = !own.containsKey(path[0])
                && register.content().declared().contains(path[0])
                && (reference == null || (reference.follow() == null && reference.propose() == null));
        if (path.length == 2 && faulty) {
            return null; // the reference itself is faulty, which is said where it stands
        }
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
                    "follow: " + follow,
                    "a field is followed through one reference that this register keeps",
                    references.isEmpty()
                            ? "add a `ref` field to the source first"
                            : "write `follow: <reference>.<field>`; the references are: "
                                    + String.join(", ", references));
            return null;
        }
        String there = Objects.requireNonNull(through.datum().ref());
        Field.Kept source = source(place, there, path[1]);
        draft.refuse(
                source != null && file.sort() && !source.sort(),
                place,
                id + ": " + file.yaml().quote(),
                "a followed field is sorted through the index of its source, which `" + follow + "` has not",
                "write `sort: true` at " + there + "." + path[1] + ", or leave it out here");
        draft.refuse(
                source != null && file.filter() && !source.indexed(),
                place,
                id + ": " + file.yaml().quote(),
                "a followed field is filtered through the index of its source, which `" + follow + "` has not",
                "write `filter: true` at " + there + "." + path[1] + ", or leave it out here");
        return source == null
                ? null
                : new Field.Followed(
                        id,
                        through.id(),
                        there,
                        source.id(),
                        source.datum(),
                        source.element(),
                        file.sort(),
                        file.filter(),
                        label(register, id, source));
    }

    private @Nullable Field proposed(
            Definition<RegisterFile> register, String id, FieldFile file, String propose, Place place) {
        draft.refuse(
                file.unique()
                        || file.neverReissued()
                        || file.sort()
                        || file.filter()
                        || file.search()
                        || file.many()
                        || file.default_() != null
                        || file.onImport() != null,
                place,
                id + ": " + file.yaml().quote(),
                "a proposed field is one new value, whose rules are its source's",
                "leave only `propose:` and `required:`");
        if (register.content().case_() == null) {
            draft.faults.add(
                    place,
                    "propose: " + propose,
                    "only a case may propose a value that another register keeps",
                    "write `follow:` to show it, or make the register a case type with `case: {process: …}`");
            return null;
        }
        String[] path = propose.split("\\.", -1);
        if (path.length != 2 || path[0].equals(register.id())) {
            draft.faults.add(
                    place,
                    "propose: " + propose,
                    "a proposal names another register and its field",
                    "write `propose: <register>.<field>`");
            return null;
        }
        if (draft.find(register.pack(), place, RegisterEngine.REGISTERS, path[0]) == null) {
            return null;
        }
        Field.Kept source = source(place, path[0], path[1]);
        return source == null
                ? null
                : new Field.Proposed(
                        id,
                        path[0],
                        source.id(),
                        source.datum(),
                        source.element(),
                        label(register, id, source),
                        file.required());
    }

    private String label(Definition<RegisterFile> register, String id, Field source) {
        String own = "field." + register.id() + "." + id;
        return draft.definitions.texts().find("zh-CN", own) == null ? source.label() : own;
    }

    private Field.@Nullable Kept source(Place place, String register, String field) {
        Definition<RegisterFile> definition =
                draft.byId(RegisterEngine.REGISTERS).get(register);
        FieldFile file =
                definition == null ? null : definition.content().fields().get(field);
        if (definition == null
                || !draft.known(
                        place,
                        "field of " + register,
                        field,
                        definition.content().declared())
                || file == null) {
            return null;
        }
        String elsewhere = file.follow() != null ? file.follow() : file.propose();
        if (elsewhere != null || file.many()) {
            draft.faults.add(
                    place,
                    register + "." + field,
                    elsewhere == null
                            ? "`" + register + "." + field + "` has several values, and only one can be shown here"
                            : "`" + register + "." + field + "` is not kept there; it comes from " + elsewhere,
                    elsewhere == null
                            ? "name a field that isn't `many`"
                            : "name the register that keeps it, through a reference of this one");
            return null;
        }
        return kept.getOrDefault(register, Map.of()).get(field) instanceof Field.Kept source ? source : null;
    }
}
