package org.shuyuan.register.imports;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.table.TableFile;
import org.shuyuan.trust.Vault;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows that were wrong, kept as they came for whoever mends them: sealed, because they may hold anything, and for a month. */
final class KeptRows {

    /** Whoever has more to mend has the file itself to mend. */
    static final int MOST = 20_000;

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int TOGETHER = 500;

    private final Database database;
    private final Vault vault;
    private final UUID importId;

    KeptRows(Database database, Vault vault, UUID importId) {
        this.database = database;
        this.vault = vault;
        this.importId = importId;
    }

    /** A row as it came. */
    record Row(long line, List<String> cells) {}

    /** Reads the file again for the rows that faults were noted of. */
    void keep(TableFile file, Header header) throws IOException {
        Set<Long> faulty = database.read(this::faulty);
        List<Row> waiting = new ArrayList<>();
        try (TableFile.Rows rows = file.open()) {
            for (TableFile.Row row = header.first(rows); row != null && !faulty.isEmpty(); row = rows.next()) {
                if (faulty.remove(row.line())) {
                    waiting.add(new Row(row.line(), row.texts()));
                }
                if (waiting.size() == TOGETHER) {
                    write(waiting);
                }
            }
        }
        write(waiting);
    }

    private Set<Long> faulty(Connection connection) throws SQLException {
        Query query = Query.of(
                "select distinct line from register.import_fault where import = ? order by line limit " + MOST,
                importId);
        Set<Long> lines = new HashSet<>();
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                lines.add(row.getLong(1));
            }
        }
        return lines;
    }

    /** Deletes the rows of imports that are too old by now; answers how many. */
    static int forgetOld(Connection connection, Instant now) throws SQLException {
        Query query = Query.of(
                "delete from register.import_row r using register.import i where i.id = r.import and i.at < ?",
                now.minus(KEPT));
        try (PreparedStatement statement = query.prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private void write(List<Row> rows) {
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into register.import_row (import, line, cells) values (?, ?, ?) on conflict do nothing")) {
                for (Row row : rows) {
                    statement.setObject(1, importId);
                    statement.setLong(2, row.line());
                    statement.setBytes(3, vault.seal(JsonMapper.shared().writeValueAsString(row.cells())));
                    statement.addBatch();
                }
                return statement.executeBatch().length;
            }
        });
        rows.clear();
    }

    /** The kept rows after a line, in their order. */
    List<Row> after(long line, int most) {
        Query query = Query.of(
                "select line, cells from register.import_row where import = ? and line > ? order by line limit ?",
                importId,
                line,
                most);
        return database.read(connection -> {
            List<Row> rows = new ArrayList<>();
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getLong(1),
                            JsonMapper.shared()
                                    .readValue(vault.open(row.getBytes(2)), new TypeReference<List<String>>() {})));
                }
            }
            return rows;
        });
    }
}
