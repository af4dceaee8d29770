package org.shuyuan.register.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.shuyuan.platform.Ahead;
import org.shuyuan.register.table.FileRefused;
import org.shuyuan.register.table.TableFile;

/** Reads the file's rows into the staging table. While some go to the table, the next are read; no more are held. */
final class Loading {

    private static final int MOST_ROWS = 256;
    private static final int MOST_CHARACTERS = 1 << 16;

    private final Batch batch;
    private final RowParser parser;
    private final FaultLog faults;
    private final Reporter reporter;
    private final Pace pace = Pace.ofThisMachine();
    private long rows;
    private long faulty;

    Loading(Batch batch, RowParser parser, FaultLog faults, Reporter reporter) {
        this.batch = batch;
        this.parser = parser;
        this.faults = faults;
        this.reporter = reporter;
    }

    void load(TableFile file, Header header) throws SQLException, IOException {
        String staged = batch.staging().rows();
        batch.staging().create(batch.connection(), staged, parser.columns());
        String columns = parser.columns().stream()
                .map(column -> column.substring(0, column.indexOf(' ')))
                .collect(Collectors.joining(", "));
        CopyIn copy = batch.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + staged + " (" + columns + ") from stdin (format binary)");
        try (TableFile.Rows from = file.open()) {
            copy(from, header, copy);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            faults.flush();
            reporter.report(reporter.state().counting(rows, false, faulty));
        }
        if (rows == 0) {
            throw FileRefused.at(header.line(), ImportFault.NO_ROWS, Map.of());
        }
        reporter.report(reporter.state().counting(rows, true, faulty));
        batch.analyze(staged);
    }

    private void copy(TableFile.Rows from, Header header, CopyIn copy) throws SQLException, IOException {
        BinaryCopy rowsOut = new BinaryCopy(copy);
        TableFile.Row first = header.first(from);
        try (Ahead<List<TableFile.Row>> ahead = new Ahead<>("import-reader", () -> some(from))) {
            if (first != null) {
                copy(List.of(first), rowsOut);
            }
            for (List<TableFile.Row> some = ahead.next(); some != null; some = ahead.next()) {
                copy(some, rowsOut);
                batch.stopIfCancelled();
                reporter.lookIn(() -> reporter.state().counting(rows, false, faulty));
                pace.rest();
            }
        }
        from.finish(header.line());
        rowsOut.end();
        copy.endCopy();
    }

    /** The next rows, fewer where they are long; null after the last. */
    private static @Nullable List<TableFile.Row> some(TableFile.Rows from) throws IOException {
        List<TableFile.Row> some = new ArrayList<>(MOST_ROWS);
        int characters = 0;
        while (some.size() < MOST_ROWS && characters < MOST_CHARACTERS) {
            TableFile.Row row = from.next();
            if (row == null) {
                break;
            }
            some.add(row);
            for (String text : row.texts()) {
                characters += text.length();
            }
        }
        return some.isEmpty() ? null : some;
    }

    private void copy(List<TableFile.Row> some, BinaryCopy rowsOut) throws SQLException {
        for (TableFile.Row row : some) {
            rows++;
            parser.write(row, rowsOut);
            if (!parser.faults().isEmpty()) {
                faulty++;
                faults.add(parser.faults());
            }
        }
    }
}
