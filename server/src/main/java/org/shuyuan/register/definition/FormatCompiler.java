package org.shuyuan.register.definition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Format;

/** Compiles formats: how an identifier is written and checked. */
final class FormatCompiler {

    private static final int LONGEST_PATTERN = 500;
    private static final int LARGEST_PATTERN = 5_000;
    private static final int DAY = 8; // digits of YYYYMMDD

    private final Draft draft;
    private final Map<String, CodeSet> codes;

    FormatCompiler(Draft draft, Map<String, CodeSet> codes) {
        this.draft = draft;
        this.codes = codes;
    }

    Map<String, Format> compile() {
        Map<String, Format> formats = new LinkedHashMap<>();
        draft.byId(RegisterEngine.FORMATS).forEach((id, definition) -> {
            draft.faults.checkId(definition.place(), id);
            draft.definitions.needText(definition.pack(), "format." + id, definition.place());
            Format format = format(definition);
            if (format != null) {
                formats.put(id, format);
            }
        });
        return formats;
    }

    private @Nullable Format format(Definition<FormatFile> definition) {
        Pattern pattern = pattern(definition.content());
        Format.Checksum checksum = checksum(definition.content());
        List<Format.Part> parts = new ArrayList<>();
        for (FormatFile.PartFile part : definition.content().parts()) {
            Format.Part compiled = part(definition, part);
            if (compiled != null) {
                parts.add(compiled);
            }
        }
        return pattern == null ? null : new Format(definition.id(), pattern, checksum, parts);
    }

    private @Nullable Pattern pattern(FormatFile file) {
        Place place = file.yaml().at("pattern");
        if (file.pattern().isEmpty() || file.pattern().length() > LONGEST_PATTERN) {
            draft.faults.add(
                    place,
                    file.pattern(),
                    "the pattern has " + file.pattern().length() + " characters",
                    "write between 1 and " + LONGEST_PATTERN);
            return null;
        }
        if (PatternSize.of(file.pattern()) > LARGEST_PATTERN) {
            draft.faults.add(
                    place,
                    file.pattern(),
                    "the repetitions make the pattern longer than " + LARGEST_PATTERN + " characters",
                    "repeat less, above all within what is repeated");
            return null;
        }
        try {
            return Pattern.compile(file.pattern());
        } catch (PatternSyntaxException wrong) {
            draft.faults.add(
                    place,
                    file.pattern(),
                    "this is not a pattern: " + wrong.getDescription(),
                    "write RE2 syntax, https://github.com/google/re2/wiki/Syntax");
            return null;
        }
    }

    private Format.@Nullable Checksum checksum(FormatFile file) {
        FormatFile.ChecksumFile sum = file.checksum();
        if (sum == null) {
            return null;
        }
        Place place = file.yaml().at("checksum");
        boolean fits = sum.modulo() >= 2 && sum.check().length() == sum.modulo();
        draft.refuse(
                !fits,
                place,
                "modulo: " + sum.modulo() + ", check: " + sum.check(),
                "`check` has " + sum.check().length() + " characters for " + sum.modulo() + " remainders",
                "write one character per remainder, from 0 to modulo − 1, and a modulo of at least 2");
        boolean weighs = !sum.weights().isEmpty()
                && sum.weights().stream().allMatch(weight -> weight >= 0)
                && !sum.values().isEmpty();
        draft.refuse(
                !weighs,
                place,
                "weights: " + sum.weights(),
                "the checksum needs `values`, and weights that are not negative",
                "write one weight for each character before the check character, taken modulo `modulo`");
        return fits && weighs ? new Format.Checksum(sum.values(), sum.weights(), sum.modulo(), sum.check()) : null;
    }

    private Format.@Nullable Part part(Definition<FormatFile> definition, FormatFile.PartFile part) {
        Place place = part.yaml().place();
        boolean day = part.type() == PlainType.DATE && part.code() == null;
        boolean code = part.type() == null && part.code() != null;
        FormatFile.Stretch on = part.on() == null ? part.onOrAfter() : part.on();
        draft.refuse(
                part.on() != null && part.onOrAfter() != null,
                place,
                part.yaml().quote(),
                "a code is valid either on a day, or on it or later",
                "leave out `on` or `on_or_after`");
        boolean lies = part.from() >= 1 && part.to() >= part.from();
        if (!lies || !(day ? part.to() - part.from() == DAY - 1 : code)) {
            draft.faults.add(
                    place,
                    part.yaml().quote(),
                    "the part is neither a day of eight digits nor a code",
                    "write `{from: 7, to: 14, type: date}` or `{from: 1, to: 6, code: …}`");
            return null;
        }
        if (on != null && (day || on.from() < 1 || on.to() - on.from() != DAY - 1)) {
            draft.faults.add(
                    place,
                    part.yaml().quote(),
                    "`on` gives the eight digits of the day on which a code must be valid",
                    "write `{from: 1, to: 6, code: …, on: {from: 7, to: 14}}`, or leave `on` out for any day");
            return null;
        }
        CodeSet set = part.code() == null ? null : codeSet(definition, place, part.code());
        return code && set == null
                ? null
                : new Format.Part(
                        part.from(),
                        part.to(),
                        set,
                        on == null ? 0 : on.from(),
                        on == null ? 0 : on.to(),
                        part.onOrAfter() != null);
    }

    private @Nullable CodeSet codeSet(Definition<FormatFile> from, Place place, String id) {
        return draft.find(from.pack(), place, RegisterEngine.CODES, id) == null ? null : codes.get(id);
    }
}
