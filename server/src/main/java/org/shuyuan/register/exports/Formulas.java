package org.shuyuan.register.exports;

/**
 * Keeps a spreadsheet that opens CSV from taking a text for a formula (OWASP, "CSV Injection"): an apostrophe goes before it. An import
 * takes it away again, so the text stays what it was.
 */
public final class Formulas {

    private static final char GUARD = '\'';

    private Formulas() {}

    /** The text with a guard before it, if it needs one. */
    public static String disarm(String text) {
        return guarded(text, 0) ? GUARD + text : text;
    }

    /** The text that {@link #disarm} was given. */
    public static String arm(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == GUARD && guarded(cell, 1) ? cell.substring(1) : cell;
    }

    /** Whether what begins at a place, after any further guards, is dangerous. */
    private static boolean guarded(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == GUARD) {
            at++;
        }
        if (at == text.length()) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '=', '+', '@', '\t', '\r' -> true;
            case '-' -> !number(text, at + 1);
            default -> false;
        };
    }

    private static boolean number(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!(character >= '0' && character <= '9') && character != '.') {
                return false;
            }
        }
        return from < text.length();
    }
}
