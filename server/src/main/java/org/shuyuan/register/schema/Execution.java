package org.shuyuan.register.schema;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Does the steps of a plan one after the other, so that readers and writers beside them wait for moments only. */
final class Execution {

    /** So long a statement waits for a lock, and everybody who comes after it waits too. */
    private static final String PATIENCE = "400ms";

    private static final int ATTEMPTS = 600;
    private static final long LONGEST_PAUSE = 1000;

    /** Lock not available, deadlock detected. */
    private static final Set<String> LATER = Set.of("55P03", "40P01");

    private final Connection connection;
    private final Consumer<String> progress;

    Execution(Connection connection, Consumer<String> progress) {
        this.connection = connection;
        this.progress = progress;
    }

    void run(Plan plan) throws SQLException {
        int number = 0;
        int all = plan.steps().size();
        for (Step step : plan.steps()) {
            progress.accept(++number + "/" + all + " " + step.description());
            run(step);
        }
    }

    private void run(Step step) throws SQLException {
        switch (step) {
            case Step.Brief brief -> retrying(step, () -> transaction(brief.sql()));
            case Step.Standstill standstill -> retrying(step, () -> transaction(standstill.sql()));
            case Step.Beside beside -> retrying(step, () -> patiently(beside.statement()));
            case Step.Batches batches -> batches(batches);
            case Step.BuildIndex build -> retrying(step, () -> build(build));
            case Step.DropIndex drop ->
                retrying(step, () -> patiently(drop.sql().getFirst()));
            case Step.Codes codes -> codes(codes);
            case Step.Refused refused -> throw new IllegalStateException(refused.description());
        }
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    private void retrying(Step step, Attempt attempt) throws SQLException {
        for (int attempts = 1; ; attempts++) {
            try {
                attempt.run();
                return;
            } catch (SQLException refused) {
                if (!LATER.contains(refused.getSQLState()) || attempts == ATTEMPTS) {
                    throw refused;
                }
                if (attempts % 10 == 1) {
                    progress.accept("… waits for those who use the table: " + step.description());
                }
                pause(Math.min(LONGEST_PAUSE, 50L * attempts));
            }
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The upgrade was interrupted; start again to go on", stop);
        }
    }

    private void transaction(Iterable<String> sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '" + PATIENCE + "'");
            for (String command : sql) {
                statement.execute(command);
            }
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** A statement whose locks are in nobody's way while it waits for them. */
    private void patiently(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void build(Step.BuildIndex build) throws SQLException {
        patiently(build.clear());
        patiently(build.create());
    }

    private void batches(Step.Batches batches) throws SQLException {
        @Nullable String last = "00000000-0000-0000-0000-000000000000";
        try (PreparedStatement statement = connection.prepareStatement(batches.statement())) {
            while (last != null) {
                statement.setString(1, last);
                try (ResultSet rows = statement.executeQuery()) {
                    last = rows.next() ? rows.getString(1) : null;
                }
            }
        }
    }

    private void codes(Step.Codes codes) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement set = connection.prepareStatement("""
                        with emptied as (delete from register.code_entry where set_id = ?)
                        insert into register.code_set (id, digest) values (?, ?)
                        on conflict (id) do update set digest = excluded.digest""")) {
            set.setString(1, codes.set().id());
            set.setString(2, codes.set().id());
            set.setString(3, codes.digest());
            set.execute();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy register.code_entry from stdin", new StringReader(CodeSets.rows(codes)));
            connection.commit();
        } catch (SQLException | IOException failed) {
            connection.rollback();
            throw failed instanceof SQLException refused ? refused : new SQLException(failed);
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
