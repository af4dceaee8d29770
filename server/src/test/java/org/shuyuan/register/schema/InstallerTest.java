package org.shuyuan.register.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shuyuan.Golden;
import org.shuyuan.TestNode;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Registers;

class InstallerTest {

    private final Upgrades upgrades = new Upgrades();

    @Test
    void theBuiltInPacksInstallAndASecondTimeNothingIsDone() {
        Model model =
                TestNode.compile(TestNode.PACKS.resolve("education_base"), TestNode.PACKS.resolve("organisations"));
        upgrades.install(model);
        upgrades.progress.clear();
        assertThat(upgrades.installer.install(model, upgrades.progress::add))
                .isEqualTo(new Installer.Outcome.Installed(0));
        assertThat(upgrades.progress).isEmpty();
        assertThat(upgrades.ask("select count(distinct code) from register.code_entry where set_id = 'division'"))
                .isEqualTo(String.valueOf(model.part(Registers.class).codes().values().stream()
                        .filter(set -> set.id().equals("division"))
                        .mapToInt(set -> set.byCode().size())
                        .sum()));
    }

    /** A new release of the program may want other tables of the same packs. */
    @Test
    void theSameModelIsComparedAgainWhereAnotherProgramInstalledIt() {
        Model model = TestNode.compile(TestNode.PACKS);
        upgrades.install(model);
        upgrades.progress.clear();
        upgrades.sql("update register.release set catalog = split_part(catalog, ' ', 1) || ' other tables'");
        upgrades.installer.install(model, upgrades.progress::add);
        assertThat(upgrades.progress).containsExactly("compares the model with the database");
        upgrades.installer.install(model, upgrades.progress::add);
        assertThat(upgrades.progress).hasSize(1);
    }

