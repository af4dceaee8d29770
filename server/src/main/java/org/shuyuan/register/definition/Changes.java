package org.shuyuan.register.definition;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.shuyuan.pack.Change;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Pack;
import org.shuyuan.pack.Place;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Template;
import org.shuyuan.register.model.ValueType;

/** Checks what packs declare that an upgrade may do beyond adding. */
final class Changes {

    /** What {@code drop} says where the whole register goes. */
    private static final String EVERYTHING = "*";

    /** What is written in one way only, so that the parts put together are the text again. */
    private static final Set<ValueType> PARTS = Set.of(ValueType.TEXT, ValueType.INTEGER, ValueType.CODE);

    private final Draft draft;
    private final Map<String, Definition<RegisterFile>> registers;
    private final Map<String, Map<String, Field>> fields;

    Changes(Draft draft, Map<String, Definition<RegisterFile>> registers, Map<String, Map<String, Field>> fields) {
        this.draft = draft;
        this.registers = registers;
        this.fields = fields;
    }

    void check() {
        for (Pack pack : draft.definitions.packs()) {
            pack.changes().forEach(change -> check(pack, change));
        }
    }

    private void check(Pack pack, Change change) {
        Place place = draft.definitions.place(pack, "changes");
        String said = text(change);
        draft.refuse(
                change.release() < 2 || change.release() > pack.release(),
                place,
                said,
                "the change is for release " + change.release() + ", and this is release " + pack.release(),
                "name a release from 2 to the present one");
        long verbs = Stream.of(change.rename(), change.drop(), change.narrow(), change.split())
                .filter(Objects::nonNull)
                .count();
        if (verbs != 1
                || (change.to() != null) != (change.rename() != null)
                || (change.into() != null) != (change.split() != null)) {
            draft.faults.add(
                    place,
                    said,
                    "a change does one thing",
                    "write `{release, register, rename, to}`, `{release, register, split, into}`, `{release, register, drop}` or"
                            + " `{release, register, narrow}`");
            return;
        }
        Template into = change.into() == null ? null : Template.parse(change.into());
        if (change.split() != null && into == null) {
            draft.faults.add(
                    place,
                    said,
                    "`into` is not fields in braces, each once, with words between them",
                    "write it like \"{room}/{shelf}\"; a value is read from the left, each field up to the next words");
            return;
        }
        if (deleted(change.register())) {
            draft.refuse(
                    EVERYTHING.equals(change.drop())
                            && change.release() == pack.release()
                            && registers.containsKey(change.register()),
                    place,
                    said,
                    "the register `" + change.register() + "` is still here",
                    "delete the register's file, or the change");
            return;
        }
        Definition<RegisterFile> register = draft.find(pack, place, RegisterEngine.REGISTERS, change.register());
        if (register != null && change.release() == pack.release()) {
            checkFields(place, said, change, register.content());
            if (into != null) {
                into.fields().forEach(part -> checkPart(place, said, change.register(), part));
            }
        }
    }

    /** A part holds the characters that the text had in its place, and nothing else, so that nothing is lost and nothing is made up. */
    private void checkPart(Place place, String said, String register, String part) {
        Map<String, Field> known = fields.getOrDefault(register, Map.of());
        if (!draft.known(place, "field of " + register, part, known.keySet())) {
            return;
        }
        boolean holds = known.get(part) instanceof Field.Kept kept
                && !kept.many()
                && !kept.datum().encrypted()
                && kept.preset() == null
                && PARTS.contains(kept.datum().type());
        draft.refuse(
                !holds,
                place,
                said,
                "`" + part + "` cannot be a part of a text",
                "make it a kept text, integer or code with one value, without `default`, below L4");
    }

    /** Whether some release deletes the register; what is declared of it stays in the pack for ever, and counts no more. */
    private boolean deleted(String register) {
        return draft.definitions.packs().stream()
                .flatMap(pack -> pack.changes().stream())
                .anyMatch(change -> register.equals(change.register()) && EVERYTHING.equals(change.drop()));
    }

    /** What the present release changes can be held against the fields; what earlier ones did cannot. */
    private void checkFields(Place place, String said, Change change, RegisterFile register) {
        String gone = Stream.of(change.rename(), change.split(), change.drop())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String there = change.rename() != null ? change.to() : change.narrow();
        draft.refuse(
                gone != null && register.fields().containsKey(gone),
                place,
                said,
                "`" + gone + "` is still a field of " + register.register(),
                "delete the field, or the change");
        if (there != null) {
            draft.known(
                    place,
                    "field of " + register.register(),
                    there,
                    register.fields().keySet());
        }
    }

    private static String text(Change change) {
        String verb = change.rename() != null
                ? "rename: " + change.rename() + ", to: " + change.to()
                : change.split() != null
                        ? "split: " + change.split() + ", into: \"" + change.into() + "\""
                        : change.drop() != null ? "drop: " + change.drop() : "narrow: " + change.narrow();
        return "{release: " + change.release() + ", register: " + change.register() + ", " + verb + "}";
    }
}
