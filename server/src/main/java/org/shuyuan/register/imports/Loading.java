package org.shuyuan.register.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.shuyuan.register.table.FileRefused;
import org.shuyuan.register.table.TableFile;

/** Reads the file's rows into the staging table. Holds one row at a time. */
final class Loading {

    private static final int BETWEEN_LOOKS = 256;

    private final Batch batch;
    private final RowParser parser;
    private final FaultLog faults;
    private final Reporter reporter;
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
        for (TableFile.Row row = header.first(from); row != null; row = from.next()) {
            rows++;
            parser.write(row, rowsOut);
            if (!parser.faults().isEmpty()) {
                faulty++;
                faults.add(parser.faults());
            }
            if (rows % BETWEEN_LOOKS == 0) {
                batch.stopIfCancelled();
                reporter.lookIn(() -> reporter.state().counting(rows, false, faulty));
            }
        }
        from.finish(header.line());
        rowsOut.end();
        copy.endCopy();
    }
}
