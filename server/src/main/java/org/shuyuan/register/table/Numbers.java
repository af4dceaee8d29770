package org.shuyuan.register.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import org.shuyuan.register.table.NumberFormats.Shown;

/**
 * Numbers of a workbook as texts: as people see them there, to the fifteen digits that a spreadsheet keeps, but never with an exponent;
 * days and times after ISO 8601.
 */
final class Numbers {

    /** More digits than these a spreadsheet replaces by zeros. */
    static final int DIGITS = 15;

    private static final MathContext KEPT = new MathContext(DIGITS);
    private static final int DAY_SECONDS = 86_400;
    private static final long LAST_DAY = 2_958_465; // 9999-12-31, counted from 1900
    private static final long BETWEEN_SYSTEMS = 1_462; // days from 1899-12-31 to 1904-01-01, 1900-02-29 included

    private Numbers() {}

    /** Whether the number is whole and has lost digits. */
    static boolean cut(String raw) {
        if (raw.length() <= DIGITS) {
            return raw.indexOf('E') > 0 && Math.abs(parsed(raw)) >= 1e15;
        }
        double number = parsed(raw);
        return Math.abs(number) >= 1e15 && number == Math.rint(number);
    }

    static String text(String raw, Shown shown, boolean from1904) {
        return switch (shown) {
            case NUMBER -> number(raw);
            case DAY -> day(raw, from1904);
            case TIME -> parsed(raw) < 1 && parsed(raw) >= 0 ? time(seconds(raw)) : number(raw);
            case DAY_AND_TIME -> {
                long seconds = seconds(raw);
                yield seconds == 0 ? day(raw, from1904) : day(raw, from1904) + "T" + time(seconds);
            }
        };
    }

    private static String number(String raw) {
        if (raw.length() <= DIGITS && digits(raw)) {
            return raw;
        }
        BigDecimal kept = BigDecimal.valueOf(parsed(raw)).round(KEPT);
        return kept.signum() == 0 ? "0" : kept.stripTrailingZeros().toPlainString();
    }

    private static boolean digits(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) < '0' || raw.charAt(i) > '9') {
                return false;
            }
        }
        return !raw.isEmpty();
    }

    private static double parsed(String raw) {
        try {
            double number = Double.parseDouble(raw);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            throw ArchiveFile.broken();
        }
        throw ArchiveFile.broken();
    }

    /** The second of the day, to which times are rounded. */
    private static long seconds(String raw) {
        double number = parsed(raw);
        return Math.round((number - Math.floor(number)) * DAY_SECONDS);
    }

    private static String time(long seconds) {
        return LocalTime.ofSecondOfDay(Math.min(seconds, DAY_SECONDS - 1)).toString();
    }

    /** Counted from 1900 there is a 29 February 1900, and a day 0: they are written as such, for who reads them to find them wrong. */
    private static String day(String raw, boolean from1904) {
        long day = (long) Math.floor(parsed(raw)) + (from1904 ? BETWEEN_SYSTEMS : 0);
        if (day < 0 || day > LAST_DAY) {
            return number(raw);
        }
        if (day == 60 || day == 0) {
            return String.format(Locale.ROOT, day == 0 ? "1900-01-00" : "1900-02-29");
        }
        return LocalDate.of(1899, 12, 31).plusDays(day > 60 ? day - 1 : day).toString();
    }
}