    @Test
    void theTablesOfTheToyPackAreAsAccepted() {
        Model toy = TestNode.compile(TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
        Golden.check("golden/install.txt", Plan.print(upgrades.install(toy)));
    }

    @Test
    void thePlanOfARelease2IsAsAccepted() {
        upgrades.install(everything());
        upgrades.insert("thing", "name, amount, tags", "'one', 1, '{}'", "'two', 2, '{}'");
        Golden.check("golden/upgrade.txt", Plan.print(upgrades.install(changed())));
    }

    @Test
    void theStepsThatWereDoneAreToldInTheReadersLanguage() {
        upgrades.install(everything());
        upgrades.insert("thing", "name, amount, tags", "'one', 1, '{}'", "'two', 2, '{}'");
        upgrades.install(changed());
        ReleaseLog log = new ReleaseLog(new Database(upgrades.database));
        for (String language : Messages.LANGUAGES) {
            Golden.check(
                    "golden/upgrade." + language + ".txt",
                    log.steps(2, language).orElseThrow().stream()
                            .map(step -> step.kind() + " " + step.effect() + " " + step.description() + "\n")
                            .collect(Collectors.joining()));
        }
    }

    /** The second release of {@link #everything}. */
    private static TinyPack changed() {
        return new TinyPack(2)
                .change("release: 2, register: thing, rename: amount, to: weight")
                .change("release: 2, register: thing, narrow: name")
                .change("release: 2, register: thing, drop: note")
                .codes("colour", "red", "green", "blue")
                .register(
                        "thing",
                        "identity: [[name], [colour, weight]]",
                        "name: {type: text, max: 20, required: true, search: true, sort: true, unique: true}",
                        "colour: {code: colour, filter: true, default: red, required: true}",
                        "weight: {type: decimal, scale: 2, sort: true}",
                        "tags: {code: colour, many: true, filter: true}",
                        "secret: {type: text, sensitivity: L4, identifying: true, unique: true}",
                        "check: heavy, \"weight == null || weight > 0\"")
                .register("place", "tree: within", "name: {type: text}", "within: {ref: place}")
                .register(
                        "stay",
                        "period: [from, until]",
                        "no_overlap: [[thing]]",
                        "note: {type: text}",
                        "thing: {ref: thing, required: true}",
                        "from: {type: date}",
                        "until: {type: date}");
    }

    private static TinyPack everything() {
        return new TinyPack(1)
                .codes("colour", "red", "green")
                .register(
                        "thing",
                        "identity: [[name], [colour, amount]]",
                        "name: {type: text, max: 40, required: true, search: true, sort: true}",
                        "colour: {code: colour, filter: true}",
                        "amount: {type: integer, sort: true}",
                        "tags: {code: colour, many: true, filter: true}",
                        "secret: {type: text, sensitivity: L4, identifying: true, unique: true}",
                        "note: {type: text}",
                        "check: heavy, \"amount == null || amount > 0\"")
                .register("place", "tree: within", "name: {type: text}", "within: {ref: place}")
                .register(
                        "stay",
                        "period: [from, until]",
                        "no_overlap: [[thing]]",
                        "note: {type: text}",
                        "thing: {ref: thing, required: true}",
                        "from: {type: date}",
                        "until: {type: date}");
    }

    @Test
    void aDatabaseThatANewerProgramUpgradedIsRefused() {
        upgrades.install(new TinyPack(1).register("thing", "name: {type: text}"));
        upgrades.install(new TinyPack(3).register("thing", "name: {type: text, sort: true}"));
        assertThat(upgrades.refuse(new TinyPack(2).register("thing", "name: {type: text, filter: true}")))
                .contains("the database holds release 3 of tiny, this program brings 2")
                .contains("start the newer program");
    }

    @Test
    void theProgramBeforeGoesOnAsLongAsItsTablesServe() {
        TinyPack first = new TinyPack(1).register("thing", "name: {type: text}");
        upgrades.install(first);
        upgrades.install(
                new TinyPack(2).register("thing", "name: {type: text, sort: true}", "amount: {type: integer}"));
        String after = upgrades.fingerprint();
        assertThat(upgrades.installer.install(first.compile(), upgrades.progress::add))
                .isEqualTo(new Installer.Outcome.Installed(0));
        assertThat(upgrades.fingerprint()).isEqualTo(after);
    }

    @Test
    void theProgramBeforeIsRefusedWhereItsColumnIsGone() {
        TinyPack first = new TinyPack(1).register("thing", "name: {type: text}");
        upgrades.install(first);
        upgrades.install(new TinyPack(2)
                .change("release: 2, register: thing, rename: name, to: title")
                .register("thing", "title: {type: text}"));
        assertThat(upgrades.refuse(first)).contains("start the newer program");
    }

    @Test
    void whatSomebodyChangedByHandIsMendedAtTheNextStart() {
        TinyPack pack = new TinyPack(1).register("thing", "name: {type: text, max: 10, sort: true}");
        upgrades.install(pack);
        upgrades.sql("alter table data.thing drop column name");
        assertThat(upgrades.install(pack).steps()).hasSize(3);
    }

    @Test
    void aFailedStepSaysThatTheNextStartGoesOn() {
        upgrades.sql(
                "create schema data; create table data.thing_x (); create table data.\"thing\" (id uuid primary key)");
        upgrades.sql("insert into data.thing values (gen_random_uuid())");
        TinyPack pack = new TinyPack(1).register("thing", "name: {type: text}");
        assertThat(upgrades.refuse(pack)).contains("thing_x");
        assertThatThrownBy(() -> new Installer(new org.springframework.jdbc.datasource.DriverManagerDataSource(
                                "jdbc:postgresql://localhost:1/none"))
                        .install(pack.compile(), line -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("goes on at the next start");
    }

    @Test
    void anInstallationWaitsForTheOneThatRuns() throws Exception {
        Model model = new TinyPack(1).register("thing", "name: {type: text}").compile();
        try (var connection = upgrades.database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + Installer.LOCK + ")");
            var told = new java.util.concurrent.CountDownLatch(1);
            var other = new java.util.concurrent.FutureTask<>(
                    () -> upgrades.installer.install(model, line -> told.countDown()));
            Thread.ofVirtual().start(other);
            told.await();
            assertThat(other.isDone()).isFalse();
            statement.execute("select pg_advisory_unlock(" + Installer.LOCK + ")");
            assertThat(other.get()).isInstanceOf(Installer.Outcome.Installed.class);
        }
    }
}
