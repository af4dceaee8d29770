package org.shuyuan.register.record;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Format;

/**
 * Turns text, as JSON or a table gives it, into the value of a field: String, Long, BigDecimal, LocalDate, LocalTime, Instant,
 * Boolean, or UUID for a reference. Each thing wrong is a fault that names the field, the value and the remedy.
 */
public final class ValueParser {

    private static final int ECHOED = 80;
    private static final int DIGITS = 38;

    private final LocalDate today;

    public ValueParser(LocalDate today) {
        this.today = today;
    }

    /** A value or what is wrong with it. */
    public sealed interface Parsed {

        record Value(Object value) implements Parsed {}

        record Faulty(FieldFault fault) implements Parsed {}
    }

    /** One value of the field; {@code text} is not empty. */
    public Parsed parse(Field field, String text) {
        Datum datum = field.datum();
        if (text.indexOf('\0') >= 0) {
            return fault(field, text.replace("\0", "␀"), RecordFault.NUL, Map.of());
        }
        try {
            return switch (datum.type()) {
                case TEXT -> text(field, text);
                case INTEGER -> new Parsed.Value(Long.valueOf(text.strip()));
                case DECIMAL, MONEY -> number(field, text);
                case DATE -> new Parsed.Value(ofOurEra(LocalDate.parse(text.strip())));
                case TIME -> new Parsed.Value(LocalTime.parse(text.strip()));
                case INSTANT -> new Parsed.Value(instant(text.strip()));
                case BOOLEAN -> truth(field, text.strip());
                case CODE -> code(field, text);
                case REF -> new Parsed.Value(uuid(text.strip()));
            };
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return fault(field, text, RecordFault.not(datum.type()), Map.of());
        }
    }

    private static Parsed text(Field field, String text) {
        Datum datum = field.datum();
        int length = text.codePointCount(0, text.length());
        if (length > datum.max()) {
            return fault(field, text, RecordFault.TOO_LONG, Map.of("max", datum.max(), "length", length));
        }
        if (!wellFormed(text)) {
            return fault(field, text, RecordFault.BROKEN_TEXT, Map.of());
        }
        Format format = datum.format();
        Format.Flaw flaw = format == null ? null : format.flaw(text);
        return format == null || flaw == null
                ? new Parsed.Value(text)
                : fault(field, text, RecordFault.of(flaw), Map.of("format", new Messages.Key("format." + format.id())));
    }

    /** Whether every surrogate has its other half; PostgreSQL refuses what hasn't. */
    private static boolean wellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static Parsed number(Field field, String text) {
        BigDecimal number = new BigDecimal(text.strip());
        int scale = field.datum().scale();
        if (number.stripTrailingZeros().scale() > scale) {
            return fault(field, text, RecordFault.TOO_PRECISE, Map.of("scale", scale));
        }
        if (number.precision() - number.scale() > DIGITS - scale) {
            return fault(field, text, RecordFault.TOO_LARGE, Map.of());
        }
        return new Parsed.Value(number.setScale(scale));
    }

    private static Instant instant(String text) {
        OffsetDateTime moment = OffsetDateTime.parse(text);
        ofOurEra(moment.toLocalDate());
        return moment.toInstant();
    }

    /** A day of the years 1 to 9999: others are slips of the pen, and databases differ on them. */
    private static LocalDate ofOurEra(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new DateTimeException("out of our era");
        }
        return day;
    }

    private static Parsed truth(Field field, String text) {
        return switch (text) {
            case "true", "1", "是" -> new Parsed.Value(true);
            case "false", "0", "否" -> new Parsed.Value(false);
            default -> fault(field, text, RecordFault.NOT_BOOLEAN, Map.of());
        };
    }

    /** A code, or else the label of exactly one: of one that is valid today, otherwise of one that ever was. */
    private Parsed code(Field field, String text) {
        CodeSet set = java.util.Objects.requireNonNull(field.datum().codes());
        String given = text.strip();
        String code = given;
        if (!set.has(given)) {
            Set<String> labelled = set.labelled(given);
            Set<String> now = labelled.stream()
                    .filter(each -> bears(set.on(each, today), given))
                    .collect(java.util.stream.Collectors.toSet());
            Set<String> candidates = now.isEmpty() ? labelled : now;
            if (candidates.size() != 1) {
                return candidates.isEmpty()
                        ? fault(
                                field,
                                text,
                                RecordFault.UNKNOWN_CODE,
                                Map.of("set", new Messages.Key("codes." + set.id())))
                        : fault(
                                field,
                                text,
                                RecordFault.AMBIGUOUS_CODE,
                                Map.of("codes", String.join("、", new java.util.TreeSet<>(candidates))));
            }
            code = candidates.iterator().next();
        }
        if (!field.datum().abolishedToo() && set.on(code, today) == null) {
            return fault(field, text, RecordFault.CODE_NOT_VALID, Map.of("today", today));
        }
        return new Parsed.Value(code);
    }

    private static boolean bears(CodeSet.@Nullable Entry entry, String label) {
        return entry != null && entry.labels().containsValue(label);
    }

    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException();
        }
        return UUID.fromString(text);
    }

    /** A fault that repeats what was given, unless it is masked or secret. */
    public static Parsed.Faulty fault(Field field, String text, FaultCode code, Map<String, ?> parameters) {
        return new Parsed.Faulty(faultOf(field, text, code, parameters));
    }

    public static FieldFault faultOf(Field field, @Nullable String text, FaultCode code, Map<String, ?> parameters) {
        String shown = text == null || field.datum().sensitivity().masked()
                ? null
                : text.length() <= ECHOED ? text : text.substring(0, ECHOED) + "…";
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("label", new Messages.Key(field.label()));
        all.put("value", shown == null ? "***" : shown);
        return new FieldFault(field.id(), shown, code.code(), all);
    }
}
