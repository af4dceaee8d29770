package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Digests;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Registers;
import org.springframework.stereotype.Service;

/** Brings in the data that packs come with: reference data whenever their file has changed, demo data once. */
@Service
public class Seeds {

    private static final int TOLD = 20;

    private final Imports imports;
    private final ImportReports reports;
    private final Database database;
    private final Registers registers;

    Seeds(Imports imports, ImportReports reports, Database database, Registers registers) {
        this.imports = imports;
        this.reports = reports;
        this.database = database;
        this.registers = registers;
    }

    /** A file of a pack that could not be brought in whole, and what is wrong with it first. */
    public record Failed(Registers.Seed seed, ImportState state, List<ImportReports.Fault> faults) {}

    /**
     * Brings in what is new, in order, up to the first file that fails; answers that one, or null.
     *
     * @param name who brings them in, as histories show it
     */
    public @Nullable Failed install(String name, boolean demo, Progress progress) {
        for (Registers.Seed seed : registers.seeds()) {
            byte[] digest = digest(seed);
            if ((seed.demo() && !demo) || known(seed, digest)) {
                continue;
            }
            ImportOptions options = new ImportOptions(
                    ImportOptions.Mode.ALL_OR_NOTHING,
                    false,
                    seed.file().getFileName().toString());
            ImportState state = imports.run(
                    registers.require(seed.register()), seed.file(), options, imports.installer(name), progress);
            if (state.stage() != ImportState.Stage.DONE) {
                return new Failed(seed, state, reports.faults(state, null, TOLD));
            }
            remember(seed, digest);
        }
        return null;
    }

    private static byte[] digest(Registers.Seed seed) {
        try {
            return Digests.sha256(Files.readAllBytes(seed.file()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean known(Registers.Seed seed, byte[] digest) {
        return database.read(connection -> {
            Query query = Query.of(
                    "select digest from register.seed where pack = ? and file = ?", seed.pack(), fileName(seed));
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                return row.next() && (seed.demo() || Arrays.equals(row.getBytes(1), digest));
            }
        });
    }

    private void remember(Registers.Seed seed, byte[] digest) {
        database.read(connection -> remember(connection, seed, digest));
    }

    private static int remember(Connection connection, Registers.Seed seed, byte[] digest) throws SQLException {
        Query query = Query.of("""
                insert into register.seed (pack, file, digest, demo) values (?, ?, ?, ?)
                on conflict (pack, file) do update set digest = excluded.digest
                """, seed.pack(), fileName(seed), digest, seed.demo());
        try (PreparedStatement statement = query.prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private static String fileName(Registers.Seed seed) {
        return (seed.demo() ? "demo/" : "data/") + seed.file().getFileName();
    }
}
