package org.shuyuan.register.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.record.FaultCode;

/** A file of rows. What it is its first bytes say, never its name. */
public sealed interface TableFile extends Closeable permits CsvTable, XlsxTable {

    /** How a zip archive begins (APPNOTE 4.3.7), which every workbook after ECMA-376 is. */
    byte[] ZIP = {'P', 'K', 3, 4};

    /** How a compound file begins ([MS-CFB] 2.2): a workbook of Excel 97, or a newer one behind a password. */
    byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    /** How a web page begins, or a workbook written as one; after a mark of UTF-8, too. */
    Pattern PAGE = Pattern.compile(
            "(?:\u00EF\u00BB\u00BF)?\\s*<(?:!doctype|html|head|meta|style|table|\\?xml)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Nobody matches more by hand. */
    int MOST_COLUMNS = 1_000;

    /**
     * Opens a file.
     *
     * @param known whether a text is known as a column's header; it tells how the cells of a CSV file are separated, and which lines
     *     of a workbook's first sheet must stand on its others too
     * @throws FileRefused where it can't be read
     */
    static TableFile of(Path file, Predicate<String> known) throws IOException {
        byte[] start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = stream.readNBytes(200);
        }
        if (begins(start, COMPOUND)) {
            throw FileRefused.at(1, TableFault.OLD_WORKBOOK, Map.of());
        }
        if (PAGE.matcher(new String(start, StandardCharsets.ISO_8859_1)).matches()) {
            throw FileRefused.at(1, TableFault.WEB_PAGE, Map.of());
        }
        return begins(start, ZIP) ? XlsxTable.of(file, known) : CsvTable.of(file, known);
    }

    private static boolean begins(byte[] start, byte[] with) {
        return start.length >= with.length && Arrays.equals(start, 0, with.length, with, 0, with.length);
    }

    int FIRST_ROWS = 5;

    Form form();

    /** The rows from the first; those without any value don't count. */
    Rows open() throws IOException;

    /** Among these stands the header: above it a title, who made the table, and how to fill it in. */
    default List<Row> firstRows() throws IOException {
        List<Row> first = new ArrayList<>();
        try (Rows rows = open()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                first.add(row);
                if (first.size() == FIRST_ROWS) {
                    break;
                }
            }
        }
        return first;
    }

    /**
     * How a file is written.
     *
     * @param encoding of its text, or {@code XLSX}
     * @param bom whether the text begins with a byte order mark
     * @param delimiter between cells; of a workbook the sheets that are read
     * @param hiddenSheets of a workbook, which are not read
     */
    record Form(String encoding, boolean bom, String delimiter, List<String> hiddenSheets) {

        public Form {
            hiddenSheets = List.copyOf(hiddenSheets);
        }
    }

    /** One row after the other. */
    interface Rows extends Closeable {

        /**
         * The next row, or null after the last.
         *
         * @throws FileRefused where the file can't be read on
         */
        @Nullable
        Row next() throws IOException;

        /**
         * Looks through what is left of the file, without making rows of it.
         *
         * @param header the line below which every cell must stand for itself
         * @throws FileRefused where the file can't be read on, or cells are merged there
         */
        void finish(long header) throws IOException;
    }

    /**
     * A row as it stands in the file.
     *
     * @param line where, counted from 1; on a sheet after the first counting goes on
     * @param texts of its cells; empty where there is nothing
     * @param flaws of cells whose text is not what was meant, by the cell's place
     */
    record Row(long line, List<String> texts, Map<Integer, Flaw> flaws) {}

    /** What is wrong with a cell, and the parameters of its message. */
    record Flaw(FaultCode code, Map<String, ?> parameters) {}
}
