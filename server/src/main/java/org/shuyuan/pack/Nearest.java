package org.shuyuan.pack;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class Nearest {

    private Nearest() {}

    /** The closest of {@code words}, where it is close enough to be a slip of the pen. */
    public static Optional<String> to(String word, Collection<String> words) {
        int tolerance = Math.max(1, word.length() / 3);
        return words.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= tolerance
                        && distance(word, candidate) <= tolerance)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** "did you mean `x`?" or else the list of what there is. */
    public static String remedy(String word, Collection<String> words) {
        return to(word, words)
                .map(nearest -> "did you mean `" + nearest + "`?")
                .orElseGet(() -> words.isEmpty()
                        ? "there is none to choose from"
                        : "use one of: "
                                + String.join(
                                        ", ", words.stream().sorted().limit(40).toList()));
    }

    /** Edits, a swap of neighbours counted as one, between two words. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
