package org.shuyuan.register.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

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

    /** Answers the file's SHA-256. */
    byte[] load(Path file, Header header) throws SQLException, IOException {
        String staged = batch.staging().rows();
        batch.staging().create(batch.connection(), staged, parser.columns());
        String columns = parser.columns().stream()
                .map(column -> column.substring(0, column.indexOf(' ')))
                .collect(Collectors.joining(", "));
        byte[] digest;
        CopyIn copy = batch.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + staged + " (" + columns + ") from stdin (format binary)");
        try (TableFile table = header.form().open(file)) {
            copy(table, header, copy);
            digest = table.digest();
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
        return digest;
    }

    private void copy(TableFile table, Header header, CopyIn copy) throws SQLException {
        BinaryCopy rowsOut = new BinaryCopy(copy);
        for (TableFile.Line line = header.first(table); line != null; line = table.next()) {
            rows++;
            parser.write(line, rowsOut);
            if (!parser.faults().isEmpty()) {
                faulty++;
                faults.add(parser.faults());
            }
            if (rows % BETWEEN_LOOKS == 0) {
                batch.stopIfCancelled();
                reporter.lookIn(() -> reporter.state().counting(rows, false, faulty));
            }
        }
        rowsOut.end();
        copy.endCopy();
    }
}
