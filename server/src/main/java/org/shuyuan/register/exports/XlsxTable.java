package org.shuyuan.register.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.record.Extracts;
import org.shuyuan.register.table.Escapes;

/**
 * Writes a workbook row by row. Every cell is a text, so that no spreadsheet rounds a number of eighteen digits, turns a date about, or
 * takes a text for a formula. What one sheet cannot hold goes on in the next.
 */
final class XlsxTable implements Extracts.Table {

    /** What a sheet holds, its header included (ECMA-376 as Excel limits it). */
    static final int SHEET = 1_048_576;

    private static final int FLUSHED = 1_000;

    private final Workbook workbook;
    private final String title;
    private final int most;
    private final Function<List<Field>, ShownCells> shown;
    private @Nullable ShownCells cells;
    private @Nullable Worksheet sheet;
    private int sheets;
    private int line;
    private long rows;

    XlsxTable(OutputStream out, String title, int most, Function<List<Field>, ShownCells> shown) {
        this.workbook = new Workbook(out, "Shuyuan", "1.0");
        this.title = title.replaceAll("[\\[\\]:*?/\\\\]", " ");
        this.most = most;
        this.shown = shown;
    }

    @Override
    public void begin(List<Field> fields) throws IOException {
        cells = shown.apply(fields);
        open();
    }

    private void open() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        sheet = workbook.newWorksheet(
                title.substring(0, Math.min(title.length(), 25)) + (sheets == 1 ? "" : " " + sheets));
        sheet.freezePane(0, 1);
        List<String> header = Objects.requireNonNull(cells).header();
        for (int i = 0; i < header.size(); i++) {
            sheet.inlineString(0, i, header.get(i));
            sheet.style(0, i).bold().set();
            sheet.width(i, Math.clamp(header.get(i).length() * 2L + 4, 10, 40));
        }
        line = 1;
    }

    @Override
    public void row(@Nullable String[] row) throws IOException {
        if (line == most) {
            open();
        }
        Worksheet into = Objects.requireNonNull(sheet);
        for (int i = 0; i < row.length; i++) {
            String text = Objects.requireNonNull(cells).shown(i, row[i]);
            if (!text.isEmpty()) {
                into.inlineString(line, i, Escapes.write(text));
            }
        }
        line++;
        rows++;
        if (line % FLUSHED == 0) {
            into.flush();
        }
    }

    long rows() {
        return rows;
    }

    void end() throws IOException {
        workbook.finish();
    }
}
