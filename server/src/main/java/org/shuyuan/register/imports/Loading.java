package org.shuyuan.register.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
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
    byte[] load(Path file, TextEncoding encoding, Header header) throws SQLException, IOException {
        String table = batch.staging().rows();
        batch.staging().create(batch.connection(), table, parser.columns());
        String columns = parser.columns().stream()
                .map(column -> column.substring(0, column.indexOf(' ')))
                .collect(Collectors.joining(", "));
        byte[] digest;
        CopyIn copy = batch.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + columns + ") from stdin (format binary)");
        try (CsvFile csv = CsvFile.open(file, encoding, header.delimiter())) {
            copy(csv, copy);
            digest = csv.digest();
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
        batch.analyze(table);
        return digest;
    }

    private void copy(CsvFile csv, CopyIn copy) throws SQLException {
        BinaryCopy rowsOut = new BinaryCopy(copy);
        csv.next(); // the header
        for (CsvRecord record = csv.next(); record != null; record = csv.next()) {
            rows++;
            parser.write(record, rowsOut);
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
