package org.shuyuan.register.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Exemption;
import org.shuyuan.pack.Pack;

/**
 * Every element has one source register (一数一源: the ministry's notice, task 7). A second register that would keep it is a fault
 * that says where the source is and which line to write instead; the only way round is an exception with an authority and an end.
 */
final class OneSource {

    private final Draft draft;
    private final Map<String, Definition<RegisterFile>> registers;

    OneSource(Draft draft, Map<String, Definition<RegisterFile>> registers) {
        this.draft = draft;
        this.registers = registers;
    }

    void check() {
        FieldCompiler.keepers(registers).forEach((element, keepers) -> {
            FieldCompiler.Keeper source = keepers.stream()
                    .filter(keeper -> !exempt(element, keeper))
                    .findFirst()
                    .orElseGet(keepers::getFirst);
            keepers.stream()
                    .filter(keeper -> keeper != source && !exempt(element, keeper))
                    .forEach(keeper -> refuse(element, source, keeper));
        });
        draft.definitions.packs().forEach(this::checkExemptions);
    }

    private static boolean exempt(String element, FieldCompiler.Keeper keeper) {
        return keeper.register().pack().exceptions().stream()
                .anyMatch(exemption -> exemption.element().equals(element)
                        && exemption.register().equals(keeper.register().id())
                        && exemption.field().equals(keeper.field()));
    }

    private void refuse(String element, FieldCompiler.Keeper source, FieldCompiler.Keeper second) {
        RegisterFile owner = source.register().content();
        List<String> duties = owner.change().stream()
                .map(RegisterFile.WriteRule::role)
                .distinct()
                .toList();
        draft.faults.add(
                second.place(),
                second.field() + ": {element: " + element + "}",
                "`" + element + "` has its source already: " + source.register().id() + "." + source.field()
                        + " in the pack "
                        + source.register().pack().id() + " (" + source.place() + "), kept up by "
                        + (duties.isEmpty() ? "nobody's change rule" : String.join(", ", duties)),
                instead(source, second));
    }

    /** The line to write: follow the source through a reference that is there or that is still to be added. */
    private static String instead(FieldCompiler.Keeper source, FieldCompiler.Keeper second) {
        String register = source.register().id();
        if (register.equals(second.register().id())) {
            return "delete one of the two fields";
        }
        String reference = second.register().content().fields().entrySet().stream()
                .filter(field -> register.equals(field.getValue().ref())
                        || field.getKey().equals(register))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        String follow = "`" + second.field() + ": {follow: " + Objects.requireNonNullElse(reference, register) + "."
                + source.field() + "}`";
        return reference != null
                ? "write " + follow
                : "write " + follow + " and a reference `" + register + "` to the register " + register;
    }

    private void checkExemptions(Pack pack) {
        for (Exemption exemption : pack.exceptions()) {
            Definition<RegisterFile> register = registers.get(exemption.register());
            FieldFile field =
                    register == null ? null : register.content().fields().get(exemption.field());
            if (field == null || !exemption.element().equals(field.element())) {
                draft.faults.add(
                        new org.shuyuan.pack.Place(pack.id() + "/pack.yaml", 1),
                        exemption.register() + "." + exemption.field(),
                        "the exception is for a field that doesn't keep `" + exemption.element() + "`",
                        "mend or delete the exception");
            }
        }
    }
}
