package org.shuyuan.platform;

import java.security.SecureRandom;

/** Numbers by chance, which tell nothing of whom they stand for. The database's {@code platform.random_digits} does the same. */
public final class RandomDigits {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomDigits() {}

    /** So many digits, the first not 0, so that no spreadsheet drops it. */
    public static String of(int count) {
        StringBuilder digits = new StringBuilder(count);
        digits.append((char) ('1' + RANDOM.nextInt(9)));
        while (digits.length() < count) {
            digits.append((char) ('0' + RANDOM.nextInt(10)));
        }
        return digits.toString();
    }
}
