package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Digests;

/** The lines of one sheet, streamed; cells at the end that a sheet leaves out are empty. */
final class XlsxFile implements TableFile {

    /** What a sheet may hold at most (ECMA-376 as Excel limits it). */
    private static final int MOST_ROWS = 1_048_576;

    private static final int MOST_COLUMNS = 2_000;

    private final Path file;
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final XlsxCells cells;
    private int width;

    private XlsxFile(Path file, ReadableWorkbook workbook, Stream<Row> stream, boolean date1904) {
        this.file = file;
        this.workbook = workbook;
        this.stream = stream;
        this.rows = stream.iterator();
        this.cells = new XlsxCells(date1904);
    }

    static XlsxFile open(Path file, TableForm.Xlsx form) throws IOException {
        ReadableWorkbook workbook = workbook(file);
        return new XlsxFile(
                file, workbook, workbook.getSheet(form.sheet()).orElseThrow().openStream(), form.date1904());
    }

    static ReadableWorkbook workbook(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
        } catch (ExcelReaderException unreadable) {
            throw FileRefused.at(1, ImportFault.BROKEN_WORKBOOK, Map.of());
        }
    }

    @Override
    public @Nullable Line next() {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (row.getRowNum() > MOST_ROWS) {
                    throw FileRefused.at(row.getRowNum(), ImportFault.TOO_MANY_ROWS, Map.of("max", MOST_ROWS));
                }
                Line line = line(row);
                if (!TableFile.blank(line.cells()) || !line.flaws().isEmpty()) {
                    width = Math.max(width, line.cells().size());
                    return line;
                }
            }
            return null;
        } catch (ExcelReaderException unreadable) {
            throw FileRefused.at(1, ImportFault.BROKEN_WORKBOOK, Map.of());
        }
    }

    private Line line(Row row) {
        int last = row.getCellCount();
        if (last > MOST_COLUMNS) {
            throw FileRefused.at(row.getRowNum(), ImportFault.TOO_MANY_COLUMNS, Map.of("max", MOST_COLUMNS));
        }
        List<String> texts = new ArrayList<>(Math.max(last, width));
        Map<Integer, ImportFault> flaws = Map.of();
        for (int i = 0; i < last; i++) {
            Cell cell = row.getCell(i);
            texts.add(cell == null ? "" : cells.text(cell));
            ImportFault flaw = cell == null ? null : cells.flaw(cell);
            if (flaw != null) {
                flaws = flaws.isEmpty() ? new HashMap<>() : flaws;
                flaws.put(i, flaw);
            }
        }
        while (texts.size() > width && texts.getLast().isBlank() && !flaws.containsKey(texts.size() - 1)) {
            texts.removeLast();
        }
        while (texts.size() < width) {
            texts.add("");
        }
        return new Line(row.getRowNum(), texts, flaws);
    }

    @Override
    public byte[] digest() {
        MessageDigest digest = Digests.sha256();
        byte[] piece = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
        return digest.digest();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
