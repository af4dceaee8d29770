package org.shuyuan.register.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file, one after the other; lines without any value don't count. */
final class CsvFile implements TableFile {

    /** What may stand between cells; the first is taken where none does better. */
    static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    private static final Pattern STARTED = Pattern.compile("started in line (\\d+)");

    private final CloseableIterator<CsvRecord> records;
    private final CsvReader<CsvRecord> reader;
    private final MessageDigest digest;
    private long line;

    private CsvFile(CsvReader<CsvRecord> reader, MessageDigest digest) {
        this.reader = reader;
        this.digest = digest;
        this.records = reader.iterator();
    }

    static CsvFile open(Path file, TextEncoding encoding, char delimiter) throws IOException {
        MessageDigest digest = sha256();
        Reader text = encoding.open(file, digest);
        return new CsvFile(
                CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .skipEmptyLines(true)
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .build(CsvRecordHandler.of(), text),
                digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public byte[] digest() {
        return digest.digest();
    }

    @Override
    public @Nullable Line next() {
        try {
            while (records.hasNext()) {
                CsvRecord next = records.next();
                line = next.getStartingLineNumber();
                if (!TableFile.blank(next.getFields())) {
                    return new Line(line, next.getFields());
                }
            }
            return null;
        } catch (CsvParseException unreadable) {
            throw refused(unreadable);
        }
    }

    private FileRefused refused(CsvParseException unreadable) {
        Matcher started = STARTED.matcher(String.valueOf(unreadable.getMessage()));
        long where = started.find() ? Long.parseLong(started.group(1)) : line + 1;
        boolean endless = String.valueOf(unreadable.getCause()).contains("buffer size");
        return FileRefused.at(
                where, endless ? ImportFault.CELL_WITHOUT_END : ImportFault.BROKEN_QUOTE, Map.of("line", where));
    }

    @Override
    public void close() throws IOException {
        records.close();
        reader.close();
    }
}
