package org.shuyuan.register.imports;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.schema.Names;

/**
 * Empties the cells that hold what the record has sealed already. No two sealed values are alike, and where no keyed digest stands beside
 * them only the node can compare them, by opening both.
 */
final class SealedValues {

    private static final int TOGETHER = 1000;

    private final Batch batch;

    SealedValues(Batch batch) {
        this.batch = batch;
    }

    void forgetEqual() throws SQLException {
        for (Field.Stored field : batch.given().values()) {
            if (field.datum().encrypted() && !Staging.blind(field)) {
                forgetEqual(Names.quote(field.id()));
            }
        }
    }

    private void forgetEqual(String column) throws SQLException {
        BitSet equal = equal(column);
        if (equal.isEmpty()) {
            return;
        }
        batch.run(Query.of("create index on " + batch.staging().rows() + " (_line)"));
        for (int from = equal.nextSetBit(0); from >= 0; ) {
            List<String> lines = new ArrayList<>();
            while (from >= 0 && lines.size() < TOGETHER) {
                lines.add(String.valueOf(from));
                from = equal.nextSetBit(from + 1);
            }
            batch.run(Query.of(
                    "update " + batch.staging().rows() + " set " + column
                            + " = null where _line = any(?::text[]::bigint[])",
                    lines));
        }
    }

    /** The lines with equal values; one bit for each line keeps memory flat. */
    private BitSet equal(String column) throws SQLException {
        BitSet equal = new BitSet();
        Query both = Query.of("select r._line, r." + column + ", o." + column + " from "
                + batch.staging().rows()
                + " r join " + batch.staging().found() + " f on f.line = r._line join " + batch.table()
                + " o on o.id = f.id where r." + column + " is not null and o." + column + " is not null");
        batch.connection().setAutoCommit(false); // without a transaction, all rows would come at once
        try (PreparedStatement statement = both.prepare(batch.connection())) {
            statement.setFetchSize(TOGETHER);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (batch.vault().open(row.getBytes(2)).equals(batch.vault().open(row.getBytes(3)))) {
                        equal.set(Math.toIntExact(row.getLong(1)));
                    }
                }
            }
        } finally {
            batch.connection().commit();
            batch.connection().setAutoCommit(true);
        }
        return equal;
    }
}
