package org.shuyuan.register.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Register;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is an import's for a while: its settings, its tables, and the register that it has for itself. */
final class ImportSession {

    private static final Logger LOG = LoggerFactory.getLogger(ImportSession.class);
    private static final long PAUSE = 200;

    /** Memory for large joins; and one processor only, so that the others are left to others. */
    private static final Map<String, String> SETTINGS = Map.of(
            "work_mem", "'128MB'",
            "jit", "off",
            "max_parallel_workers_per_gather", "0",
            "max_parallel_maintenance_workers", "0");

    private ImportSession() {}

    /** What is done with the tables of an import. */
    interface Work {
        void with(Staging staging) throws SQLException;
    }

    static void during(Connection connection, UUID id, Work work) throws SQLException {
        Staging staging = new Staging(id);
        Database.patient(connection);
        for (var setting : SETTINGS.entrySet()) {
            execute(connection, "set " + setting.getKey() + " = " + setting.getValue());
        }
        try {
            work.with(staging);
        } finally {
            try {
                execute(connection, "select pg_advisory_unlock_all()");
                for (String setting : SETTINGS.keySet()) {
                    execute(connection, "reset " + setting);
                }
                staging.drop(connection);
            } catch (SQLException gone) {
                LOG.warn("Tables of the import {} are left over until the next start: {}", id, gone.getSQLState());
            }
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        }
    }

    /** Waits until no other import checks or writes rows of the register: two at once would each take the same rows for new. */
    static void aloneIn(Register register, Batch batch) throws SQLException {
        while (batch.count(
                        Query.of("select pg_try_advisory_lock(hashtextextended(?, 0))::int", "import " + register.id()))
                == 0) {
            batch.stopIfCancelled();
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new Cancelled();
            }
        }
    }
}
