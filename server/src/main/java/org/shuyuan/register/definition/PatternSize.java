package org.shuyuan.register.definition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts the characters of a pattern once its repetitions are written out, which is how large RE2 makes it. */
final class PatternSize {

    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

    private PatternSize() {}

    static double of(String pattern) {
        Matcher repetition = REPETITION.matcher(pattern);
        Deque<Double> outer = new ArrayDeque<>();
        double group = 0;
        double last = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '{' && repetition.region(i, pattern.length()).lookingAt()) {
                double times = Math.max(number(repetition.group(1)), number(repetition.group(2)));
                group += last * Math.max(0, times - 1);
                last *= Math.max(1, times);
                i = repetition.end() - 1;
            } else if (c == '(') {
                outer.push(group);
                group = 0;
                last = 0;
            } else if (c == ')' && !outer.isEmpty()) {
                last = group;
                group += outer.pop();
            } else {
                i = c == '\\' ? i + 1 : c == '[' ? endOfClass(pattern, i) : i;
                last = 1;
                group++;
            }
        }
        return group + outer.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static int number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 1 : Integer.parseInt(digits);
    }

    /** Where a class of characters ends; a bracket that stands first belongs to it. */
    private static int endOfClass(String pattern, int start) {
        int i = start + 1;
        i += pattern.startsWith("^", i) ? 1 : 0;
        i += pattern.startsWith("]", i) ? 1 : 0;
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, pattern.length() - 1);
    }
}
