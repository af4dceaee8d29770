package org.shuyuan.register.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.trust.Vault;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows that were wrong, kept as they came for whoever mends them: sealed, because they may hold anything, and for a month. */
final class KeptRows {

    /** Whoever has more to mend has the file itself to mend. */
    static final int MOST = 20_000;

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

    /** Reads the file again for the rows that faults were noted of; what is a month old by now goes. */
    void keep(Path file, Header header) throws IOException {
        Set<Long> faulty = database.read(this::faulty);
        List<Row> waiting = new ArrayList<>();
        try (TableFile table = header.form().open(file)) {
            for (TableFile.Line line = header.first(table); line != null && !faulty.isEmpty(); line = table.next()) {
                if (faulty.remove(line.number())) {
                    waiting.add(new Row(line.number(), line.cells()));
                }
                if (waiting.size() == TOGETHER) {
                    write(waiting);
                }
            }
        }
        write(waiting);
    }

    private Set<Long> faulty(Connection connection) throws SQLException {
        run(
                connection,
                Query.of("delete from register.import_row r using register.import i where i.id = r.import"
                        + " and i.at < now() - interval '30 days'"));
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

    private static void run(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection)) {
            statement.executeUpdate();
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
