package org.shuyuan.register.model;

import com.google.re2j.Pattern;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an identifier is written: a pattern, and optionally a check character and parts with a meaning.
 *
 * @param pattern matched against the whole text; RE2, so that no text makes it slow
 */
public record Format(String id, Pattern pattern, @Nullable Checksum checksum, List<Part> parts) {

    /** What is wrong with a text; texts for people are keyed by these. */
    public enum Flaw {
        PATTERN,
        CHECKSUM,
        DATE,
        CODE
    }

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    public Format {
        parts = List.copyOf(parts);
    }

    /**
     * A check character after {@code weights.size()} characters.
     *
     * @param values the place of a character here is its value
     * @param check the character expected at the weighted sum modulo {@code modulo}
     */
    public record Checksum(String values, List<Integer> weights, int modulo, String check) {

        public Checksum {
            weights = List.copyOf(weights);
        }

        boolean holds(String text) {
            if (text.length() <= weights.size()) {
                return false;
            }
            long sum = 0;
            for (int i = 0; i < weights.size(); i++) {
                int value = values.indexOf(text.charAt(i));
                if (value < 0) {
                    return false;
                }
                sum += (long) value * weights.get(i);
            }
            return check.charAt((int) (sum % modulo)) == text.charAt(weights.size());
        }
    }

    /**
     * A stretch of the text that means something.
     *
     * @param from the first character, counted from 1
     * @param to the last character
     * @param codes the set it is a code of, or null where it is a day, {@code YYYYMMDD}
     * @param onFrom the first character of the day on which the code must be valid, or 0 for any day
     * @param orLater whether it may also become valid, or have become valid, after that day
     */
    public record Part(int from, int to, @Nullable CodeSet codes, int onFrom, int onTo, boolean orLater) {

        @Nullable
        Flaw flaw(String text) {
            if (text.length() < Math.max(to, onTo)) {
                return Flaw.PATTERN;
            }
            String stretch = text.substring(from - 1, to);
            if (codes == null) {
                return day(stretch) == null ? Flaw.DATE : null;
            }
            if (onFrom == 0) {
                return codes.has(stretch) ? null : Flaw.CODE;
            }
            LocalDate on = day(text.substring(onFrom - 1, onTo));
            if (on == null) {
                return Flaw.DATE;
            }
            boolean holds =
                    orLater ? codes.has(stretch) && notEndedBy(codes, stretch, on) : codes.on(stretch, on) != null;
            return holds ? null : Flaw.CODE;
        }

        private static boolean notEndedBy(CodeSet codes, String code, LocalDate day) {
            return codes.byCode().getOrDefault(code, List.of()).stream()
                    .anyMatch(entry -> entry.until() == null || entry.until().isAfter(day));
        }

        private static @Nullable LocalDate day(String stretch) {
            try {
                return LocalDate.parse(stretch, COMPACT);
            } catch (DateTimeParseException wrong) {
                return null;
            }
        }
    }

    /** Where a day of eight digits begins, counted from 1: one that is a part, or on which a code must be valid. */
    public List<Integer> days() {
        return parts.stream()
                .map(part -> part.codes() == null ? part.from() : part.onFrom())
                .filter(from -> from > 0)
                .distinct()
                .toList();
    }

    /** The first thing wrong with {@code text}, or null. */
    public @Nullable Flaw flaw(String text) {
        if (!pattern.matches(text)) {
            return Flaw.PATTERN;
        }
        if (checksum != null && !checksum.holds(text)) {
            return Flaw.CHECKSUM;
        }
        for (Part part : parts) {
            Flaw flaw = part.flaw(text);
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }
}
