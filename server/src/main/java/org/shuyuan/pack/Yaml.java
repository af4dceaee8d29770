package org.shuyuan.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of YAML that knows where it stands. */
public sealed interface Yaml {

    Place place();

    /** The text as a person would quote it in a fault. */
    String quote();

    /**
     * A single value.
     *
     * @param plain written without quotes, so that {@code null} and {@code true} have their meaning
     */
    record Scalar(Place place, String text, boolean plain) implements Yaml {

        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        @Override
        public String quote() {
            return text;
        }
    }

    record Sequence(Place place, List<Yaml> items) implements Yaml {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String quote() {
            return "[" + String.join(", ", items.stream().map(Yaml::quote).toList()) + "]";
        }
    }

    /** Keys in the order they are written; {@code places} tells where each key stands. */
    record Mapping(Place place, Map<String, Yaml> entries, Map<String, Place> places) implements Yaml {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
            places = Map.copyOf(places);
        }

        /** Where {@code key} stands, or the mapping itself where it isn't given. */
        public Place at(String key) {
            return places.getOrDefault(key, place);
        }

        /** Where {@code inner} stands in the mapping under {@code key}, or else where {@code key} does. */
        public Place at(String key, String inner) {
            return entries.get(key) instanceof Mapping mapping && mapping.places.containsKey(inner)
                    ? mapping.at(inner)
                    : at(key);
        }

        public @Nullable Yaml get(String key) {
            return entries.get(key);
        }

        @Override
        public String quote() {
            return "{"
                    + String.join(
                            ", ",
                            entries.entrySet().stream()
                                    .map(entry -> entry.getKey() + ": "
                                            + entry.getValue().quote())
                                    .toList())
                    + "}";
        }
    }
}
