package org.shuyuan.register.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text made up of fields and the words between them, as in <code>{room}/{shelf}</code>. A field is what stands before the next words,
 * the last one what is left; so a text has one reading at most, found in one pass, and the readings put together are the text again.
 *
 * @param words before, between and behind the fields: one more than there are fields; those between are never empty
 */
public record Template(List<String> words, List<String> fields) {

    private static final Pattern FIELD = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

    public Template {
        words = List.copyOf(words);
        fields = List.copyOf(fields);
    }

    /** The template of a text, or null where the text isn't one. */
    public static @Nullable Template parse(String text) {
        List<String> words = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(text);
        int from = 0;
        while (matcher.find()) {
            words.add(text.substring(from, matcher.start()));
            fields.add(matcher.group(1));
            from = matcher.end();
        }
        words.add(text.substring(from));
        boolean readable = !fields.isEmpty()
                && new HashSet<>(fields).size() == fields.size()
                && words.stream().noneMatch(word -> word.contains("{") || word.contains("}"))
                && words.subList(1, words.size() - 1).stream().noneMatch(String::isEmpty);
        return readable ? new Template(words, fields) : null;
    }

    /** The template with other names for its fields. */
    public Template renamed(Map<String, String> names) {
        return new Template(
                words,
                fields.stream().map(field -> names.getOrDefault(field, field)).toList());
    }

    /**
     * What a text holds for each field, the empty text for nothing; null where it isn't made up so, or holds nothing for any field. In
     * PostgreSQL, {@code register.parts} does the same.
     */
    public @Nullable List<String> parts(String text) {
        if (!text.startsWith(words.getFirst())) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        int from = words.getFirst().length();
        for (int field = 0; field < fields.size() - 1; field++) {
            String next = words.get(field + 1);
            int until = text.indexOf(next, from);
            if (until < 0) {
                return null;
            }
            parts.add(text.substring(from, until));
            from = until + next.length();
        }
        int until = text.length() - words.getLast().length();
        if (until < from || !text.endsWith(words.getLast())) {
            return null;
        }
        parts.add(text.substring(from, until));
        return parts.stream().allMatch(String::isEmpty) ? null : parts;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(words.getFirst());
        for (int field = 0; field < fields.size(); field++) {
            text.append('{').append(fields.get(field)).append('}').append(words.get(field + 1));
        }
        return text.toString();
    }
}
