package org.shuyuan.register.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Change;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Pack;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Digests;
import org.shuyuan.register.model.Registers;

/** Brings a database to what a model needs, from whatever state it is in, beside its use. Can be killed at any moment and run again. */
public final class Installer {

    static final long LOCK = 0x5348_5559_5541_4EL; // "SHUYUAN"
    private static final long PAUSE = 250;

    private final DataSource database;

    public Installer(DataSource database) {
        this.database = database;
    }

    /** What came of an installation. */
    public sealed interface Outcome {

        /** The database holds what the model needs; {@code steps} were done for it. */
        record Installed(int steps) implements Outcome {}

        /** Nothing was done; the plan tells what stands in the way. */
        record Refused(Plan plan) implements Outcome {}
    }

    /** Installs the model; {@code progress} gets a line per step. */
    public Outcome install(Model model, Consumer<String> progress) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            Database.patient(connection);
            if (unchanged(connection, model)) {
                return new Outcome.Installed(0);
            }
            lock(connection, progress);
            try {
                prepare(connection);
                return upgrade(connection, model, progress);
            } finally {
                release(connection);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "The upgrade stopped, and goes on at the next start: " + failed.getMessage(), failed);
        }
    }

    /** What {@link #install} would do; nothing is changed. */
    public Plan plan(Model model) {
        try (Connection connection = database.getConnection()) {
            List<Releases.Release> latest = new Releases(connection).latest();
            return plan(connection, model, latest.isEmpty() ? null : latest.getFirst());
        } catch (SQLException failed) {
            throw new IllegalStateException("There is no plan: " + failed.getMessage(), failed);
        }
    }

    private static boolean unchanged(Connection connection, Model model) throws SQLException {
        List<Releases.Release> latest = new Releases(connection).latest();
        return !latest.isEmpty()
                && latest.getFirst().model().equals(model.hash())
                && latest.getFirst().catalog().equals(state(connection, model));
    }

    /** The tables that are there and those that this program makes of the model: another program may want others of the same model. */
    private static String state(Connection connection, Model model) throws SQLException {
        String designed = TableDesign.of(model.part(Registers.class)).toString();
        return LiveTables.fingerprint(connection) + " " + HexFormat.of().formatHex(Digests.sha256(designed));
    }

    /**
     * Waits until no other process upgrades. Asks again and again instead of waiting inside PostgreSQL, where the waiting statement
     * would hold up the other process's {@code create index concurrently}.
     */
    private static void lock(Connection connection, Consumer<String> progress) throws SQLException {
        boolean told = false;
        while (!lockNow(connection)) {
            if (!told) {
                progress.accept("another process upgrades this database; waiting for it");
                told = true;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while another process upgrades the database", stop);
            }
        }
    }

    private static boolean lockNow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = 0");
            statement.execute("set lock_timeout = 0");
            try {
                // So that PostgreSQL notices within a second that this process was killed.
                statement.execute("set client_connection_check_interval = '1s'");
            } catch (SQLException unsupported) {
                // Some systems cannot tell; the next run then waits until the last statement is done.
            }
        }
    }

    private static void release(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            statement.execute("reset statement_timeout");
            statement.execute("reset lock_timeout");
            statement.execute("reset client_connection_check_interval");
        }
    }

    private static Outcome upgrade(Connection connection, Model model, Consumer<String> progress) throws SQLException {
        Releases releases = new Releases(connection);
        List<Releases.Release> latest = releases.latest();
        Releases.@Nullable Release installed = latest.isEmpty() ? null : latest.getFirst();
        Registers registers = model.part(Registers.class);
        if (installed != null && Newer.than(model, installed)) {
            boolean previous = latest.size() == 2 && latest.get(1).model().equals(model.hash());
            List<Step> steps =
                    Newer.plan(model, installed, previous, TableDesign.of(registers), LiveTables.read(connection));
            if (steps.isEmpty()) {
                progress.accept("the database was upgraded already; this program works with it as the release before");
                return new Outcome.Installed(0);
            }
            return new Outcome.Refused(new Plan(steps));
        }
        progress.accept("compares the model with the database");
        Plan plan = plan(connection, model, installed);
        if (!plan.refused().isEmpty()) {
            boolean same = installed != null && installed.model().equals(model.hash());
            if (same && Newer.serve(TableDesign.of(registers), LiveTables.read(connection))) {
                progress.accept(
                        "an upgrade to a newer release was begun and has not ended; this program works on meanwhile");
                return new Outcome.Installed(0);
            }
            return new Outcome.Refused(plan);
        }
        new Execution(connection, progress).run(plan);
        connection.setAutoCommit(false);
        try {
            new CodeSets(connection, registers).record();
            boolean again = installed != null && installed.model().equals(model.hash());
            releases.record(model, state(connection, model), plan, again);
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
        return new Outcome.Installed(plan.steps().size());
    }

    private static Plan plan(Connection connection, Model model, Releases.@Nullable Release installed)
            throws SQLException {
        Registers registers = model.part(Registers.class);
        Planner.Planned planned = Planner.plan(
                TableDesign.of(registers),
                LiveTables.read(connection),
                new Rows(connection),
                declared(model, installed));
        List<Step> steps = new ArrayList<>(planned.plan().steps());
        steps.addAll(new CodeSets(connection, registers).plan(planned.renamed()));
        return new Plan(steps);
    }

    /** A declared rename or split counts for ever; what loses values counts only on the way from the installed release, or within it. */
    private static Declarations declared(Model model, Releases.@Nullable Release installed) {
        List<Change> changes = new ArrayList<>();
        Map<String, Integer> releases = new HashMap<>();
        Map<String, Integer> packs = Releases.packs(model);
        for (Pack pack : model.packs()) {
            int from = installed == null ? 0 : installed.packs().getOrDefault(pack.id(), 0);
            pack.changes().stream()
                    .filter(change -> change.rename() != null || change.split() != null || change.release() >= from)
                    .forEach(changes::add);
        }
        model.part(Registers.class)
                .registers()
                .forEach((id, register) -> releases.put(id, packs.getOrDefault(register.pack(), 1)));
        return new Declarations(changes, releases);
    }
}
