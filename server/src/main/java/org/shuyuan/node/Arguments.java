package org.shuyuan.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words after a command.
 *
 * @param options with a value
 * @param flags without one
 */
record Arguments(List<String> plain, Map<String, String> options, Set<String> flags) {

    static Arguments of(List<String> words, List<String> options, List<String> flags) {
        List<String> plain = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        Set<String> set = new HashSet<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (flags.contains(word)) {
                set.add(word);
            } else if (options.contains(word)) {
                if (!rest.hasNext()) {
                    throw new Refusal("option_without_value", "option", word);
                }
                given.put(word, rest.next());
            } else if (word.startsWith("--")) {
                List<String> known = new ArrayList<>(options);
                known.addAll(flags);
                throw new Refusal("option_unknown", "option", word, "remedy", String.join(", ", known));
            } else {
                plain.add(word);
            }
        }
        return new Arguments(plain, given, set);
    }
}
