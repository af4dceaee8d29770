package org.shuyuan.pack;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days of the calendar as packs write them, {@code 2026-09-01}. */
public final class Days {

    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Days() {}

    /** The day, or null where the text is none; years before 1 and after 9999 are none. */
    public static @Nullable LocalDate read(String text) {
        if (!FORM.matcher(text).matches() || text.startsWith("0000")) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
