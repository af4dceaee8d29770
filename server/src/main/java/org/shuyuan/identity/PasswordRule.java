package org.shuyuan.identity;

import java.util.Locale;
import java.util.Map;
import org.shuyuan.platform.Problem;

/**
 * What a password that people choose must be: long rather than intricate (NIST SP 800-63B), not what stands on the screen already, and
 * none that guessers begin with.
 */
final class PasswordRule {

    static final int SHORTEST = 10;
    private static final int LONGEST = 200;
    private static final int DISTINCT = 5;

    private PasswordRule() {}

    static void check(String chosen, String present, String account) {
        String plain = chosen.toLowerCase(Locale.ROOT);
        if (chosen.codePointCount(0, chosen.length()) < SHORTEST || chosen.length() > LONGEST) {
            throw new Problem(AccountError.PASSWORD_LENGTH, Map.of("shortest", SHORTEST, "longest", LONGEST));
        }
        if (chosen.equals(present)) {
            throw new Problem(AccountError.PASSWORD_SAME, Map.of());
        }
        if (plain.contains(account.toLowerCase(Locale.ROOT))) {
            throw new Problem(AccountError.PASSWORD_HAS_ACCOUNT, Map.of());
        }
        if (plain.codePoints().distinct().count() < DISTINCT || sequence(plain)) {
            throw new Problem(AccountError.PASSWORD_SIMPLE, Map.of());
        }
    }

    /** Whether it only counts up or down: 1234567890, abcdefghij. */
    private static boolean sequence(String text) {
        int[] points = text.codePoints().toArray();
        int step = points[1] - points[0];
        for (int i = 2; i < points.length; i++) {
            if (points[i] - points[i - 1] != step) {
                return text.startsWith("1234567890") || text.startsWith("qwertyuiop") || text.contains("password");
            }
        }
        return Math.abs(step) <= 1;
    }
}
