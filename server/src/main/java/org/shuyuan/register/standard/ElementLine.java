package org.shuyuan.register.standard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Element;

/**
 * An element, in a list of all.
 *
 * @param sources where it is kept; more than one only by an exception
 * @param followed fields read at their source
 */
record ElementLine(
        String id,
        String label,
        String pack,
        String type,
        String sensitivity,
        @Nullable String standard,
        List<Use> sources,
        int followed) {

    static ElementLine of(Element element, List<Use> uses, Words words) {
        Datum datum = element.datum();
        return new ElementLine(
                element.id(),
                words.name("element", element.id()),
                element.pack(),
                Words.written(datum.type()),
                datum.sensitivity().name(),
                datum.standard(),
                uses.stream().filter(use -> use.kind().equals("kept")).toList(),
                (int) uses.stream().filter(use -> use.kind().equals("followed")).count());
    }
}
