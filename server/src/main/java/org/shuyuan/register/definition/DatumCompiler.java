package org.shuyuan.register.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Pack;
import org.shuyuan.pack.Place;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Element;
import org.shuyuan.register.model.Format;
import org.shuyuan.register.model.Mask;
import org.shuyuan.register.model.Sensitivity;
import org.shuyuan.register.model.ValueType;

/** Compiles elements, and says for local fields too what a datum is. */
final class DatumCompiler {

    private static final int LONGEST = 20_000;

    private final Draft draft;
    private final Map<String, CodeSet> codes;
    private final Map<String, Format> formats;

    DatumCompiler(Draft draft, Map<String, CodeSet> codes, Map<String, Format> formats) {
        this.draft = draft;
        this.codes = codes;
        this.formats = formats;
    }

    Map<String, Element> compileElements() {
        Map<String, Element> elements = new LinkedHashMap<>();
        Map<String, Definition<ElementFile>> byLabel = new LinkedHashMap<>();
        draft.byId(RegisterEngine.ELEMENTS).forEach((id, definition) -> {
            checkName(definition);
            draft.definitions.needText(definition.pack(), "element." + id, definition.place());
            draft.definitions.mayHaveTextInSome(definition.pack(), "aliases." + id, definition.place());
            Datum datum = datum(definition.pack(), definition.place(), definition.content());
            if (datum != null) {
                elements.put(id, new Element(id, definition.pack().id(), datum));
                warnOfTwin(definition, datum, byLabel);
            }
        });
        return elements;
    }

    private void checkName(Definition<ElementFile> definition) {
        String subject = String.valueOf(definition.path().getFileName()).replaceFirst("\\.yaml$", "");
        String id = definition.id();
        String word = id.substring(id.lastIndexOf('.') + 1);
        if (!id.equals(subject + "." + word) || !Definition.isId(subject) || !Definition.isId(word)) {
            draft.faults.add(
                    definition.place(),
                    id,
                    "an element is named by the subject of its file and a word, both in snake_case",
                    Definition.isId(subject) && Definition.isId(word)
                            ? "write `" + subject + "." + word + "`, or move it to the file of its subject"
                            : "write " + Definition.ID_FORM);
        }
    }

    private void warnOfTwin(
            Definition<ElementFile> definition, Datum datum, Map<String, Definition<ElementFile>> byLabel) {
        String label = draft.definitions.texts().find("zh-CN", "element." + definition.id());
        String subject = definition.id().replaceFirst("\\..*$", "");
        Definition<ElementFile> twin = byLabel.putIfAbsent(subject + "/" + datum.type() + "/" + label, definition);
        if (twin != null && label != null) {
            draft.faults.warn(
                    definition.place(),
                    definition.id(),
                    "`" + twin.id() + "` has the same subject, type and label; is it this one?",
                    "use `" + twin.id() + "` instead, or give this one a label that tells them apart");
        }
    }

    /** What a datum is, or null where the faults leave it open. */
    @Nullable
    Datum datum(Pack pack, Place place, ElementFile file) {
        long said = Stream.of(file.type(), file.code(), file.ref())
                .filter(Objects::nonNull)
                .count();
        if (said != 1) {
            draft.faults.add(
                    place,
                    file.yaml().quote(),
                    said == 0 ? "nothing says what its values are" : "its values are said to be two things",
                    "write exactly one of `type:`, `code:` and `ref:`");
            return null;
        }
        ValueType type = file.code() != null
                ? ValueType.CODE
                : file.ref() != null
                        ? ValueType.REF
                        : ValueType.valueOf(Objects.requireNonNull(file.type()).name());
        checkExtras(place, file, type);
        Format format = file.format() == null
                        || draft.find(pack, file.yaml().at("format"), RegisterEngine.FORMATS, file.format()) == null
                ? null
                : formats.get(file.format());
        CodeSet set = file.code() == null
                        || draft.find(pack, file.yaml().at("code"), RegisterEngine.CODES, file.code()) == null
                ? null
                : codes.get(file.code());
        boolean refers = file.ref() != null
                && draft.find(pack, file.yaml().at("ref"), RegisterEngine.REGISTERS, file.ref()) != null;
        if ((file.code() != null && set == null) || (file.ref() != null && !refers)) {
            return null;
        }
        Sensitivity sensitivity = Objects.requireNonNullElse(file.sensitivity(), Sensitivity.L1);
        if (sensitivity.encrypted() && type != ValueType.TEXT) {
            draft.faults.add(
                    file.yaml().at("sensitivity"),
                    file.yaml().quote(),
                    "only text can be L4, which is kept as ciphertext",
                    "write `type: text`, or a lower level");
        }
        return new Datum(
                type,
                Objects.requireNonNullElse(file.max(), 200),
                type == ValueType.MONEY ? 2 : Objects.requireNonNullElse(file.scale(), 6),
                format,
                set,
                file.dated() == Dated.EVER,
                file.ref(),
                sensitivity,
                file.identifying(),
                Objects.requireNonNullElse(file.mask(), new Mask(sensitivity.encrypted() ? 0 : 1, 0)),
                file.standard());
    }

    private void checkExtras(Place place, ElementFile file, ValueType type) {
        refuse(file.max() != null && type != ValueType.TEXT, place, "max", "only text has a `max`");
        refuse(
                file.max() != null && (file.max() < 1 || file.max() > LONGEST),
                place,
                "max: " + file.max(),
                "`max` lies between 1 and " + LONGEST);
        refuse(file.scale() != null && type != ValueType.DECIMAL, place, "scale", "only a decimal has a `scale`");
        refuse(
                file.scale() != null && (file.scale() < 0 || file.scale() > 18),
                place,
                "scale: " + file.scale(),
                "`scale` lies between 0 and 18");
        refuse(file.format() != null && type != ValueType.TEXT, place, "format", "only text has a `format`");
        refuse(file.dated() != null && type != ValueType.CODE, place, "dated", "only a code is `dated`");
        refuse(
                file.identifying() && file.sensitivity() != Sensitivity.L4,
                place,
                "identifying",
                "`identifying` goes with `sensitivity: L4`");
        boolean masked = file.sensitivity() != null && file.sensitivity().masked();
        refuse(file.mask() != null && !masked, place, "mask", "`mask` goes with `sensitivity: L3` or `L4`");
        refuse(
                file.mask() != null && (file.mask().start() < 0 || file.mask().end() < 0),
                place,
                "mask",
                "a mask counts characters from 0");
    }

    private void refuse(boolean wrong, Place place, String offending, String problem) {
        draft.refuse(wrong, place, offending, problem, "mend or delete it");
    }
}
