package org.shuyuan.register.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Digests;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Query;
import org.shuyuan.trust.Vault;

/**
 * Seals again, with the newest key, the values of all registers and their histories that an older key sealed. That changes no datum, so
 * versions and histories stay as they are. What was done is seen from the values themselves: a killed run is simply run again.
 */
public final class Resealing {

    private static final long LOCK = Installer.LOCK + 1;
    private static final int BATCH = 500;

    private final Database database;
    private final Vault vault;

    public Resealing(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** @param id with {@code version}: what tells the rows apart */
    private record Column(String schema, String table, String name, String id, String version) {

        String keys() {
            return Names.quote(id) + ", " + Names.quote(version);
        }

        String quoted() {
            return Names.quote(name);
        }

        String from() {
            return " from " + Names.quote(schema) + "." + Names.quote(table) + " where substring(" + quoted()
                    + " from 2 for 4) <> ?";
        }
    }

    private record Sealed(UUID id, long version, byte[] value) {}

    /** Does the work unless another process is at it; answers whether it was done. */
    public boolean alone(Runnable work) {
        return database.read(connection -> {
            if (!yes(connection, Query.of("select pg_try_advisory_lock(?)", LOCK))) {
                return false;
            }
            try {
                work.run();
                return true;
            } finally {
                yes(connection, Query.of("select pg_advisory_unlock(?)", LOCK));
            }
        });
    }

    private static boolean yes(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Whether every value is sealed with the newest key. */
    public boolean finished() {
        return database.read(connection -> {
            for (Column column : columns(connection)) {
                if (yes(connection, Query.of("select exists (select" + column.from() + ")", vault.key()))) {
                    return false;
                }
            }
            return true;
        });
    }

    /**
     * Passes over all tables until nothing is left, also of what a node sealed before it noticed the new key.
     *
     * @param progress is told a table and how many values were sealed in it so far
     * @return how many values were sealed again
     */
    public long run(ObjLongConsumer<String> progress) {
        long noticed = System.nanoTime() + 2 * Vault.NOTICED.toNanos();
        long all = 0;
        boolean last;
        do {
            last = System.nanoTime() - noticed > 0;
            long before = all;
            for (Column column : database.read(Resealing::columns)) {
                all += seal(column, progress);
            }
            if (!last && all == before) {
                java.util.concurrent.locks.LockSupport.parkNanos(Vault.NOTICED.toNanos() / 4);
            }
        } while (!last || !finished());
        return all;
    }

    private long seal(Column column, ObjLongConsumer<String> progress) {
        long count = 0;
        @Nullable Sealed last = null;
        do {
            @Nullable Sealed after = last;
            List<Sealed> batch = database.write(connection -> batch(connection, column, after));
            last = batch.isEmpty() ? null : batch.getLast();
            count += batch.size();
            if (last != null) {
                progress.accept(column.schema() + "." + column.table() + "." + column.name(), count);
            }
        } while (last != null);
        return count;
    }

    /** The rows are locked from being read until they are written, so that no change is lost. */
    private List<Sealed> batch(Connection connection, Column column, @Nullable Sealed after) throws SQLException {
        Query query = Query.of("select " + column.keys() + ", " + column.quoted() + column.from(), vault.key());
        if (after != null) {
            query.add(" and (" + column.keys() + ") > (?, ?)", after.id(), after.version());
        }
        query.add(" order by " + column.keys() + " limit " + BATCH + " for update");
        List<Sealed> batch = new ArrayList<>();
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                batch.add(new Sealed(rows.getObject(1, UUID.class), rows.getLong(2), rows.getBytes(3)));
            }
        }
        try (PreparedStatement update = connection.prepareStatement("update " + Names.quote(column.schema()) + "."
                + Names.quote(column.table()) + " set " + column.quoted() + " = ? where " + Names.quote(column.id())
                + " = ? and " + Names.quote(column.version()) + " = ?")) {
            for (Sealed sealed : batch) {
                update.setBytes(1, vault.seal(vault.open(sealed.value())));
                update.setObject(2, sealed.id());
                update.setLong(3, sealed.version());
                update.addBatch();
            }
            update.executeBatch();
        }
        return batch;
    }

    /** Sealed values are the only bytes in a register's tables, beside blind indexes; and rows of imports are sealed whole. */
    private static List<Column> columns(Connection connection) throws SQLException {
        Query query = Query.of("""
                select table_schema, table_name, column_name from information_schema.columns
                where table_schema in ('data', 'history') and data_type = 'bytea' and column_name not like '%\\_\\_blind'
                order by 1, 2, 3
                """);
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("register", "import_row", "cells", "import", "line"));
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2), rows.getString(3), "id", "_version"));
            }
        }
        return columns;
    }

    /** The evidence that the keys were rotated; it tells how many values, and none of them. */
    public void attest(String model, long values) {
        String detail = "{\"values\": " + values + "}";
        database.write(connection -> yes(
                connection,
                Query.of(
                        "select platform.attest(?, now(), null, 'operator', 'rotate', 'keys', null, ?, ?, null, ?::jsonb) is not null",
                        Ids.next(),
                        model,
                        Digests.sha256(detail),
                        detail)));
    }
}
