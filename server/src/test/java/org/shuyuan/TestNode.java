package org.shuyuan;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.Fault;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.PackCompiler;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Evidence;
import org.shuyuan.platform.Ids;
import org.shuyuan.register.definition.RegisterEngine;
import org.shuyuan.register.imports.ImportReports;
import org.shuyuan.register.imports.ImportSettings;
import org.shuyuan.register.imports.Imports;
import org.shuyuan.register.imports.Previews;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Extracts;
import org.shuyuan.register.record.Histories;
import org.shuyuan.register.record.Reads;
import org.shuyuan.register.record.Records;
import org.shuyuan.register.schema.Installer;
import org.shuyuan.register.schema.Plan;
import org.shuyuan.trust.Suite;
import org.shuyuan.trust.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Packs installed in a database of their own, with the services that read and write them, but without HTTP. */
public final class TestNode {

    /** The project's root, wherever the tests run from. */
    public static final Path ROOT =
            Path.of(System.getProperty("shuyuan.root", "..")).toAbsolutePath().normalize();

    /** The packs that come with the product. */
    public static final Path PACKS = ROOT.resolve("packs");

    public final DataSource connections;
    public final Database database;
    public final Model model;
    public final Registers registers;
    public final Vault vault;
    public final Records records;
    public final Reads reads;
    public final Histories histories;
    public final ImportSettings importSettings;
    public final Imports imports;
    public final ImportReports reports;
    public final Previews previews;
    public final Extracts extracts;
    public final Evidence evidence;

    private TestNode(Model model, DataSource connections, Path keys, Clock clock) {
        Vault vault = Vault.open(keys.resolve("keys"), Suite.INTERNATIONAL, false);
        this.model = model;
        this.registers = model.part(Registers.class);
        this.connections = connections;
        this.vault = vault;
        this.database = new Database(connections);
        this.records = new Records(database, model, vault, clock);
        this.reads = new Reads(database, model, vault, clock);
        this.histories = new Histories(database, model, reads, vault, clock);
        this.extracts = new Extracts(database, model, vault, clock);
        this.evidence = new Evidence(JdbcClient.create(connections), clock);
        this.importSettings = new ImportSettings(keys.resolve("imports"));
        this.imports = new Imports(database, model, vault, clock, importSettings);
        this.reports = new ImportReports(database, model, vault, importSettings);
        this.previews = new Previews(database, model, importSettings);
    }

    /** The packs in these folders, compiled; their faults where they don't compile. */
    public static Model compile(Path... folders) {
        Compilation compilation = new PackCompiler(List.of(new RegisterEngine())).compile(Arrays.asList(folders));
        return switch (compilation) {
            case Compilation.Compiled compiled -> compiled.model();
            case Compilation.Refused refused ->
                throw new IllegalArgumentException(String.join(
                        "\n", refused.faults().stream().map(Fault::print).toList()));
        };
    }

    /** A node with these packs on a fresh database; {@code keys} is a folder for its key file. */
    public static TestNode start(Path keys, Path... folders) {
        return start(keys, Clock.system(java.time.ZoneId.of("Asia/Shanghai")), folders);
    }

    public static TestNode start(Path keys, Clock clock, Path... folders) {
        Model model = compile(folders);
        DataSource connections = TestDatabase.pooled();
        migrate(connections);
        new Installer(connections).install(model, line -> {});
        return new TestNode(model, connections, keys, clock);
    }

    /** The node after its database was upgraded to other releases of its packs. */
    public TestNode upgrade(Path keys, Path... folders) {
        Model next = compile(folders);
        Installer.Outcome outcome = new Installer(connections).install(next, line -> {});
        if (outcome instanceof Installer.Outcome.Refused refused) {
            throw new IllegalStateException(Plan.print(refused.plan()));
        }
        return new TestNode(next, connections, keys, Clock.system(java.time.ZoneId.of("Asia/Shanghai")));
    }

    /** The tables of the rooms themselves. */
    public static void migrate(DataSource connections) {
        for (String room : List.of("platform", "register")) {
            Flyway.configure()
                    .dataSource(connections)
                    .schemas(room)
                    .locations("classpath:db/migration/" + room)
                    .load()
                    .migrate();
        }
    }

    public Register register(String id) {
        return registers.require(id);
    }

    /** Somebody with one role, everywhere or at one record. */
    public static Actor actor(String role, @Nullable UUID at) {
        return new Actor(Ids.next(), role, null, List.of(new Actor.Grant(role, at)));
    }

    /** The roles that the operator of a node holds everywhere. */
    public Actor operator() {
        return new Actor(
                Ids.next(),
                "operator",
                null,
                registers.roles().values().stream()
                        .filter(org.shuyuan.register.model.Role::operator)
                        .map(role -> new Actor.Grant(role.id(), null))
                        .toList());
    }

    /** Runs a statement and answers its first column as text, or null. */
    public @Nullable String sql(String statement) {
        try (Connection connection = connections.getConnection();
                Statement prepared = connection.createStatement()) {
            if (!prepared.execute(statement)) {
                return null;
            }
            try (var rows = prepared.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }
}
