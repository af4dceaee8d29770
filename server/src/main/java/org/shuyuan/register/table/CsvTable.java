package org.shuyuan.register.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A CSV file (RFC 4180, but for the delimiter). */
final class CsvTable implements TableFile {

    /** What may stand between cells; the first is taken where none does better. */
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    private static final Pattern STARTED = Pattern.compile("started in line (\\d+)");

    private final Path file;
    private final TextEncoding encoding;
    private final char delimiter;

    private CsvTable(Path file, TextEncoding encoding, char delimiter) {
        this.file = file;
        this.encoding = encoding;
        this.delimiter = delimiter;
    }

    /** With the delimiter under which most cells of one of the first lines are known. */
    static CsvTable of(Path file, Predicate<String> known) throws IOException {
        TextEncoding encoding = TextEncoding.of(file);
        CsvTable best = new CsvTable(file, encoding, DELIMITERS.getFirst());
        long most = 0;
        for (char delimiter : DELIMITERS) {
            CsvTable table = new CsvTable(file, encoding, delimiter);
            long count = 0;
            for (Row row : table.firstRows()) {
                count = Math.max(count, row.texts().stream().filter(known).count());
            }
            if (count > most) {
                best = table;
                most = count;
            }
        }
        return best;
    }

    @Override
    public Form form() {
        return new Form(encoding.charset().name(), encoding.bom() > 0, String.valueOf(delimiter), List.of());
    }

    @Override
    public Rows open() throws IOException {
        return new Records(CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(CsvRecordHandler.of(), encoding.open(file)));
    }

    @Override
    public void close() {}

    private static final class Records implements Rows {

        private final CloseableIterator<CsvRecord> records;
        private final CsvReader<CsvRecord> reader;
        private long line;

        Records(CsvReader<CsvRecord> reader) {
            this.reader = reader;
            this.records = reader.iterator();
        }

        @Override
        public @Nullable Row next() {
            try {
                while (records.hasNext()) {
                    CsvRecord next = records.next();
                    line = next.getStartingLineNumber();
                    if (!blank(next.getFields())) {
                        return new Row(line, next.getFields(), Map.of());
                    }
                }
                return null;
            } catch (CsvParseException unreadable) {
                throw refused(unreadable);
            }
        }

        private static boolean blank(List<String> cells) {
            for (String cell : cells) {
                if (!cell.isBlank()) {
                    return false;
                }
            }
            return true;
        }

        private FileRefused refused(CsvParseException unreadable) {
            Matcher started = STARTED.matcher(String.valueOf(unreadable.getMessage()));
            long where = started.find() ? Long.parseLong(started.group(1)) : line + 1;
            String cause = String.valueOf(unreadable.getCause());
            if (cause.contains("maximum limit of")) { // 16,384, as many as a sheet has
                return FileRefused.at(where, TableFault.TOO_MANY_COLUMNS, Map.of("max", MOST_COLUMNS));
            }
            return FileRefused.at(
                    where,
                    cause.contains("buffer size") ? TableFault.CELL_WITHOUT_END : TableFault.BROKEN_QUOTE,
                    Map.of("line", where));
        }

        @Override
        public void finish(long header) {}

        @Override
        public void close() throws IOException {
            records.close();
            reader.close();
        }
    }
}
