package org.shuyuan.pack;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every text that a person reads, by language and key. */
public final class Texts {

    /** The languages that every text must have, the first being the one to fall back to. */
    public static final List<String> LANGUAGES = List.of("zh-CN", "en");

    private final Map<String, SortedMap<String, String>> byLanguage;

    Texts(Map<String, SortedMap<String, String>> byLanguage) {
        this.byLanguage = Collections.unmodifiableMap(new TreeMap<>(byLanguage));
    }

    /** The text in {@code language}, or null where none is given there. */
    public @Nullable String find(String language, String key) {
        SortedMap<String, String> texts = byLanguage.get(language);
        return texts == null ? null : texts.get(key);
    }

    /** The text in {@code language}, else in the first language, else the key. */
    public String say(String language, String key) {
        String text = find(language, key);
        if (text == null) {
            text = find(LANGUAGES.getFirst(), key);
        }
        return text == null ? key : text;
    }

    /** The texts of a language. */
    public SortedMap<String, String> in(String language) {
        SortedMap<String, String> texts = byLanguage.get(language);
        return texts == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(texts);
    }
}
