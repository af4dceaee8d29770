package org.shuyuan.register.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;

/**
 * The first line of a file, understood.
 *
 * @param line where it stands
 */
record Header(char delimiter, long line, List<Column> columns) {

    private static final int SHOWN = 60;

    Header {
        columns = List.copyOf(columns);
    }

    /** Reads it with the delimiter under which most columns are known, and refuses what can't be told apart. */
    static Header of(Path file, TextEncoding encoding, Register register, HeaderWords words) throws IOException {
        CsvRecord best = null;
        char delimiter = CsvFile.DELIMITERS.getFirst();
        int known = -1;
        for (char candidate : CsvFile.DELIMITERS) {
            CsvRecord first = first(file, encoding, candidate);
            int count = first == null
                    ? 0
                    : (int) first.getFields().stream()
                            .filter(cell -> !words.meant(cell).isEmpty())
                            .count();
            if (count > known) {
                best = first;
                delimiter = candidate;
                known = count;
            }
        }
        if (best == null) {
            throw FileRefused.at(1, ImportFault.EMPTY_FILE, Map.of());
        }
        return understand(best, delimiter, register, words);
    }

    private static @Nullable CsvRecord first(Path file, TextEncoding encoding, char delimiter) throws IOException {
        try (CsvFile csv = CsvFile.open(file, encoding, delimiter)) {
            return csv.next();
        }
    }

    private static Header understand(CsvRecord first, char delimiter, Register register, HeaderWords words) {
        long line = first.getStartingLineNumber();
        List<LineFault> faults = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, String> headers = new HashMap<>();
        for (String cell : first.getFields()) {
            String shown = shown(cell);
            List<Field.Stored> meant = words.meant(cell);
            if (!HeaderWords.plain(cell).isEmpty() && !seen.add(HeaderWords.plain(cell))) {
                faults.add(LineFault.of(line, ImportFault.DUPLICATE_HEADER, Map.of("header", shown)));
            } else if (meant.size() > 1) {
                faults.add(LineFault.of(
                        line,
                        ImportFault.AMBIGUOUS_HEADER,
                        Map.of(
                                "header",
                                shown,
                                "labels",
                                meant.stream()
                                        .map(field -> new Messages.Key(field.label()))
                                        .toList())));
            } else if (meant.size() == 1) {
                Field.Stored field = meant.getFirst();
                String earlier = headers.putIfAbsent(field.id(), shown);
                if (earlier != null) {
                    faults.add(LineFault.of(
                            line,
                            ImportFault.TWO_HEADERS,
                            Map.of("header", shown, "earlier", earlier, "label", new Messages.Key(field.label()))));
                }
            }
            columns.add(new Column(shown, meant.size() == 1 ? meant.getFirst() : null));
        }
        Header header = new Header(delimiter, line, columns);
        if (headers.isEmpty() && faults.isEmpty()) {
            throw FileRefused.at(
                    line,
                    ImportFault.NO_HEADER_KNOWN,
                    Map.of("known", labels(register.stored().toList())));
        }
        header.requireIdentity(register, faults);
        if (!faults.isEmpty()) {
            throw new FileRefused(faults);
        }
        return header;
    }

    private void requireIdentity(Register register, List<LineFault> faults) {
        Map<String, Field.Stored> given = given();
        if (!register.identity().isEmpty()
                && register.identity().stream().noneMatch(given.keySet()::containsAll)
                && faults.isEmpty()) {
            List<Field.Stored> wanted = register.identity().getFirst().stream()
                    .map(name -> (Field.Stored) register.require(name))
                    .toList();
            faults.add(LineFault.of(line, ImportFault.NO_IDENTITY_COLUMN, Map.of("labels", labels(wanted))));
        }
    }

    private static List<Messages.Key> labels(List<? extends Field> fields) {
        return fields.stream().map(field -> new Messages.Key(field.label())).toList();
    }

    private static String shown(String cell) {
        String text = cell.strip().replace('\0', '␀');
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /** The fields that have a column, by id. */
    Map<String, Field.Stored> given() {
        Map<String, Field.Stored> given = new LinkedHashMap<>();
        for (Column column : columns) {
            if (column.field() != null) {
                given.put(column.field().id(), column.field());
            }
        }
        return given;
    }
}
