package org.shuyuan.node;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The database that the node stands on: its own server, or one that somebody else runs. */
final class DatabaseServer implements AutoCloseable {

    private final DatabaseAddress address;
    private final @Nullable EmbeddedPostgres server;

    private DatabaseServer(DatabaseAddress address, @Nullable EmbeddedPostgres server) {
        this.address = address;
        this.server = server;
    }

    static DatabaseServer open(NodeSettings settings, DataDirectory directory) {
        if (settings.embedded()) {
            EmbeddedPostgres.Running running = EmbeddedPostgres.start(directory, settings.postgres());
            DatabaseServer opened = new DatabaseServer(running.address(), running.server());
            DatabaseCheck.check(opened.address);
            return opened;
        }
        Voice.step("connect_database", Map.of());
        DatabaseServer opened = new DatabaseServer(new DatabaseAddress(settings.db(), "", ""), null);
        DatabaseCheck.check(opened.address);
        return opened;
    }

    DatabaseAddress address() {
        return address;
    }

    /**
     * A pool that notices within seconds that the database is away and that it is back. Errors tell no values, which may be personal.
     */
    HikariDataSource pool(int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("shuyuan");
        pool.setJdbcUrl(address.url());
        if (!address.user().isEmpty()) {
            pool.setUsername(address.user());
            pool.setPassword(address.password());
        }
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(5_000);
        pool.setValidationTimeout(2_000);
        pool.setKeepaliveTime(120_000);
        pool.setExceptionOverride(new Broken(pool));
        pool.setConnectionInitSql("set time zone 'UTC'; set jit = off"); // reads here are short
        pool.addDataSourceProperty("ApplicationName", "shuyuan");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("connectTimeout", "5");
        pool.addDataSourceProperty("socketTimeout", "60"); // seconds; see Database.patient
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return pool;
    }

    /** Where one connection breaks the others are suspect: the pool lends those used a moment ago without trying them first. */
    private record Broken(HikariDataSource pool) implements SQLExceptionOverride {

        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            String state = String.valueOf(failure.getSQLState());
            if (state.startsWith("08") || state.startsWith("57P0")) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
            return Override.CONTINUE_EVICT;
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
