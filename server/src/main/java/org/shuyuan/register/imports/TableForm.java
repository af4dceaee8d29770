package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/** How a file is read. It is told from the first bytes, never from a name or what the sender says. */
sealed interface TableForm {

    TableFile open(Path file) throws IOException;

    /** As people are told of it. */
    ImportState.Read said(List<ImportState.Named> columns);

    /** The ways in which the file may be meant; the header tells which. */
    static List<TableForm> of(Path file) throws IOException {
        byte[] start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = Arrays.copyOf(stream.readNBytes(8), 8);
        }
        if (ReadableWorkbook.isOLE2Header(start)) {
            throw FileRefused.at(1, ImportFault.OLD_WORKBOOK, Map.of());
        }
        if (ReadableWorkbook.isOOXMLZipHeader(start)) {
            return List.of(WorkbookScan.of(file));
        }
        TextEncoding encoding = TextEncoding.of(file);
        return CsvFile.DELIMITERS.stream()
                .<TableForm>map(delimiter -> new Csv(encoding, delimiter))
                .toList();
    }

    record Csv(TextEncoding encoding, char delimiter) implements TableForm {

        @Override
        public TableFile open(Path file) throws IOException {
            return CsvFile.open(file, encoding, delimiter);
        }

        @Override
        public ImportState.Read said(List<ImportState.Named> columns) {
            return new ImportState.Read(
                    encoding.charset().name(), encoding.bom() > 0, String.valueOf(delimiter), columns);
        }
    }

    /**
     * One sheet of a workbook.
     *
     * @param sheet its place
     * @param date1904 whether days are counted from 1904
     * @param merged ranges of merged cells
     */
    record Xlsx(int sheet, String name, boolean date1904, List<Range> merged) implements TableForm {

        /** @param last the last row, from 1 */
        record Range(String text, long last) {}

        @Override
        public TableFile open(Path file) throws IOException {
            return XlsxFile.open(file, this);
        }

        @Override
        public ImportState.Read said(List<ImportState.Named> columns) {
            return new ImportState.Read("XLSX", false, name, columns);
        }
    }
}
