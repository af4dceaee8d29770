package org.shuyuan.platform;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lends connections. Where a transaction of Spring's is open already, its connection is lent and what is done becomes part of it. A failure of the database comes out as {@link DatabaseFailure} with the
 * SQLException as its cause.
 */
@Component
public class Database {

    private final DataSource connections;

    public Database(DataSource connections) {
        this.connections = connections;
    }

    /**
     * Lets each statement of a connection take its time until it is given back. Otherwise a connection of the pool that gets no answer for
     * a minute is taken for broken, so that nobody hangs where a server has fallen silent.
     */
    public static void patient(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
    }

    /** What is done with a connection. */
    public interface Work<T extends @org.jspecify.annotations.Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    /** One or more statements, each on its own. */
    public <T extends @org.jspecify.annotations.Nullable Object> T read(Work<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return join(work);
        }
        try (Connection connection = connections.getConnection()) {
            return work.with(connection);
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** All or nothing. A pool sets the connection back by itself; doing it here would hide why a broken one failed. */
    public <T extends @org.jspecify.annotations.Nullable Object> T write(Work<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return join(work);
        }
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                rollBack(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    private <T extends @org.jspecify.annotations.Nullable Object> T join(Work<T> work) {
        Connection connection = DataSourceUtils.getConnection(connections);
        try {
            return work.with(connection);
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, connections);
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failure.addSuppressed(gone);
        }
    }

    /** The database refused or went away. */
    public static final class DatabaseFailure extends RuntimeException {

        private final SQLException failure;

        DatabaseFailure(SQLException cause) {
            super(cause);
            this.failure = cause;
        }

        /** What the database said. */
        public SQLException failure() {
            return failure;
        }
    }
}
