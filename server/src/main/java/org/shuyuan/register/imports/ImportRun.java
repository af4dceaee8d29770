package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Database.DatabaseFailure;
import org.shuyuan.platform.Digests;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.imports.ImportState.Counts;
import org.shuyuan.register.imports.ImportState.Stage;
import org.shuyuan.register.imports.ImportState.Stop;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Policies;
import org.shuyuan.register.record.ValueParser;
import org.shuyuan.register.record.Violations;
import org.shuyuan.register.table.FileRefused;
import org.shuyuan.register.table.LineFault;
import org.shuyuan.register.table.TableFile;
import org.shuyuan.trust.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file on its way in, from its first byte to the end of its transaction. */
final class ImportRun {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    private final Database database;
    private final Model model;
    private final Register register;
    private final Vault vault;
    private final Clock clock;
    private final Policies policies;
    private final Path file;
    private final Progress progress;
    private final Reporter reporter;
    private final FaultLog faults;

    ImportRun(
            Database database,
            Model model,
            Vault vault,
            Clock clock,
            Register register,
            Actor actor,
            Path file,
            ImportState state,
            Progress progress) {
        this.database = database;
        this.model = model;
        this.register = register;
        this.vault = vault;
        this.clock = clock;
        this.policies = new Policies(model.part(Registers.class), actor, java.time.LocalDate.now(clock));
        this.file = file;
        this.progress = progress;
        this.reporter = new Reporter(database, progress, state);
        this.faults = new FaultLog(database, state.id());
    }

    /** Never throws: what goes wrong is how the import ends. */
    ImportState run() {
        try {
            database.<@Nullable Void>read(connection -> {
                ImportSession.during(connection, reporter.state().id(), staging -> bringIn(connection, staging));
                return null;
            });
        } catch (Cancelled cancelled) {
            end(Stage.CANCELLED, null);
        } catch (FileRefused refused) {
            faults.add(refused.faults());
            faults.flush();
            end(Stage.REFUSED, new Stop(ImportError.FILE_REFUSED.code(), Map.of()));
        } catch (Problem wrong) {
            end(Stage.REFUSED, new Stop(wrong.code().code(), wrong.parameters()));
        } catch (Stopped stopped) {
            end(stopped.end(), stopped.stop());
        } catch (DatabaseFailure failure) {
            end(failure);
        } catch (RuntimeException failure) {
            LOG.error("The import {} failed", reporter.state().id(), failure);
            end(Stage.FAILED, new Stop(ImportError.IMPORT_FAILED.code(), Map.of()));
        }
        return reporter.state();
    }

    private void end(Stage end, @Nullable Stop stop) {
        if (progress.interrupted()) {
            return; // as if the node had been killed
        }
        try {
            reporter.report(reporter.state().stopped(end, stop));
        } catch (DatabaseFailure away) {
            LOG.warn(
                    "The end of the import {} could not be noted",
                    reporter.state().id());
            reporter.said(reporter.state().stopped(end, stop));
        }
    }

    /** What the database refuses after all, though the check found it good: somebody else was first. */
    private void end(DatabaseFailure failure) {
        FieldFault fault = model.part(Registers.class).registers().values().stream()
                .map(each -> Violations.explain(each, failure.failure()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (fault == null) {
            // Its message may hold values of the file.
            LOG.error(
                    "The import {} failed in the database: {} {}",
                    reporter.state().id(),
                    failure.failure().getClass().getSimpleName(),
                    failure.failure().getSQLState());
            end(Stage.FAILED, new Stop(ImportError.IMPORT_FAILED.code(), Map.of()));
            return;
        }
        faults.add(List.of(new LineFault(0, fault)));
        faults.flush();
        end(Stage.FAILED, new Stop(ImportError.BROKEN_RULE.code(), Map.of()));
    }

    private void bringIn(Connection connection, Staging staging) throws SQLException {
        try {
            ImportLog.forgetFaults(connection, reporter.state().id());
            reporter.report(reporter.state().at(Stage.CHECKING));
            HeaderWords words = new HeaderWords(register, model.texts());
            try (TableFile table = TableFile.of(file, words::known)) {
                bringIn(connection, staging, table, words);
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private void bringIn(Connection connection, Staging staging, TableFile table, HeaderWords words)
            throws SQLException, IOException {
        Matching matching = new Matching(
                database,
                register,
                policies.actor().account(),
                reporter.state().options().matching());
        Header header = Header.of(table, register, words, matching);
        reporter.report(reporter.state().reading(header.said()));
        header.require();
        matching.remember(header.texts());
        Batch batch = new Batch(
                reporter.state().id(), connection, register, header.given(), policies, vault, staging, progress);
        ValueParser parser = new ValueParser(policies.today());
        RowParser rows = new RowParser(policies.registers(), register, header, parser, vault);
        new Loading(batch, rows, faults, reporter).load(table, header);
        ImportSession.aloneIn(register, batch);
        checkAndWrite(batch, table, header);
    }

    private void checkAndWrite(Batch batch, TableFile table, Header header) throws SQLException, IOException {
        Checking.Verdict verdict = new Checking(batch).check();
        ImportState checked = reporter.state().counted(verdict.counts());
        reporter.report(checked);
        if (verdict.counts().faulty() > 0) {
            new KeptRows(database, vault, checked.id()).keep(table, header);
        }
        boolean all = checked.options().mode() == ImportOptions.Mode.ALL_OR_NOTHING;
        if (all && verdict.counts().faulty() > 0) {
            throw new Stopped(
                    Stage.REFUSED,
                    new Stop(
                            ImportError.ROWS_REFUSED.code(),
                            Map.of("count", verdict.counts().faulty())));
        }
        boolean nothing = verdict.counts().created() + verdict.counts().changed() == 0;
        if (checked.options().dryRun() || nothing) {
            reporter.report(checked.at(Stage.DONE));
            return;
        }
        batch.stopIfCancelled();
        reporter.report(checked.at(Stage.WRITING));
        ImportState done = reporter.state().at(Stage.DONE);
        byte[] digest = digest();
        Connection connection = batch.connection();
        connection.setAutoCommit(false);
        try {
            new Writing(batch, verdict, clock.instant().truncatedTo(ChronoUnit.MICROS))
                    .write(model.hash(), digest, detail(done, digest));
            ImportLog.save(connection, done);
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
        reporter.said(done);
    }

    /** The file's SHA-256. */
    private byte[] digest() throws IOException {
        try (var stream = new DigestInputStream(Files.newInputStream(file), Digests.sha256())) {
            stream.transferTo(OutputStream.nullOutputStream());
            return stream.getMessageDigest().digest();
        }
    }

    private static String detail(ImportState done, byte[] digest) {
        Counts counts = done.counts();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("import", done.id());
        detail.put("file", String.valueOf(done.options().fileName()));
        detail.put("sha256", HexFormat.of().formatHex(digest));
        detail.put("rows", done.read());
        detail.put("created", counts.created());
        detail.put("changed", counts.changed());
        detail.put("unchanged", counts.unchanged());
        detail.put("faulty", counts.faulty());
        detail.put("createdReferences", counts.createdReferences());
        return Parameters.write(detail);
    }
}
