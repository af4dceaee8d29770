package org.shuyuan.register.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.shuyuan.TestDatabase;
import org.shuyuan.TestNode;
import org.shuyuan.pack.Model;

/** A database of its own that releases are installed in. */
final class Upgrades {

    final DataSource database = TestDatabase.fresh();
    final Installer installer = new Installer(database);
    final List<String> progress = new ArrayList<>();

    Upgrades() {
        TestNode.migrate(database);
    }

    /** Installs a release that nothing stands in the way of; answers its plan, and finds nothing left to do. */
    Plan install(TinyPack pack) {
        return install(pack.compile());
    }

    Plan install(Model model) {
        Plan plan = installer.plan(model);
        StepTextsTest.check(plan);
        assertThat(installer.install(model, progress::add))
                .as(() -> Plan.print(plan))
                .isInstanceOf(Installer.Outcome.Installed.class);
        assertThat(Plan.print(installer.plan(model))).isEqualTo("Nothing to do.\n");
        return plan;
    }

    /** Installs a release that is refused, and finds the database untouched; answers the refusals as people read them. */
    String refuse(TinyPack pack) {
        return refuse(pack.compile());
    }

    String refuse(Model model) {
        String before = fingerprint();
        Installer.Outcome outcome = installer.install(model, progress::add);
        assertThat(outcome).isInstanceOf(Installer.Outcome.Refused.class);
        assertThat(fingerprint()).isEqualTo(before);
        Plan plan = ((Installer.Outcome.Refused) outcome).plan();
        StepTextsTest.check(plan);
        return Plan.print(plan);
    }

    String fingerprint() {
        try (Connection connection = database.getConnection()) {
            return LiveTables.fingerprint(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Adds records, with their engine's columns; {@code values} is a list for each. */
    void insert(String register, String columns, String... values) {
        for (String row : values) {
            sql("insert into data." + register + " (id, _version, _since, _change, " + columns
                    + ") values (gen_random_uuid(), 1, now(), gen_random_uuid(), " + row + ")");
        }
    }

    void sql(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql + "\n" + failed.getMessage(), failed);
        }
    }

    @Nullable
    String ask(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql + "\n" + failed.getMessage(), failed);
        }
    }
}
