package org.shuyuan.register.definition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

/** Compiles formats and elements: what a datum is. */
final class DatumCompiler {

    private static final int LONGEST = 20_000;

    private final Draft draft;
    private final Map<String, CodeSet> codes;
    private final Set<String> registers;
    private final Map<String, String> packsOfRegisters;
    private final Map<String, Format> formats = new LinkedHashMap<>();
    private final Map<String, String> packsOfFormats = new LinkedHashMap<>();

    DatumCompiler(Draft draft, Map<String, CodeSet> codes, Map<String, String> packsOfRegisters) {
        this.draft = draft;
        this.codes = codes;
        this.registers = packsOfRegisters.keySet();
        this.packsOfRegisters = packsOfRegisters;
    }

    Map<String, Format> compileFormats() {
        draft.byId(RegisterEngine.FORMATS).forEach((id, definition) -> {
            draft.definitions.needText(definition.pack(), "format." + id, definition.place());
            Format format = format(definition);
            if (format != null) {
                formats.put(id, format);
                packsOfFormats.put(id, definition.pack().id());
            }
        });
        return formats;
    }

    private @Nullable Format format(Definition<FormatFile> definition) {
        FormatFile file = definition.content();
        Pattern pattern;
        try {
            pattern = Pattern.compile(file.pattern());
        } catch (PatternSyntaxException wrong) {
            draft.faults.add(
                    file.yaml().at("pattern"),
                    file.pattern(),
                    "not a pattern: " + wrong.getDescription(),
                    "write RE2 syntax");
            return null;
        }
        Format.Checksum checksum = null;
        if (file.checksum() != null) {
            var sum = file.checksum();
            if (sum.check().length() != sum.modulo() || sum.weights().isEmpty()) {
                draft.faults.add(
                        file.yaml().at("checksum"),
                        sum.check(),
                        "`check` has " + sum.check().length() + " characters for " + sum.modulo() + " remainders",
                        "write one character per remainder, from 0 to modulo − 1, and at least one weight");
                return null;
            }
            checksum = new Format.Checksum(sum.values(), sum.weights(), sum.modulo(), sum.check());
        }
        List<Format.Part> parts = new ArrayList<>();
        for (FormatFile.PartFile part : file.parts()) {
            Format.Part compiled = part(definition, part);
            if (compiled != null) {
                parts.add(compiled);
            }
        }
        return new Format(definition.id(), pattern, checksum, parts);
    }

    private Format.@Nullable Part part(Definition<FormatFile> definition, FormatFile.PartFile part) {
        Place place = definition.content().yaml().at("parts");
        CodeSet set = part.code() == null ? null : codeSet(definition.pack(), place, part.code());
        boolean day = part.type() == PlainType.DATE && part.code() == null;
        if (part.from() < 1
                || part.to() < part.from()
                || (!day && part.code() == null)
                || (day && part.to() - part.from() != 7)) {
            draft.faults.add(
                    place,
                    part.from() + "–" + part.to(),
                    "the part is neither a day of eight digits nor a code",
                    "write `{from: 7, to: 14, type: date}` or `{from: 1, to: 6, code: …}`");
            return null;
        }
        if (!day && set == null) {
            return null;
        }
        return new Format.Part(
                part.from(),
                part.to(),
                set,
                part.on() == null ? 0 : part.on().from(),
                part.on() == null ? 0 : part.on().to());
    }

    private @Nullable CodeSet codeSet(Pack pack, Place place, String id) {
        Map<String, String> packs = new LinkedHashMap<>();
        codes.forEach((set, compiled) -> packs.put(set, compiled.pack()));
        return draft.resolve(pack, place, "code set", id, codes, packs);
    }

    Map<String, Element> compileElements() {
        Map<String, Element> elements = new LinkedHashMap<>();
        Map<String, Definition<ElementFile>> byLabel = new LinkedHashMap<>();
        draft.byId(RegisterEngine.ELEMENTS).forEach((id, definition) -> {
            checkName(definition);
            draft.definitions.needText(definition.pack(), "element." + id, definition.place());
            draft.definitions.mayHaveText(definition.pack(), "aliases." + id, definition.place());
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
        if (!definition.id().matches("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*")
                || !definition.id().startsWith(subject + ".")) {
            draft.faults.add(
                    definition.place(),
                    definition.id(),
                    "an element is named by the subject of its file and a word",
                    "write `" + subject + "." + definition.id().replaceFirst("^.*\\.", "")
                            + "`, or move it to the file of its subject");
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
                ? null
                : draft.resolve(pack, file.yaml().at("format"), "format", file.format(), formats, packsOfFormats);
        CodeSet set = file.code() == null ? null : codeSet(pack, file.yaml().at("code"), file.code());
        if (file.ref() != null) {
            Map<String, String> known = new LinkedHashMap<>();
            registers.forEach(register -> known.put(register, register));
            draft.resolve(pack, file.yaml().at("ref"), "register", file.ref(), known, packsOfRegisters);
        }
        if ((file.code() != null && set == null) || (file.ref() != null && !registers.contains(file.ref()))) {
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
        refuse(
                file.mask() != null && (file.mask().start() < 0 || file.mask().end() < 0),
                place,
                "mask",
                "a mask counts characters from 0");
    }

    private void refuse(boolean wrong, Place place, String offending, String problem) {
        if (wrong) {
            draft.faults.add(place, offending, problem, "mend or delete it");
        }
    }
}
