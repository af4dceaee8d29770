package org.shuyuan.register.imports;

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
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;

/**
 * The line of a file that names its columns, understood. A few lines with a title may stand above it.
 *
 * @param form how the file is read
 * @param line where it stands
 */
record Header(TableForm form, long line, List<Column> columns) {

    private static final int SHOWN = 60;
    private static final int SHOWN_RANGES = 5;

    /** A title, who made the table, and how to fill it in. */
    private static final int TITLE_LINES = 5;

    Header {
        columns = List.copyOf(columns);
    }

    /** Reads it in the way, and takes the line, in which most columns are known, and refuses what can't be told apart. */
    static Header of(Path file, Register register, HeaderWords words, Matching matching) throws IOException {
        TableFile.Line best = null;
        TableForm form = null;
        long known = -1;
        for (TableForm candidate : TableForm.of(file)) {
            for (TableFile.Line line : firstLines(file, candidate)) {
                long count = line.cells().stream()
                        .filter(cell -> !words.meant(cell).isEmpty())
                        .count();
                if (count > known) {
                    best = line;
                    form = candidate;
                    known = count;
                }
            }
            known = Math.max(known, 0); // another way must know more, not just split less
        }
        if (best == null || form == null) {
            throw FileRefused.at(1, ImportFault.EMPTY_FILE, Map.of());
        }
        Header header = understand(best, form, register, words, matching.of(best.cells()));
        matching.remember(best.cells());
        return header;
    }

    private static List<TableFile.Line> firstLines(Path file, TableForm form) throws IOException {
        List<TableFile.Line> lines = new ArrayList<>();
        try (TableFile table = form.open(file)) {
            for (TableFile.Line line = table.next(); line != null && lines.size() < TITLE_LINES; line = table.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The first line below this one, or null where none is. */
    TableFile.@Nullable Line first(TableFile table) {
        TableFile.Line line = table.next();
        while (line != null && line.number() <= this.line) {
            line = table.next();
        }
        return line;
    }

    private static Header understand(
            TableFile.Line first, TableForm form, Register register, HeaderWords words, Map<String, String> told) {
        long line = first.number();
        List<LineFault> faults = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, String> headers = new HashMap<>();
        for (String cell : first.cells()) {
            String shown = shown(cell);
            List<Field.Stored> meant = meant(cell, register, words, told);
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
        Header header = new Header(form, line, columns);
        if (headers.isEmpty() && faults.isEmpty()) {
            throw FileRefused.at(
                    line,
                    ImportFault.NO_HEADER_KNOWN,
                    Map.of("known", labels(register.stored().toList())));
        }
        header.requireIdentity(register, faults);
        header.refuseMerged(faults);
        if (!faults.isEmpty()) {
            throw new FileRefused(faults);
        }
        return header;
    }

    /** The fields that a column may mean: what is said of it counts before what its name says. */
    private static List<Field.Stored> meant(
            String cell, Register register, HeaderWords words, Map<String, String> told) {
        String said = told.get(HeaderWords.plain(cell));
        if (said == null) {
            return words.meant(cell);
        }
        if (said.isEmpty()) {
            return List.of();
        }
        return register.field(said) instanceof Field.Stored field ? List.of(field) : unknown(said, register);
    }

    private static List<Field.Stored> unknown(String said, Register register) {
        throw new Problem(
                ImportError.IMPORT_PARAMETER,
                Map.of(
                        "parameter",
                        "column=…:" + said,
                        "expected",
                        String.join(", ", register.stored().map(Field::id).toList())));
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

    /** What a merged cell says of the rows that it covers is not written in them. */
    private void refuseMerged(List<LineFault> faults) {
        if (form instanceof TableForm.Xlsx sheet) {
            List<String> below = sheet.merged().stream()
                    .filter(range -> range.last() > line)
                    .map(TableForm.Xlsx.Range::text)
                    .limit(SHOWN_RANGES)
                    .toList();
            if (!below.isEmpty()) {
                faults.add(LineFault.of(line, ImportFault.MERGED_CELLS, Map.of("ranges", below)));
            }
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

    /** As people are told of it. */
    ImportState.Read said() {
        return form.said(columns.stream()
                .map(column -> new ImportState.Named(
                        column.header(),
                        column.field() == null ? null : column.field().id()))
                .toList());
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
