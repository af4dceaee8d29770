package org.shuyuan.register.definition;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.shuyuan.pack.Change;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Pack;
import org.shuyuan.pack.Place;

/** Checks what packs declare that an upgrade may do beyond adding. */
final class Changes {

    /** What {@code drop} says where the whole register goes. */
    private static final String EVERYTHING = "*";

    private final Draft draft;
    private final Map<String, Definition<RegisterFile>> registers;

    Changes(Draft draft, Map<String, Definition<RegisterFile>> registers) {
        this.draft = draft;
        this.registers = registers;
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
        long verbs = Stream.of(change.rename(), change.drop(), change.narrow())
                .filter(Objects::nonNull)
                .count();
        if (verbs != 1 || (change.to() != null) != (change.rename() != null)) {
            draft.faults.add(
                    place,
                    said,
                    "a change does one thing",
                    "write `{release, register, rename, to}`, `{release, register, drop}` or `{release, register, narrow}`");
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
        }
    }

    /** Whether some release deletes the register; what is declared of it stays in the pack for ever, and counts no more. */
    private boolean deleted(String register) {
        return draft.definitions.packs().stream()
                .flatMap(pack -> pack.changes().stream())
                .anyMatch(change -> register.equals(change.register()) && EVERYTHING.equals(change.drop()));
    }

    /** What the present release changes can be held against the fields; what earlier ones did cannot. */
    private void checkFields(Place place, String said, Change change, RegisterFile register) {
        String gone = change.rename() != null ? change.rename() : change.drop();
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
                : change.drop() != null ? "drop: " + change.drop() : "narrow: " + change.narrow();
        return "{release: " + change.release() + ", register: " + change.register() + ", " + verb + "}";
    }
}
