package org.shuyuan.register.schema;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/** Does the steps of a plan one after the other, so that readers and writers beside them wait for moments only. */
final class Execution {

    /**
     * So long a statement waits for a lock, and everybody who comes after it waits too. Shorter than PostgreSQL's {@code
     * deadlock_timeout}, so that in a deadlock the upgrade gives way.
     */
    private static final String PATIENCE = "400ms";

    /** Now and then longer than that, which makes an autovacuum give way. */
    private static final String MUCH_PATIENCE = "1500ms";

    private static final int MUCH = 8;

    /** Pages that the first batch goes through; the later ones take more or fewer, so that each takes about as long as {@link #BATCH}. */
    private static final int STRETCH = 20;

    private static final int LONGEST_STRETCH = 500;

    /** Nanoseconds; so long somebody may wait who writes a record of the batch. */
    private static final long BATCH = 80_000_000;

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
            progress.accept(++number + "/" + all + " " + step.what().english());
            run(step);
        }
    }

    private void run(Step step) throws SQLException {
        switch (step) {
            case Step.Brief brief -> retrying(step, patience -> transaction(brief.sql(), patience));
            case Step.Standstill standstill -> retrying(step, patience -> transaction(standstill.sql(), patience));
            case Step.Beside beside -> retrying(step, patience -> patiently(beside.statement()));
            case Step.Batches batches -> batches(batches);
            case Step.BuildIndex build -> retrying(step, patience -> build(build));
            case Step.DropIndex drop ->
                retrying(step, patience -> patiently(drop.sql().getFirst()));
            case Step.Codes codes -> codes(codes);
            case Step.Refused refused ->
                throw new IllegalStateException(refused.what().english());
        }
    }

    private interface Attempt {
        void run(String patience) throws SQLException;
    }

    private void retrying(Step step, Attempt attempt) throws SQLException {
        for (int attempts = 1; ; attempts++) {
            try {
                attempt.run(attempts % MUCH == 0 ? MUCH_PATIENCE : PATIENCE);
                return;
            } catch (SQLException refused) {
                if (!LATER.contains(refused.getSQLState()) || attempts == ATTEMPTS) {
                    throw refused;
                }
                if (attempts % 10 == 1) {
                    progress.accept("… waits for those who use the table: "
                            + step.what().english());
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

    private void transaction(Iterable<String> sql, String patience) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '" + patience + "'");
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
        long pages = new Rows(connection)
                .number("select pg_relation_size('" + batches.table() + "') / current_setting('block_size')::int");
        long stretch = STRETCH;
        for (long page = 0, next; page < pages; page = next) {
            next = page + stretch;
            String from = "(" + page + ",0)";
            String until = "(" + next + ",0)";
            long start = System.nanoTime();
            retrying(batches, patience -> batch(batches.statement(), from, until, patience));
            long took = Math.max(1, System.nanoTime() - start);
            stretch = Math.clamp(stretch * BATCH / took, 1, Math.min(LONGEST_STRETCH, 2 * stretch));
        }
        retrying(batches, patience -> transaction(batches.sql(), patience));
    }

    private void batch(String sql, String from, String until, String patience) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement set = connection.createStatement();
                PreparedStatement statement =
                        connection.prepareStatement(sql + " and ctid >= ?::tid and ctid < ?::tid")) {
            set.execute("set local lock_timeout = '" + patience + "'");
            statement.setString(1, from);
            statement.setString(2, until);
            statement.execute();
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
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
