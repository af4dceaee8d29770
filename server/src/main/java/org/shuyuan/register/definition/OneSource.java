package org.shuyuan.register.definition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Exemption;
import org.shuyuan.pack.Pack;
import org.shuyuan.pack.Place;
import org.shuyuan.register.model.Field;

/**
 * Every element has one source register (一数一源: the ministry's notice, task 7). A second register that would keep it is a fault
 * that says where the source is and which line to write instead; the only way round is an exception with an authority and an end.
 */
final class OneSource {

    private final Draft draft;
    private final Map<String, Definition<RegisterFile>> registers;
    private final Map<String, Map<String, Field>> fields;

    OneSource(Draft draft, Map<String, Definition<RegisterFile>> registers, Map<String, Map<String, Field>> fields) {
        this.draft = draft;
        this.registers = registers;
        this.fields = fields;
    }

    /** A field that keeps an element. */
    private record Keeper(Definition<RegisterFile> register, String field, Place place) {}

    void check(LocalDate today) {
        keepers().forEach((element, keepers) -> {
            Keeper source = source(element, keepers);
            keepers.stream()
                    .filter(keeper -> keeper != source && !exempt(element, keeper))
                    .forEach(keeper -> refuse(element, source, keeper));
        });
        draft.definitions.packs().forEach(pack -> checkExemptions(pack, today));
    }

    private Map<String, List<Keeper>> keepers() {
        Map<String, List<Keeper>> keepers = new LinkedHashMap<>();
        registers.forEach((id, register) -> fields.getOrDefault(id, Map.of())
                .values()
                .forEach(field -> {
                    if (field instanceof Field.Kept && field.element() != null) {
                        keepers.computeIfAbsent(field.element(), element -> new ArrayList<>())
                                .add(new Keeper(register, field.id(), FieldCompiler.place(register, field.id())));
                    }
                }));
        return keepers;
    }

    /** The first to keep it, by the packs' needs; within a pack rather the register that bears the subject's name. */
    private static Keeper source(String element, List<Keeper> keepers) {
        List<Keeper> claims =
                keepers.stream().filter(keeper -> !exempt(element, keeper)).toList();
        Keeper first = claims.isEmpty() ? keepers.getFirst() : claims.getFirst();
        String subject = element.replaceFirst("\\..*", "");
        return claims.stream()
                .filter(keeper -> keeper.register()
                        .pack()
                        .id()
                        .equals(first.register().pack().id()))
                .filter(keeper -> keeper.register().id().equals(subject))
                .findFirst()
                .orElse(first);
    }

    private static boolean exempt(String element, Keeper keeper) {
        return keeper.register().pack().exceptions().stream()
                .anyMatch(exemption -> exemption.element().equals(element)
                        && exemption.register().equals(keeper.register().id())
                        && exemption.field().equals(keeper.field()));
    }

    private void refuse(String element, Keeper source, Keeper second) {
        draft.faults.add(
                second.place(),
                second.field() + ": {element: " + element + "}",
                "`" + element + "` has its source already: " + source.register().id() + "." + source.field()
                        + " in the pack " + source.register().pack().id() + " (" + source.place() + "), "
                        + duty(source.register().content()),
                instead(source, second));
    }

    private static String duty(RegisterFile register) {
        List<String> roles = Stream.concat(register.change().stream(), register.create().stream())
                .map(RegisterFile.WriteRule::role)
                .distinct()
                .toList();
        return roles.isEmpty() ? "which nobody may change yet" : "kept up by " + String.join(", ", roles);
    }

    /** The line to write: follow the source through a reference that is there or that is still to be added. */
    private String instead(Keeper source, Keeper second) {
        String register = source.register().id();
        if (register.equals(second.register().id())) {
            return "delete one of the two fields";
        }
        Field there = fields.getOrDefault(register, Map.of()).get(source.field());
        if (there != null && there.many()) {
            return "delete the field, and read the values at their source";
        }
        if (second.register().content().case_() != null) {
            return "write `" + second.field() + ": {propose: " + register + "." + source.field()
                    + "}` if the case asks for a new value, otherwise " + follow(source, second);
        }
        return "write " + follow(source, second);
    }

    private String follow(Keeper source, Keeper second) {
        String register = source.register().id();
        Optional<String> reference = fields.getOrDefault(second.register().id(), Map.of()).values().stream()
                .filter(field -> field instanceof Field.Kept && !field.many())
                .filter(field -> register.equals(field.datum().ref()))
                .map(Field::id)
                .findFirst();
        String line = "`" + second.field() + ": {follow: " + reference.orElse(register) + "." + source.field() + "}`";
        return reference.isPresent()
                ? line
                : line + ", and add a field `" + register + "` whose element says `ref: " + register + "`";
    }

    private void checkExemptions(Pack pack, LocalDate today) {
        Place place = draft.definitions.place(pack, "exceptions");
        for (Exemption exemption : pack.exceptions()) {
            Definition<RegisterFile> register = registers.get(exemption.register());
            FieldFile field =
                    register == null ? null : register.content().fields().get(exemption.field());
            String where = exemption.register() + "." + exemption.field();
            draft.definitions.mayHaveText(pack, "exception." + where, place);
            if (register == null && draft.definitions.isUnread(exemption.register())) {
                continue;
            }
            if (register == null || field == null || !exemption.element().equals(field.element())) {
                draft.faults.add(
                        place,
                        where,
                        "the exception is for a field that doesn't keep `" + exemption.element() + "`",
                        "mend or delete the exception");
            } else if (!register.pack().id().equals(pack.id())) {
                draft.faults.add(
                        place,
                        where,
                        "an exception stands in the pack of its register, and `" + exemption.register()
                                + "` belongs to " + register.pack().id(),
                        "move it to " + register.pack().id() + "/pack.yaml");
            }
            if (!exemption.until().isAfter(today)) {
                draft.faults.warn(
                        place,
                        where + " until " + exemption.until(),
                        "the exception has ended",
                        "follow the source now, or have the authority prolong it");
            }
        }
    }
}
