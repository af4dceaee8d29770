package org.shuyuan.register.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.table.FileRefused;
import org.shuyuan.register.table.LineFault;
import org.shuyuan.register.table.TableFile;

/**
 * What a file would be read as: its form, its columns and the beginning of its first rows, with long cells cut.
 *
 * @param faults why it can't be brought in; what could be read of it is told all the same
 */
record Preview(ImportState.Read read, long line, List<List<String>> rows, List<LineFault> faults) {

    static final int ROWS = 20;
    static final int WIDTH = 200; // characters of a cell

    static Preview of(Path file, Register register, HeaderWords words, Matching matching) {
        ImportState.Read read = ImportState.Read.NOT_YET;
        long line = 0;
        List<List<String>> first = new ArrayList<>();
        List<LineFault> faults = new ArrayList<>();
        try (TableFile table = TableFile.of(file, words::known)) {
            Header header = Header.of(table, register, words, matching);
            read = header.said();
            line = header.line();
            faults.addAll(header.faults());
            try (TableFile.Rows rows = table.open()) {
                for (TableFile.Row row = header.first(rows); row != null && first.size() < ROWS; row = rows.next()) {
                    first.add(shown(row, header));
                }
                if (first.isEmpty()) {
                    faults.add(LineFault.of(line, ImportFault.NO_ROWS, Map.of()));
                }
                rows.finish(line);
            }
        } catch (FileRefused refused) {
            faults.addAll(refused.faults());
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return new Preview(read, line, first, faults);
    }

    /** No more cells than columns, but for one that shows that there are more. */
    private static List<String> shown(TableFile.Row row, Header header) {
        return row.texts().stream()
                .limit(header.columns().size() + 1L)
                .map(text -> Header.shown(text, WIDTH))
                .toList();
    }
}
