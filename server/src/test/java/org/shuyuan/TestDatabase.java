package org.shuyuan;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One real PostgreSQL for all tests of a JVM; each test that asks gets a database of its own. */
public final class TestDatabase {

    /** Milliseconds after which a connection is given up; the server has a hundred for all tests. */
    private static final long IDLE = 10_000;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private TestDatabase() {}

    /** A new, empty database in UTF-8; about a tenth of a second. */
    public static DataSource fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        EmbeddedPostgres running = server();
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException refused) {
            throw new IllegalStateException("No database for a test", refused);
        }
        return running.getDatabase("postgres", name);
    }

    /** As {@link #fresh}, with a few connections that are used again: a new one reads the whole catalogue anew. */
    public static DataSource pooled() {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(fresh());
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE);
        return new HikariDataSource(pool);
    }

    /** Started by the first test that asks, and stopped with the JVM. */
    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setLocaleConfig("encoding", "UTF8")
                        .setServerConfig("max_connections", "100")
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException("PostgreSQL does not start", failed);
            }
        }
        return server;
    }
}
