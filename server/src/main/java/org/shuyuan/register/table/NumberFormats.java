package org.shuyuan.register.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of a workbook's cell styles show a number as a day or a time. */
final class NumberFormats {

    private static final int MOST = 100_000;

    /** What a number is shown as. */
    enum Shown {
        NUMBER,
        DAY,
        TIME,
        DAY_AND_TIME
    }

    private final List<Shown> styles = new ArrayList<>();

    static NumberFormats of(ArchiveFile archive, @Nullable String part) throws IOException {
        NumberFormats formats = new NumberFormats();
        if (part == null) {
            return formats;
        }
        Map<String, Shown> own = new HashMap<>();
        try (Xml xml = Workbook.xml(archive, part)) {
            boolean cells = false;
            while (xml.next()) {
                if (own.size() + formats.styles.size() > MOST) {
                    throw ArchiveFile.broken();
                }
                if (xml.starts("numFmt")) {
                    own.put(
                            String.valueOf(xml.attribute("numFmtId")),
                            shown(String.valueOf(xml.attribute("formatCode"))));
                } else if (xml.starts("cellXfs") || xml.ends("cellXfs")) {
                    cells = xml.starts("cellXfs");
                } else if (cells && xml.starts("xf")) {
                    String id = String.valueOf(xml.attribute("numFmtId"));
                    Shown said = own.get(id);
                    formats.styles.add(said == null ? builtIn(id) : said);
                }
            }
        }
        return formats;
    }

    Shown of(@Nullable String style) {
        if (style == null) {
            return Shown.NUMBER;
        }
        try {
            int index = Integer.parseInt(style);
            return index >= 0 && index < styles.size() ? styles.get(index) : Shown.NUMBER;
        } catch (NumberFormatException malformed) {
            throw ArchiveFile.broken();
        }
    }

    /** Formats that every workbook has (ECMA-376 part 1, 18.8.30), those of Chinese ones included. */
    private static Shown builtIn(String id) {
        return switch (id) {
            case "14", "15", "16", "17", "27", "28", "29", "30", "31", "36", "50", "51", "52", "53", "54", "57", "58" ->
                Shown.DAY;
            case "18", "19", "20", "21", "32", "33", "34", "35", "45", "46", "47", "55", "56" -> Shown.TIME;
            case "22" -> Shown.DAY_AND_TIME;
            default -> Shown.NUMBER;
        };
    }

    /** By the letters of the format's first section that are not quoted; {@code m} alone is a month. */
    static Shown shown(String format) {
        boolean day = false;
        boolean time = false;
        boolean month = false;
        String code = format.toLowerCase(Locale.ROOT);
        for (int i = 0; i < code.length() && code.charAt(i) != ';'; i++) {
            switch (code.charAt(i)) {
                case '\\', '_', '*' -> i++;
                case '"' -> i = after(code, i, '"');
                case '[' -> {
                    int end = after(code, i, ']');
                    time |= code.substring(i, end).matches("\\[[hms]+");
                    i = end;
                }
                case 'y', 'd' -> day = true;
                case 'h', 's' -> time = true;
                case 'm' -> month = true;
                case 'g' -> i += code.startsWith("general", i) ? 6 : 0;
                default -> {}
            }
        }
        if (time) {
            return day ? Shown.DAY_AND_TIME : Shown.TIME;
        }
        return day || month ? Shown.DAY : Shown.NUMBER;
    }

    private static int after(String code, int from, char end) {
        int found = code.indexOf(end, from + 1);
        return found < 0 ? code.length() : found;
    }
}
