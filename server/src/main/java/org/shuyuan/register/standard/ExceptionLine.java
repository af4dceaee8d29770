package org.shuyuan.register.standard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Exemption;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Pack;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;

/**
 * A field that is not held by one source alone.
 *
 * @param element the element kept a second time, or null for a field outside the standard
 */
record ExceptionLine(
        Use use,
        Words.@Nullable Named element,
        String reason,
        @Nullable String authority,
        @Nullable LocalDate until) {

    /** All that packs declare: first what is kept twice, then what is local. */
    static List<ExceptionLine> all(Model model, Words words) {
        Registers registers = model.part(Registers.class);
        List<ExceptionLine> lines = new ArrayList<>();
        for (Pack pack : model.packs()) {
            for (Exemption exemption : pack.exceptions()) {
                Register register = registers.find(exemption.register());
                Field field = register == null ? null : register.field(exemption.field());
                if (register != null && field != null) {
                    lines.add(new ExceptionLine(
                            Use.of(register, field, words),
                            words.named("element", exemption.element()),
                            words.reason("exception", register, field, exemption.reason()),
                            exemption.authority(),
                            exemption.until()));
                }
            }
        }
        for (Register register : registers.registers().values()) {
            register.kept().forEach(kept -> {
                if (kept.local() != null) {
                    String reason = words.reason("local", register, kept, kept.local());
                    lines.add(new ExceptionLine(Use.of(register, kept, words), null, reason, null, null));
                }
            });
        }
        return lines;
    }
}
