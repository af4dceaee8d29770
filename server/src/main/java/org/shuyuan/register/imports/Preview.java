package org.shuyuan.register.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shuyuan.register.model.Register;

/**
 * What a file would be read as: its form, its columns and its first rows.
 *
 * @param faults why it can't be read; the rest is empty then
 */
record Preview(ImportState.Read read, long line, List<List<String>> rows, List<LineFault> faults) {

    private static final int ROWS = 20;

    static Preview of(Path file, Register register, HeaderWords words, Matching matching) {
        try {
            Header header = Header.of(file, register, words, matching);
            List<List<String>> rows = new ArrayList<>();
            try (TableFile table = header.form().open(file)) {
                for (TableFile.Line line = header.first(table);
                        line != null && rows.size() < ROWS;
                        line = table.next()) {
                    rows.add(line.cells());
                }
            }
            return new Preview(header.said(), header.line(), rows, List.of());
        } catch (FileRefused refused) {
            return new Preview(ImportState.Read.NOT_YET, 0, List.of(), refused.faults());
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
