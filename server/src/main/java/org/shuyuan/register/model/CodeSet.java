package org.shuyuan.register.model;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A versioned set of dated codes under one standard. */
public final class CodeSet {

    /**
     * What a code meant during one period.
     *
     * @param from the first day, or null if it was always valid
     * @param until the first day on which it is no longer valid, or null if it still is
     * @param labels by language
     */
    public record Entry(
            String code,
            @Nullable String parent,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Map<String, String> labels) {

        public Entry {
            labels = Map.copyOf(labels);
        }

        public boolean validOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
        }

        /** The label in a language, or the first language's where the entry is a proper name. */
        public String label(String language) {
            String label = labels.get(language);
            return label != null ? label : Objects.requireNonNullElse(labels.get("zh-CN"), code);
        }
    }

    private final String id;
    private final String pack;
    private final String standard;
    private final String version;
    private final Map<String, List<Entry>> byCode;
    private final Map<String, Set<String>> codesByLabel = new HashMap<>();

    /** Entries of one code must not overlap; the compiler has checked that. */
    public CodeSet(String id, String pack, String standard, String version, Map<String, List<Entry>> byCode) {
        this.id = id;
        this.pack = pack;
        this.standard = standard;
        this.version = version;
        this.byCode = Collections.unmodifiableMap(new LinkedHashMap<>(byCode));
        byCode.forEach((code, entries) -> entries.forEach(entry -> entry.labels()
                .values()
                .forEach(label -> codesByLabel
                        .computeIfAbsent(label, any -> new TreeSet<>())
                        .add(code))));
    }

    public String id() {
        return id;
    }

    public String pack() {
        return pack;
    }

    public String standard() {
        return standard;
    }

    public String version() {
        return version;
    }

    /** All entries by code, in the order of the definition. */
    public Map<String, List<Entry>> byCode() {
        return byCode;
    }

    /** Whether the code was ever valid. */
    public boolean has(String code) {
        return byCode.containsKey(code);
    }

    /** What the code means on a day, or null where it means nothing then. */
    public @Nullable Entry on(String code, LocalDate day) {
        return byCode.getOrDefault(code, List.of()).stream()
                .filter(entry -> entry.validOn(day))
                .findFirst()
                .orElse(null);
    }

    /** What the code means today, or what it meant last. */
    public @Nullable Entry latest(String code) {
        List<Entry> entries = byCode.get(code);
        return entries == null ? null : entries.getLast();
    }

    /** The codes that bear or bore a label in any language. */
    public Set<String> labelled(String label) {
        return Collections.unmodifiableSet(codesByLabel.getOrDefault(label, Set.of()));
    }
}
