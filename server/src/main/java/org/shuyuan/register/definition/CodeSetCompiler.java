package org.shuyuan.register.definition;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.pack.Texts;
import org.shuyuan.register.model.CodeSet;

/** Reads code sets, from YAML or from the CSV beside it, and checks their periods, parents and labels. */
final class CodeSetCompiler {

    private static final Set<String> KEYS = Set.of("parent", "from", "until", "note");

    private final Draft draft;

    CodeSetCompiler(Draft draft) {
        this.draft = draft;
    }

    Map<String, CodeSet> compile() {
        Map<String, CodeSet> sets = new LinkedHashMap<>();
        draft.byId(RegisterEngine.CODES).forEach((id, definition) -> sets.put(id, compile(definition)));
        return sets;
    }

    /** An entry and where it stands. */
    private record Row(CodeSet.Entry entry, Place place) {}

    private CodeSet compile(Definition<CodeSetFile> definition) {
        CodeSetFile file = definition.content();
        draft.definitions.needText(definition.pack(), "codes." + definition.id(), definition.place());
        Path csv = definition.path().resolveSibling(definition.id() + ".csv");
        List<Row> rows = Files.exists(csv) ? readTable(definition, csv) : readEntries(definition);
        if (rows.isEmpty()) {
            draft.faults.add(
                    definition.place(),
                    definition.id(),
                    "the code set has no entries",
                    "write `entries:` here or codes/" + definition.id() + ".csv beside it");
        }
        Map<String, List<Row>> byCode = new LinkedHashMap<>();
        rows.forEach(row -> byCode.computeIfAbsent(row.entry().code(), code -> new ArrayList<>())
                .add(row));
        Map<String, List<CodeSet.Entry>> entries = new LinkedHashMap<>();
        byCode.forEach((code, group) -> {
            group.sort(Comparator.comparing(row -> start(row.entry())));
            check(group, byCode.keySet());
            entries.put(code, group.stream().map(Row::entry).toList());
        });
        return new CodeSet(
                definition.id(),
                definition.pack().id(),
                Objects.requireNonNullElse(file.standard(), definition.pack().authority()),
                Objects.requireNonNullElse(
                        file.version(), String.valueOf(definition.pack().release())),
                entries);
    }

    private void check(List<Row> group, Set<String> codes) {
        @Nullable Row previous = null;
        for (Row row : group) {
            CodeSet.Entry entry = row.entry();
            if (entry.until() != null && !entry.until().isAfter(start(entry))) {
                draft.faults.add(
                        row.place(), entry.code(), "the period ends before it begins", "mend `from` or `until`");
            }
            if (previous != null && !startsAfter(previous.entry(), entry)) {
                draft.faults.add(
                        row.place(),
                        entry.code(),
                        "the code `" + entry.code() + "` stands twice in one period; first on line "
                                + previous.place().line(),
                        "end the earlier entry where this one begins, or delete one");
            }
            if (entry.parent() != null && !codes.contains(entry.parent())) {
                draft.faults.add(
                        row.place(),
                        entry.parent(),
                        "the parent `" + entry.parent() + "` is no code of this set",
                        "add it, or leave the parent empty");
            }
            previous = row;
        }
    }

    private static boolean startsAfter(CodeSet.Entry earlier, CodeSet.Entry later) {
        return earlier.until() != null && !earlier.until().isAfter(start(later));
    }

    private static LocalDate start(CodeSet.Entry entry) {
        return entry.from() == null ? LocalDate.MIN : entry.from();
    }

    private List<Row> readEntries(Definition<CodeSetFile> definition) {
        List<Row> rows = new ArrayList<>();
        CodeSetFile file = definition.content();
        var yaml = (org.shuyuan.pack.Yaml.Mapping) file.yaml().get("entries");
        file.entries().forEach((code, values) -> {
            Place place = yaml == null ? definition.place() : yaml.at(code);
            values.keySet().stream()
                    .filter(key -> !KEYS.contains(key) && !Texts.LANGUAGES.contains(key))
                    .forEach(key ->
                            draft.known(place, "key", key, List.of("zh-CN", "en", "parent", "from", "until", "note")));
            Row row = row(definition, code, values, place);
            if (row != null) {
                rows.add(row);
            }
        });
        return rows;
    }

    private List<Row> readTable(Definition<CodeSetFile> definition, Path csv) {
        String name = definition.place().file().replaceFirst("[^/]*$", definition.id() + ".csv");
        if (!definition.content().entries().isEmpty()) {
            draft.faults.add(
                    definition.place(),
                    definition.id(),
                    "entries stand both here and in " + name,
                    "keep one of the two");
        }
        List<Row> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord record : reader) {
                Place place = new Place(name, (int) record.getStartingLineNumber());
                if (!record.getHeader().contains("code")
                        || record.getFieldCount() != record.getHeader().size()) {
                    draft.faults.add(
                            place,
                            String.join(",", record.getFields()),
                            "the line doesn't fit the header " + record.getHeader(),
                            "write one value per column; quote a value that contains a comma");
                    continue;
                }
                Row row = row(definition, record.getField("code"), record.getFieldsAsMap(), place);
                if (row != null) {
                    rows.add(row);
                }
            }
        } catch (IOException | CsvParseException broken) {
            draft.faults.add(
                    new Place(name, 1),
                    "",
                    "the table cannot be read: " + broken.getMessage(),
                    "save it as CSV in UTF-8");
        }
        return rows;
    }

    private @Nullable Row row(
            Definition<CodeSetFile> definition, String code, Map<String, String> values, Place place) {
        if (code.isBlank() || !code.equals(code.strip())) {
            draft.faults.add(
                    place, code, "the code is empty or has spaces around it", "write the code as the standard does");
            return null;
        }
        List<String> languages = definition.content().languages().isEmpty()
                ? Texts.LANGUAGES
                : definition.content().languages();
        Map<String, String> labels = new LinkedHashMap<>();
        for (String language : Texts.LANGUAGES) {
            String label = values.getOrDefault(language, "");
            if (!label.isBlank()) {
                labels.put(language, label.strip());
            } else if (languages.contains(language)) {
                draft.faults.add(
                        place,
                        code,
                        "the code `" + code + "` has no label in " + language,
                        "write one under `" + language + "`");
            }
        }
        return new Row(
                new CodeSet.Entry(
                        code,
                        given(values.get("parent")),
                        day(values.get("from"), place),
                        day(values.get("until"), place),
                        labels),
                place);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private @Nullable LocalDate day(@Nullable String text, Place place) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException wrong) {
            draft.faults.add(place, text, "`" + text + "` is not a day of the calendar", "write it as 2026-09-01");
            return null;
        }
    }
}
