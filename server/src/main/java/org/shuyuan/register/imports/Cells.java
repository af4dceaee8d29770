package org.shuyuan.register.imports;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyuan.register.exports.Formulas;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.ValueType;

/** What a spreadsheet leaves in a cell, made into the text that was meant. */
final class Cells {

    /** Texts up to this length are written on one line. */
    private static final int LINE = 200;

    /** A line break, also one that a spreadsheet wrote out as {@code \n}. */
    private static final String BREAK = "(?:\\r\\n|[\\r\\n\\u2028\\u2029]|\\\\r\\\\n|\\\\n)";

    private static final String CHINESE = "[\\p{IsHan}\\u3000-\\u303F\\uFF00-\\uFFEF]";
    private static final Pattern BROKEN_WORD =
            Pattern.compile("(?<=" + CHINESE + ")\\s*" + BREAK + "\\s*(?=" + CHINESE + ")");
    private static final Pattern BROKEN_LINE = Pattern.compile("\\s*[\\r\\n\\u2028\\u2029]+\\s*");
    private static final Pattern DAY =
            Pattern.compile("(\\d{4})(?:[/.\\-](\\d{1,2})[/.\\-](\\d{1,2})|年(\\d{1,2})月(\\d{1,2})日|(\\d{2})(\\d{2}))");
    private static final Pattern SEVERAL = Pattern.compile("[;；、|]");

    private Cells() {}

    /** The text of a cell; empty where nothing was given. */
    static String clean(String cell, Datum datum) {
        String text = Formulas.arm(stripped(cell));
        boolean line = datum.type() != ValueType.TEXT || datum.max() <= LINE;
        if (line && (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\\') >= 0)) {
            text = BROKEN_LINE.matcher(BROKEN_WORD.matcher(text).replaceAll("")).replaceAll(" ");
        }
        return switch (datum.type()) {
            case DATE -> day(text);
            case BOOLEAN -> text.toLowerCase(Locale.ROOT);
            case TEXT, INTEGER, DECIMAL, MONEY, TIME, INSTANT, CODE, REF -> text;
        };
    }

    private static String stripped(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && empty(cell.charAt(from))) {
            from++;
        }
        while (to > from && empty(cell.charAt(to - 1))) {
            to--;
        }
        return cell.substring(from, to);
    }

    private static boolean empty(char character) {
        return Character.isWhitespace(character) || character == '\u00A0' || character == '\uFEFF';
    }

    /** The days that spreadsheets write: 2026/9/1, 2026.9.1, 2026年9月1日, 20260901. */
    private static String day(String text) {
        Matcher day = DAY.matcher(text);
        if (!day.matches()) {
            return text;
        }
        for (int group = 2; group <= 6; group += 2) {
            if (day.group(group) != null) {
                return day.group(1) + "-" + twoDigits(day.group(group)) + "-" + twoDigits(day.group(group + 1));
            }
        }
        return text;
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    /** The values of a cell that holds several. */
    static List<String> several(String text) {
        LinkedHashSet<String> values = new LinkedHashSet<>();
        for (String each : SEVERAL.split(text)) {
            String value = stripped(each);
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }
}
