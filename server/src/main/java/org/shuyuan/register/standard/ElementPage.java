package org.shuyuan.register.standard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Element;
import org.shuyuan.register.model.Registers;

/** All of an element: what its values are, and which fields hold them. */
record ElementPage(
        ElementLine element,
        String packLabel,
        @Nullable Integer max,
        Words.@Nullable Named codes,
        Words.@Nullable Named format,
        Words.@Nullable Named ref,
        int maskStart,
        int maskEnd,
        List<Use> uses) {

    static ElementPage of(Element element, Registers registers, Words words) {
        Datum datum = element.datum();
        List<Use> uses = Use.of(element, registers, words);
        return new ElementPage(
                ElementLine.of(element, uses, words),
                words.name("pack", element.pack()),
                datum.max() > 0 ? datum.max() : null,
                words.codes(datum),
                datum.format() == null
                        ? null
                        : words.named("format", datum.format().id()),
                words.referred(datum),
                datum.mask().start(),
                datum.mask().end(),
                uses);
    }
}
