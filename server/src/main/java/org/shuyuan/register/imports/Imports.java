package org.shuyuan.register.imports;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.Role;
import org.shuyuan.register.record.Policies;
import org.shuyuan.register.record.RecordError;
import org.shuyuan.register.record.Rights;
import org.shuyuan.trust.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Brings files of rows into registers: at once, or in the background. */
@Service
public class Imports {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int LISTED = 100;

    private final Database database;
    private final Model model;
    private final Registers registers;
    private final Vault vault;
    private final Clock clock;
    private final ImportDesk desk;
    private final ScheduledExecutorService hourly = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("import-rows").factory());

    public Imports(Database database, Model model, Vault vault, Clock clock, ImportSettings settings) {
        this.database = database;
        this.model = model;
        this.registers = model.part(Registers.class);
        this.vault = vault;
        this.clock = clock;
        this.desk = new ImportDesk(settings, database);
    }

    /** Who brings in what packs carry along: nobody, with every role everywhere. */
    public Actor installer(String name) {
        return new Actor(
                null,
                name,
                null,
                registers.roles().keySet().stream()
                        .map(role -> new Actor.Grant(role, null))
                        .toList());
    }

    /** Brings a file in while the caller waits. What goes wrong is how it ends. */
    public ImportState run(Register register, Path file, ImportOptions options, Actor actor, Progress progress) {
        requireRight(register, actor);
        ImportState received = begin(register, Ids.next(), options, actor);
        try (ImportDesk.Mark mark = desk.mark(received.id())) {
            return run(register, file, received, actor, progress);
        }
    }

    /** Takes a file of {@link #newFile} in the background; it is deleted in the end. */
    ImportState start(Register register, UUID id, ImportOptions options, Actor actor) {
        ImportState received = begin(register, id, options, actor);
        try {
            desk.start(id, progress -> run(register, desk.file(id), received, actor, progress));
        } catch (Problem busy) {
            database.read(connection -> deleted(connection, id));
            throw busy;
        }
        return received;
    }

    private static boolean deleted(java.sql.Connection connection, UUID id) throws SQLException {
        return Staging.run(connection, org.shuyuan.platform.Query.of("delete from register.import where id = ?", id))
                > 0;
    }

    private ImportState begin(Register register, UUID id, ImportOptions options, Actor actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ImportState received = ImportState.received(id, register.id(), actor.account(), now, options);
        return database.read(connection -> {
            ImportLog.begin(connection, received, actor);
            return received;
        });
    }

    private ImportState run(Register register, Path file, ImportState received, Actor actor, Progress progress) {
        return new ImportRun(database, model, vault, clock, register, actor, file, received, progress).run();
    }

    /** Refuses who may neither create nor change any record. */
    void requireRight(Register register, Actor actor) {
        Rights rights = new Policies(registers, actor, LocalDate.now(clock)).rights(register);
        if (!rights.mayEver(Verb.CREATE) && !rights.mayEver(Verb.CHANGE)) {
            throw new Problem(
                    actor.signedIn() ? RecordError.NOT_ALLOWED : PlatformError.NOT_SIGNED_IN,
                    Map.of("register", register.id()));
        }
    }

    /** Where the file of a new import is to be put. */
    Path newFile(UUID id) {
        directory();
        return desk.file(id);
    }

    /** How many imports run. */
    public int running() {
        return desk.running();
    }

    /** How many wait for their turn. */
    public int waiting() {
        return desk.waiting();
    }

    /** Where files lie while they are read. */
    public Path directory() {
        try {
            return Files.createDirectories(desk.directory());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The actor's own imports, newest first. */
    public List<ImportState> mine(Register register, Actor actor) {
        UUID account = actor.account();
        return account == null
                ? List.of()
                : database.read(connection -> ImportLog.mine(connection, register.id(), account, LISTED));
    }

    /** An import that the actor may know of: the own ones, and all for whoever operates the node. */
    public ImportState find(Register register, UUID id, Actor actor) {
        @Nullable
        ImportState state = database.<@Nullable ImportState>read(connection -> ImportLog.find(connection, id));
        if (state == null || !state.register().equals(register.id()) || !(operates(actor) || owns(actor, state))) {
            throw new Problem(ImportError.UNKNOWN_IMPORT, Map.of());
        }
        return state;
    }

    private static boolean owns(Actor actor, ImportState state) {
        return actor.account() != null && actor.account().equals(state.account());
    }

    private boolean operates(Actor actor) {
        return registers.roles().values().stream().filter(Role::operator).anyMatch(role -> actor.everywhere(role.id()));
    }

    /** A fault, its line, and the place from which to read on. */
    public record Fault(long line, FieldFault fault, String place) {}

    /** What is wrong with the rows, by line, after a {@link Fault#place} or from the start. */
    public List<Fault> faults(ImportState state, @Nullable String after, int most) {
        long[] place = place(after);
        return database.read(connection -> FaultLog.read(connection, state.id(), place[0], place[1], most)).stream()
                .map(placed -> new Fault(placed.line(), placed.fault(), placed.line() + "." + placed.n()))
                .toList();
    }

    private static long[] place(@Nullable String after) {
        if (after == null) {
            return new long[] {-1, 0};
        }
        if (!after.matches("\\d{1,18}\\.\\d{1,18}")) {
            throw new Problem(ImportError.IMPORT_PARAMETER, Map.of("parameter", "after", "expected", "next"));
        }
        String[] parts = after.split("\\.");
        return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
    }

    /** Asks an import to stop; one that is writing already may still end as done. */
    void cancel(ImportState state) {
        desk.cancel(state.id());
    }

    /**
     * Takes up the imports that this node left unfinished when it was stopped or killed; called once, when the
     * packs' own files are in.
     *
     * @param alone whether no other process imports into this database
     * @param actors who an account is by now, if it may still act
     */
    public int recover(boolean alone, Function<UUID, Optional<Actor>> actors) {
        return desk.recover(alone, state -> restart(state, actors));
    }

    private boolean restart(ImportState state, Function<UUID, Optional<Actor>> actors) {
        Register register = registers.find(state.register());
        UUID account = state.account();
        Optional<Actor> actor = account == null ? Optional.empty() : actors.apply(account);
        if (register == null || actor.isEmpty()) {
            desk.giveUp(state);
            return false;
        }
        ImportState received = ImportState.received(state.id(), state.register(), account, state.at(), state.options());
        try {
            requireRight(register, actor.get());
            desk.start(state.id(), progress -> run(register, desk.file(state.id()), received, actor.get(), progress));
            return true;
        } catch (Problem refused) {
            desk.giveUp(state);
            return false;
        }
    }

    /** An import of the actor's own. */
    ImportState findOwn(Register register, UUID id, Actor actor) {
        ImportState state = find(register, id, actor);
        if (!owns(actor, state)) {
            throw new Problem(ImportError.UNKNOWN_IMPORT, Map.of());
        }
        return state;
    }

    /** From now on, deletes rows that have been kept long enough. */
    public void clean() {
        hourly.scheduleWithFixedDelay(this::forgetOldRows, 0, 1, TimeUnit.HOURS);
    }

    private void forgetOldRows() {
        try {
            database.read(connection -> KeptRows.forgetOld(connection, clock.instant()));
        } catch (Database.DatabaseFailure away) {
            LOG.warn(
                    "Rows of old imports are not deleted yet: {}",
                    away.failure().getSQLState());
        }
    }

    /** Stops what runs; the next start begins it again. */
    @PreDestroy
    void close() {
        hourly.shutdownNow();
        desk.close();
    }

    /** The rows of an import that were wrong, as they came. */
    KeptRows keptRows(ImportState state) {
        return new KeptRows(database, vault, state.id());
    }

    /** What a file would be read as. */
    Preview preview(Register register, Path file, ImportOptions options, Actor actor) {
        return Preview.of(
                file,
                register,
                new HeaderWords(register, model.texts()),
                new Matching(database, register, actor.account(), options.matching()));
    }
}
