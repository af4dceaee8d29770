package org.shuyuan.register.exports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.record.Extracts;

/** Writes CSV. */
final class CsvTable implements Extracts.Table {

    private static final int BUFFER = 1 << 16;

    private final CsvWriter csv;
    private final Writer writer;
    private final Function<List<Field>, ShownCells> shown;
    private @Nullable ShownCells cells;
    private long rows;

    CsvTable(OutputStream out, Function<List<Field>, ShownCells> shown) {
        this.writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.csv = CsvWriter.builder()
                .bufferSize(BUFFER)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(writer);
        this.shown = shown;
    }

    @Override
    public void begin(List<Field> fields) throws IOException {
        cells = shown.apply(fields);
        writer.write('\uFEFF');
        csv.writeRecord(cells.header());
    }

    @Override
    public void row(@Nullable String[] row) {
        ShownCells known = java.util.Objects.requireNonNull(cells);
        String[] texts = new String[row.length];
        for (int i = 0; i < row.length; i++) {
            texts[i] = Formulas.disarm(known.shown(i, row[i]));
        }
        csv.writeRecord(texts);
        rows++;
    }

    long rows() {
        return rows;
    }

    void end() throws IOException {
        csv.flush();
        writer.flush();
    }
}
