package org.shuyuan.register.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters that XML can't hold, as workbooks write them: {@code _x000D_} (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
public final class Escapes {

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final Pattern LOOKALIKE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private Escapes() {}

    static String read(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))))
                : text;
    }

    /** A text that reads as it is, though part of it looks like an escape. */
    public static String write(String text) {
        return text.contains("_x") ? LOOKALIKE.matcher(text).replaceAll("_x005F_") : text;
    }
}
