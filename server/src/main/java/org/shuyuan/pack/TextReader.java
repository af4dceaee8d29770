package org.shuyuan.pack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code i18n/}, and holds it against the texts that the definitions need. JSON is read as the YAML that it is, for its lines. */
final class TextReader {

    /** What one language says, and where. */
    private record Language(String id, SortedMap<String, String> texts, Map<String, Place> places) {}

    private final List<Language> languages = Texts.LANGUAGES.stream()
            .map(id -> new Language(id, new TreeMap<>(), new HashMap<>()))
            .toList();
    private final Faults faults;
    private final Set<String> unread = new HashSet<>();

    TextReader(Faults faults) {
        this.faults = faults;
    }

    Texts read(List<Pack> packs) {
        Map<String, SortedMap<String, String>> texts = new TreeMap<>();
        for (Language language : languages) {
            packs.forEach(pack -> read(pack, language));
            texts.put(language.id(), language.texts());
        }
        return new Texts(texts);
    }

    private void read(Pack pack, Language language) {
        Path path = path(pack, language);
        if (!Files.exists(path)) {
            return;
        }
        String text = PackReader.text(pack.folder(), path, faults);
        String file = PackReader.file(pack.folder(), path);
        // JSON may be indented by tabs, and contains none otherwise.
        Yaml yaml = text == null ? null : new YamlReader(file, faults).read(text.replace('\t', ' '));
        if (!(yaml instanceof Yaml.Mapping mapping)) {
            unread.add(language.id());
            if (yaml != null) {
                faults.add(
                        yaml.place(), yaml.quote(), "keys and texts are expected here", "write `{\"key\": \"text\"}`");
            }
            return;
        }
        mapping.entries().forEach((key, value) -> {
            Place place = mapping.at(key);
            if (!(value instanceof Yaml.Scalar scalar) || scalar.text().isBlank()) {
                faults.add(place, key, "the text of `" + key + "` is empty", "write the text in " + language.id());
                return;
            }
            Place earlier = language.places().putIfAbsent(key, place);
            if (earlier != null) {
                faults.add(place, key, "`" + key + "` has a text already, at " + earlier, "delete one of the two");
                return;
            }
            language.texts().put(key, scalar.text());
        });
    }

    /** Adds a fault for each missing text and for each that belongs to nothing. */
    void check(Definitions definitions) {
        Map<String, Definitions.TextKey> expected = new LinkedHashMap<>();
        definitions.expectedTexts().forEach(key -> expected.merge(key.key(), key, Definitions.TextKey::stricter));
        expected.values().forEach(this::checkMissing);
        if (definitions.isComplete()) {
            languages.forEach(language -> checkUnknown(language, expected.keySet()));
        }
    }

    private void checkMissing(Definitions.TextKey key) {
        Optional<Place> given = languages.stream()
                .filter(language -> language.texts().containsKey(key.key()))
                .map(language -> language.places().getOrDefault(key.key(), key.place()))
                .findFirst();
        for (Language language : languages) {
            boolean needed = switch (key.need()) {
                case ALWAYS -> true;
                case TOGETHER -> given.isPresent();
                case FREELY -> false;
            };
            if (needed && !unread.contains(language.id()) && !language.texts().containsKey(key.key())) {
                faults.add(
                        key.need() == Definitions.Need.TOGETHER ? given.orElseThrow() : key.place(),
                        key.key(),
                        "no text in " + language.id() + " for this",
                        "add `\"" + key.key() + "\": \"…\"` to "
                                + PackReader.file(key.pack().folder(), path(key.pack(), language)));
            }
        }
    }

    private void checkUnknown(Language language, Set<String> expected) {
        language.places().forEach((key, place) -> {
            if (!expected.contains(key)) {
                faults.add(
                        place,
                        key,
                        "nothing has the text key `" + key + "`",
                        Nearest.to(key, expected)
                                .map(nearest -> "did you mean `" + nearest + "`?")
                                .orElse("delete the line"));
            }
        });
    }

    private static Path path(Pack pack, Language language) {
        return pack.folder().resolve("i18n").resolve(language.id() + ".json");
    }
}
