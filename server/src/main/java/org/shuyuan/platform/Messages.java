package org.shuyuan.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server's own texts, from {@code i18n/<language>.json}. A parameter stands in braces; <code>{count:record|records}</code> is the first
 * word where {@code count} is 1, and else the second.
 */
@Component
public class Messages {

    /** The languages the node speaks; the first is spoken where nothing else is asked for. */
    public static final List<String> LANGUAGES = List.of("zh-CN", "en");

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?::([^|}]*)\\|([^}]*))?}");

    private final Map<String, Map<String, String>> byLanguage = new ConcurrentHashMap<>();

    public Messages() {
        for (String language : LANGUAGES) {
            include(language, read(language));
        }
    }

    private static Map<String, String> read(String language) {
        String file = "/i18n/" + language + ".json";
        try (InputStream stream = Objects.requireNonNull(Messages.class.getResourceAsStream(file), file)) {
            return JsonMapper.shared().readValue(stream, new TypeReference<Map<String, String>>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A parameter that is itself the key of a text. */
    public record Key(String key) {}

    /** A parameter with a text of its own in each language. */
    public interface Said {
        String in(String language);
    }

    /** Adds the texts that packs bring along. */
    public void include(String language, Map<String, String> texts) {
        byLanguage.computeIfAbsent(language, any -> new ConcurrentHashMap<>()).putAll(texts);
    }

    /** The text under {@code key} with its parameters filled in, or the key where there is none. */
    public String say(String language, String key, Map<String, ?> parameters) {
        return PLACE.matcher(texts(language).getOrDefault(key, key))
                .replaceAll(place -> Matcher.quoteReplacement(filled(language, place, parameters)));
    }

    private String filled(String language, MatchResult place, Map<String, ?> parameters) {
        Object value = parameters.get(place.group(1));
        if (value == null) {
            return place.group();
        }
        String shown = shown(language, value);
        return place.group(2) == null ? shown : place.group(shown.equals("1") ? 2 : 3);
    }

    private String shown(String language, Object value) {
        return switch (value) {
            case Key key -> texts(language).getOrDefault(key.key(), key.key());
            case Said said -> said.in(language);
            case Collection<?> many ->
                String.join(
                        "、", many.stream().map(each -> shown(language, each)).toList());
            default -> value.toString();
        };
    }

    /** All texts of a language. */
    public Map<String, String> texts(String language) {
        return byLanguage.getOrDefault(language, Map.of());
    }

    /** The language that a request asks for by {@code Accept-Language}. */
    public static String language(@org.jspecify.annotations.Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return LANGUAGES.getFirst();
        }
        try {
            for (Locale.LanguageRange range : Locale.LanguageRange.parse(acceptLanguage)) {
                for (String language : LANGUAGES) {
                    String asked = range.getRange().toLowerCase(Locale.ROOT);
                    if (asked.split("-")[0].equals(language.split("-")[0].toLowerCase(Locale.ROOT))) {
                        return language;
                    }
                }
            }
        } catch (IllegalArgumentException unreadable) {
            return LANGUAGES.getFirst();
        }
        return LANGUAGES.getFirst();
    }
}
