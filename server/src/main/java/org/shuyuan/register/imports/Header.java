package org.shuyuan.register.imports;

import java.io.IOException;
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
import org.shuyuan.register.imports.ImportState.Source;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.table.FileRefused;
import org.shuyuan.register.table.LineFault;
import org.shuyuan.register.table.TableFault;
import org.shuyuan.register.table.TableFile;

/**
 * The line of a file that names its columns, understood. A few lines with a title may stand above it.
 *
 * @param form how the file is read
 * @param line where it stands
 * @param texts as they stand there
 * @param faults for which the file can't be brought in
 */
record Header(TableFile.Form form, long line, List<String> texts, List<Column> columns, List<LineFault> faults) {

    private static final int SHOWN = 60;

    Header {
        texts = List.copyOf(texts);
        columns = List.copyOf(columns);
        faults = List.copyOf(faults);
    }

    /** Takes the first of the lines in which most columns are known. */
    static Header of(TableFile file, Register register, HeaderWords words, Matching matching) throws IOException {
        TableFile.Row best = null;
        long most = -1;
        for (TableFile.Row row : file.firstRows()) {
            long count = row.texts().stream().filter(words::known).count();
            if (count > most) {
                best = row;
                most = count;
            }
        }
        if (best == null) {
            throw FileRefused.at(1, ImportFault.EMPTY_FILE, Map.of());
        }
        if (best.texts().size() > TableFile.MOST_COLUMNS) {
            throw FileRefused.at(best.line(), TableFault.TOO_MANY_COLUMNS, Map.of("max", TableFile.MOST_COLUMNS));
        }
        return understand(best, file.form(), register, words, matching);
    }

    /** The first row below, or null where none is. */
    TableFile.@Nullable Row first(TableFile.Rows rows) throws IOException {
        TableFile.Row row = rows.next();
        while (row != null && row.line() <= line) {
            row = rows.next();
        }
        return row;
    }

    private static Header understand(
            TableFile.Row first, TableFile.Form form, Register register, HeaderWords words, Matching matching) {
        long line = first.line();
        List<LineFault> faults = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, String> headers = new HashMap<>();
        Map<String, String> remembered = matching.remembered(first.texts());
        Map<String, String> said = matching.told().isEmpty() ? remembered : matching.told();
        int mend = MendColumns.count(first.texts());
        for (String cell : first.texts()) {
            String shown = shown(cell.strip(), SHOWN);
            if (columns.size() < mend) {
                columns.add(new Column(shown, null, Source.MEND));
                continue;
            }
            List<Field.Stored> meant = meant(cell, register, words, said);
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
            columns.add(new Column(
                    shown,
                    meant.size() == 1 ? meant.getFirst() : null,
                    source(cell, said, remembered, !meant.isEmpty())));
        }
        if (headers.isEmpty() && faults.isEmpty()) {
            faults.add(LineFault.of(
                    line,
                    ImportFault.NO_HEADER_KNOWN,
                    Map.of("known", labels(register.stored().toList()))));
        } else if (faults.isEmpty()) {
            requireIdentity(register, headers.keySet(), line, faults);
        }
        return new Header(form, line, first.texts(), columns, faults);
    }

    private static Source source(String cell, Map<String, String> said, Map<String, String> remembered, boolean known) {
        String word = HeaderWords.plain(cell);
        if (said.containsKey(word)) {
            return said.get(word).equals(remembered.get(word)) ? Source.MEMORY : Source.TOLD;
        }
        return known ? Source.NAME : Source.NONE;
    }

    /** @throws FileRefused where the file can't be brought in by it */
    void require() {
        if (!faults.isEmpty()) {
            throw new FileRefused(faults);
        }
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

    private static void requireIdentity(Register register, Set<String> given, long line, List<LineFault> faults) {
        if (!register.identity().isEmpty() && register.identity().stream().noneMatch(given::containsAll)) {
            List<Field> wanted = register.identity().getFirst().stream()
                    .<Field>map(register::require)
                    .toList();
            faults.add(LineFault.of(line, ImportFault.NO_IDENTITY_COLUMN, Map.of("labels", labels(wanted))));
        }
    }

    private static List<Messages.Key> labels(List<? extends Field> fields) {
        return fields.stream().map(field -> new Messages.Key(field.label())).toList();
    }

    /** A text of the file as people are shown it: so many characters at most. */
    static String shown(String cell, int most) {
        String text = cell.replace('\0', '␀');
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    /** As people are told of it. */
    ImportState.Read said() {
        return new ImportState.Read(
                form.encoding(),
                form.bom(),
                form.delimiter(),
                form.hiddenSheets(),
                columns.stream()
                        .map(column -> new ImportState.Named(
                                column.header(),
                                column.field() == null ? null : column.field().id(),
                                column.source()))
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
