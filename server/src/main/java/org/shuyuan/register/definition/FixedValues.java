package org.shuyuan.register.definition;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Days;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;

/** Checks the values that definitions fix beforehand, in {@code default} and {@code on_import}, so that none fails when it is used. */
final class FixedValues {

    /** How many random digits tell the records of a register apart. */
    private static final int FEWEST = 8;

    private static final int MOST = 40;

    private static final int DIGITS = 20; // before the point

    private final Draft draft;
    private final Map<String, Map<String, Field>> fields;

    FixedValues(Draft draft, Map<String, Map<String, Field>> fields) {
        this.draft = draft;
        this.fields = fields;
    }

    void check(Map<String, Definition<RegisterFile>> registers) {
        fields.forEach((id, own) -> {
            Definition<RegisterFile> register = Objects.requireNonNull(registers.get(id));
            own.values().forEach(field -> {
                if (field instanceof Field.Kept kept) {
                    Place place = FieldCompiler.place(register, field.id());
                    checkPreset(place, kept);
                    checkCreation(place, kept, registers);
                }
            });
        });
    }

    private void checkPreset(Place place, Field.Kept field) {
        if (field.preset() == null || field.datum().encrypted()) {
            return;
        }
        if (field.random()) {
            checkRandom(place, field);
            return;
        }
        String flaw =
                field.many() ? "a field with several values starts with none" : flaw(field.datum(), field.preset());
        draft.refuse(
                flaw != null,
                place,
                "default: " + field.preset(),
                "the default cannot be a value of `" + field.id() + "`: " + flaw,
                "write a default that fits, or delete it");
    }

    private void checkRandom(Place place, Field.Kept field) {
        draft.refuse(
                field.datum().format() != null
                        || field.datum().max() < FEWEST
                        || field.datum().max() > MOST,
                place,
                "default: " + field.preset(),
                "`random()` draws as many digits as the text may have characters, and no format",
                "give the text a `max` of " + FEWEST + " to " + MOST
                        + " and no `format`, or write a default that fits");
    }

    private void checkCreation(Place place, Field.Kept reference, Map<String, Definition<RegisterFile>> registers) {
        String register = reference.datum().ref();
        Definition<RegisterFile> there = register == null ? null : registers.get(register);
        if (reference.createOnImport() == null || register == null || there == null) {
            return;
        }
        String title = there.content().title();
        Map<String, String> given = reference.createOnImport();
        Map<String, Field> known = fields.getOrDefault(register, Map.of());
        given.forEach((id, value) -> {
            if (draft.known(place, "field of " + register, id, there.content().declared()) && known.get(id) != null) {
                checkGiven(place, id, value, known.get(id), title);
            }
        });
        known.values().stream()
                .filter(field -> field instanceof Field.Kept kept && kept.required() && kept.preset() == null)
                .map(Field::id)
                .filter(id -> !id.equals(title) && !given.containsKey(id))
                .forEach(id -> draft.faults.add(
                        place,
                        "create: " + given,
                        "no record of " + register + " can be made without `" + id + "`, which is required there",
                        "add `" + id + ": …` to `create`"));
    }

    private void checkGiven(Place place, String id, String value, Field field, String title) {
        String flaw = id.equals(title)
                ? "the import gives it, since records are found by it"
                : !(field instanceof Field.Kept)
                                || field.many()
                                || field.datum().encrypted()
                        ? "only a kept field with one value below L4 can be given"
                        : flaw(field.datum(), value);
        draft.refuse(
                flaw != null,
                place,
                "create: {" + id + ": " + value + "}",
                "`" + value + "` cannot be the value of `" + id + "`: " + flaw,
                "mend or delete it");
    }

    /** Why a text in its plain form, which PostgreSQL reads too, is no value of a datum; null where it is one. */
    private static @Nullable String flaw(Datum datum, String text) {
        return switch (datum.type()) {
            case TEXT ->
                text.isEmpty()
                        ? "it is empty"
                        : text.codePointCount(0, text.length()) > datum.max()
                                ? "it is longer than " + datum.max() + " characters"
                                : datum.format() != null && datum.format().flaw(text) != null
                                        ? "it breaks the format `"
                                                + datum.format().id() + "`"
                                        : null;
            case INTEGER -> text.matches("-?[0-9]{1,18}") ? null : "it is not a whole number";
            case DECIMAL, MONEY -> number(datum, text);
            case DATE -> Days.read(text) != null ? null : "it is not a day such as 2026-09-01";
            case TIME -> time(text) ? null : "it is not a time such as 08:30";
            case INSTANT -> instant(text) ? null : "it is not a moment such as 2026-09-01T08:30:00+08:00";
            case BOOLEAN -> Set.of("true", "false").contains(text) ? null : "it is neither true nor false";
            case CODE -> code(datum, text);
            case REF -> "a reference is to a record, and a pack knows none";
        };
    }

    private static @Nullable String number(Datum datum, String text) {
        String fraction = datum.scale() == 0 ? "" : "(\\.[0-9]{1," + datum.scale() + "})?";
        return text.matches("-?[0-9]{1," + DIGITS + "}" + fraction)
                ? null
                : "it is not a number with at most " + datum.scale() + " digits after the point";
    }

    private static boolean time(String text) {
        try {
            return text.length() <= "08:30:00".length() && LocalTime.parse(text) != null;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean instant(String text) {
        try {
            int year = OffsetDateTime.parse(text).getYear();
            return year >= 1 && year <= 9999;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static @Nullable String code(Datum datum, String text) {
        return datum.codes() == null || datum.codes().has(text)
                ? null
                : "it is no code of " + datum.codes().id();
    }
}
