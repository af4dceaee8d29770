package org.shuyuan.node;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The database that the node stands on: its own server, or one that somebody else runs. */
final class Database implements AutoCloseable {

    private final DatabaseAddress address;
    private final @Nullable EmbeddedPostgres server;

    private Database(DatabaseAddress address, @Nullable EmbeddedPostgres server) {
        this.address = address;
        this.server = server;
    }

    static Database open(NodeSettings settings, DataDirectory directory) {
        if (settings.embedded()) {
            EmbeddedPostgres.Running running = EmbeddedPostgres.start(directory, settings.postgres());
            Database database = new Database(running.address(), running.server());
            DatabaseCheck.check(database.address);
            return database;
        }
        Voice.step("connect_database", Map.of());
        Database database = new Database(new DatabaseAddress(settings.db(), "", ""), null);
        DatabaseCheck.check(database.address);
        return database;
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
        pool.setConnectionInitSql("set time zone 'UTC'");
        pool.addDataSourceProperty("ApplicationName", "shuyuan");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("connectTimeout", "5");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return pool;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
