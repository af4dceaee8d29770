package org.shuyuan.register.standard;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Pack;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Element;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;

/** The whole model, a line for each thing in it. */
record Overview(
        String hash,
        Figures figures,
        List<PackLine> packs,
        List<RegisterLine> registers,
        List<ElementLine> elements,
        List<CodesLine> codes,
        List<RoleLine> roles,
        List<ExceptionLine> exceptions) {

    /**
     * How far one source goes.
     *
     * @param sourced elements that exactly one register keeps
     * @param followed fields read at their source
     * @param exceptions places that keep an element a second time
     * @param local fields outside the standard
     */
    record Figures(int elements, int sourced, int followed, int exceptions, int local) {

        static Figures of(Registers registers, List<ElementLine> elements, List<ExceptionLine> exceptions) {
            int second = (int)
                    exceptions.stream().filter(line -> line.element() != null).count();
            return new Figures(
                    elements.size(),
                    (int) elements.stream()
                            .filter(line -> line.sources().size() == 1)
                            .count(),
                    (int) registers.registers().values().stream()
                            .flatMap(register -> register.fields().values().stream())
                            .filter(Field.Followed.class::isInstance)
                            .count(),
                    second,
                    exceptions.size() - second);
        }
    }

    record PackLine(
            String id,
            String label,
            int release,
            String authority,
            @Nullable LocalDate effectiveFrom,
            List<Words.Named> needs,
            int registers,
            int elements) {

        static PackLine of(Pack pack, Registers registers, Words words) {
            return new PackLine(
                    pack.id(),
                    words.name("pack", pack.id()),
                    pack.release(),
                    pack.authority(),
                    pack.effectiveFrom(),
                    pack.needs().stream().map(id -> words.named("pack", id)).toList(),
                    count(registers.registers().values().stream().map(Register::pack), pack),
                    count(registers.elements().values().stream().map(Element::pack), pack));
        }

        private static int count(Stream<String> packs, Pack pack) {
            return (int) packs.filter(pack.id()::equals).count();
        }
    }

    record RegisterLine(String id, String label, String pack, int fields) {

        static RegisterLine of(Register register, Words words) {
            return new RegisterLine(
                    register.id(),
                    words.name("register", register.id()),
                    register.pack(),
                    register.fields().size());
        }
    }

    record CodesLine(String id, String label, String pack, String standard, String version, int codes) {

        static CodesLine of(CodeSet set, Words words) {
            return new CodesLine(
                    set.id(),
                    words.name("codes", set.id()),
                    set.pack(),
                    set.standard(),
                    set.version(),
                    set.byCode().size());
        }
    }

    static Overview of(Model model, Words words) {
        Registers registers = model.part(Registers.class);
        List<ElementLine> elements = registers.elements().values().stream()
                .map(element -> ElementLine.of(element, Use.of(element, registers, words), words))
                .toList();
        List<ExceptionLine> exceptions = ExceptionLine.all(model, words);
        return new Overview(
                model.hash(),
                Figures.of(registers, elements, exceptions),
                model.packs().stream()
                        .map(pack -> PackLine.of(pack, registers, words))
                        .toList(),
                registers.registers().values().stream()
                        .map(register -> RegisterLine.of(register, words))
                        .toList(),
                elements,
                registers.codes().values().stream()
                        .map(set -> CodesLine.of(set, words))
                        .toList(),
                registers.roles().values().stream()
                        .map(role -> RoleLine.of(role, registers, words))
                        .toList(),
                exceptions);
    }
}
