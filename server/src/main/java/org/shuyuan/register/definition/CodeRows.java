package org.shuyuan.register.definition;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Days;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.pack.Texts;
import org.shuyuan.register.model.CodeSet;

/** Reads the entries of a code set, from its YAML or from the CSV beside it. */
final class CodeRows {

    private static final List<String> KEYS = List.of("parent", "from", "until", "zh-CN", "en", "note");
    private static final List<String> COLUMNS = List.of("code", "parent", "from", "until", "zh-CN", "en", "note");
    private static final int LONGEST = 80;

    private final Draft draft;
    private final Definition<CodeSetFile> definition;
    private final List<String> languages;
    private final List<Row> rows = new ArrayList<>();
    private boolean written;

    CodeRows(Draft draft, Definition<CodeSetFile> definition) {
        this.draft = draft;
        this.definition = definition;
        this.languages = definition.content().languages().isEmpty()
                ? Texts.LANGUAGES
                : definition.content().languages();
    }

    /** An entry and where it stands. */
    record Row(CodeSet.Entry entry, Place place) {}

    List<Row> read() {
        Place place = definition.content().yaml().at("languages");
        definition.content().languages().forEach(language -> draft.known(place, "language", language, Texts.LANGUAGES));
        Path csv = definition.path().resolveSibling(definition.id() + ".csv");
        if (Files.exists(csv)) {
            readTable(csv);
        } else {
            readEntries();
        }
        draft.refuse(
                !written,
                definition.place(),
                definition.id(),
                "the code set has no entries",
                "write `entries:` here or codes/" + definition.id() + ".csv beside it");
        return rows;
    }

    private void readEntries() {
        CodeSetFile file = definition.content();
        written = file.yaml().get("entries") != null;
        file.entries().forEach((code, values) -> {
            Place place = file.yaml().at("entries", code);
            values.keySet().forEach(key -> draft.known(place, "key", key, KEYS));
            add(code, values, place);
        });
    }

    private void readTable(Path csv) {
        String name = definition.place().file().replaceFirst("[^/]*$", definition.id() + ".csv");
        if (definition.content().yaml().get("entries") != null) {
            draft.faults.add(
                    definition.content().yaml().at("entries"),
                    definition.id(),
                    "entries stand both here and in " + name,
                    "keep one of the two");
        }
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text(csv))) {
            for (NamedCsvRecord record : reader) {
                if (!written && !checkHeader(new Place(name, 1), record.getHeader())) {
                    written = true;
                    return;
                }
                written = true;
                add(record, new Place(name, (int) record.getStartingLineNumber()));
            }
        } catch (CharacterCodingException broken) {
            written = true;
            draft.faults.add(new Place(name, 1), "", "the file is not UTF-8", "save it as UTF-8");
        } catch (IOException | CsvParseException broken) {
            written = true;
            draft.faults.add(
                    new Place(name, 1),
                    "",
                    "the table cannot be read: " + broken.getMessage(),
                    "look for a quote that is not closed, or a name that stands twice in the header");
        }
    }

    /** The whole text, so that a byte that isn't UTF-8 is noticed; without the mark that some editors put before it. */
    private static String text(Path csv) throws IOException {
        String text = Files.readString(csv);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private boolean checkHeader(Place place, List<String> header) {
        boolean known = true;
        for (String column : header) {
            known &= draft.known(place, "column", column, COLUMNS);
        }
        if (known && !header.contains("code")) {
            draft.faults.add(
                    place,
                    String.join(",", header),
                    "the table has no column `code`",
                    "begin it with `code,parent,from,until,zh-CN,en`");
            return false;
        }
        return known;
    }

    private void add(NamedCsvRecord record, Place place) {
        if (record.getFieldCount() != record.getHeader().size()) {
            draft.faults.add(
                    place,
                    String.join(",", record.getFields()),
                    "the line has " + record.getFieldCount() + " values for the "
                            + record.getHeader().size() + " columns " + String.join(",", record.getHeader()),
                    "write one value per column; quote a value that contains a comma");
            return;
        }
        add(record.getField("code"), record.getFieldsAsMap(), place);
    }

    private void add(String code, Map<String, String> values, Place place) {
        if (code.isEmpty() || code.length() > LONGEST || code.chars().anyMatch(CodeRows::foreign)) {
            draft.faults.add(
                    place,
                    code,
                    "a code has 1 to " + LONGEST + " characters, and no spaces or commas",
                    "write the code as the standard does");
            return;
        }
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
        rows.add(new Row(
                new CodeSet.Entry(
                        code,
                        given(values.get("parent")),
                        day(values.get("from"), place),
                        day(values.get("until"), place),
                        labels),
                place));
    }

    /** Addresses list codes with commas between them. */
    private static boolean foreign(int character) {
        return character == ',' || Character.isWhitespace(character) || Character.isISOControl(character);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private @Nullable LocalDate day(@Nullable String text, Place place) {
        if (text == null || text.isBlank()) {
            return null;
        }
        LocalDate day = Days.read(text.strip());
        if (day == null) {
            draft.faults.add(place, text, "`" + text + "` is not a day of the calendar", "write it as 2026-09-01");
        }
        return day;
    }
}
