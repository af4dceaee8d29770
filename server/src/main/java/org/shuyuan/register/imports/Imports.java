package org.shuyuan.register.imports;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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

    /** How long a file waits for somebody to decide. */
    static final Duration KEPT = Duration.ofHours(24);

    /** Of so many of an account's imports files are kept. */
    private static final int KEPT_EACH = 5;

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
        ImportState received =
                begin(ImportState.received(Ids.next(), register.id(), actor.account(), now(), options), actor);
        try (ImportDesk.Mark mark = desk.mark(received.id())) {
            return run(register, file, received, actor, progress);
        }
    }

    /** Takes a file of {@link #newFile} in the background. It is deleted in the end, but for that of a dry run, which is kept for a day. */
    ImportState start(Register register, UUID id, ImportOptions options, Actor actor) {
        if (options.dryRun()) {
            keep(id, actor);
        }
        ImportState received = begin(ImportState.received(id, register.id(), actor.account(), now(), options), actor);
        try {
            launch(register, received, actor);
        } catch (Problem busy) {
            desk.forget(id);
            database.read(connection -> deleted(connection, id));
            throw busy;
        }
        return received;
    }

    private void launch(Register register, ImportState received, Actor actor) {
        UUID id = received.id();
        desk.start(id, progress -> {
            if (run(register, desk.file(id), received, actor, progress).written()) {
                desk.forget(id);
            }
        });
    }

    /** Takes a file of {@link #newFile} and waits to be told how it is to be read. */
    ImportState hold(Register register, UUID id, ImportOptions options, Actor actor) {
        keep(id, actor);
        desk.delete(id);
        return begin(
                ImportState.received(id, register.id(), actor.account(), now(), options)
                        .at(ImportState.Stage.HELD),
                actor);
    }

    private void keep(UUID id, Actor actor) {
        UUID account = actor.account();
        if (account != null) {
            desk.keep(id, now());
            mine(actor).stream().skip(KEPT_EACH - 1).forEach(old -> desk.forget(old.id()));
        }
    }

    /**
     * Does an import once more with the file that was kept: a dry run with other columns, or the real one after it.
     *
     * @param options how; where nothing is said of columns, what the last run took them for holds
     */
    ImportState again(Register register, ImportState before, ImportOptions options, Actor actor) {
        requireRight(register, actor);
        if (before.written()
                || before.stage() != ImportState.Stage.HELD && !before.stage().ended()) {
            throw new Problem(ImportError.IMPORT_UNDER_WAY, Map.of());
        }
        if (desk.findKept(before.id()) == null) {
            throw new Problem(ImportError.IMPORT_FILE_GONE, Map.of("hours", KEPT.toHours()));
        }
        ImportState anew = before.anew(
                now(),
                new ImportOptions(
                        options.mode(),
                        options.dryRun(),
                        before.options().fileName(),
                        options.matching().isEmpty() ? matching(before) : options.matching()));
        if (!database.write(connection -> ImportLog.renew(connection, before, anew))) {
            throw new Problem(ImportError.IMPORT_UNDER_WAY, Map.of());
        }
        try {
            if (!desk.takeKept(before.id(), now())) {
                throw new Problem(ImportError.IMPORT_FILE_GONE, Map.of("hours", KEPT.toHours()));
            }
            launch(register, anew, actor);
        } catch (Problem refused) {
            database.write(connection -> ImportLog.renew(connection, anew, before));
            throw refused;
        }
        return anew;
    }

    /** What was checked is what goes in, whatever is remembered by then. */
    private static Map<String, String> matching(ImportState before) {
        Map<String, String> told = new HashMap<>(before.options().matching());
        for (ImportState.Named column : before.file().columns()) {
            if (column.source() == ImportState.Source.MEMORY) {
                String field = column.field();
                told.putIfAbsent(HeaderWords.plain(column.header()), field == null ? "" : field);
            }
        }
        return told;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Until when an import may be done with the file that is here, or null where it can't be. */
    @Nullable
    Instant keptUntil(ImportState state) {
        boolean open = state.stage() == ImportState.Stage.HELD || state.stage().ended();
        Instant since = open && !state.written() ? desk.keptSince(state.id()) : null;
        return since == null ? null : since.plus(KEPT);
    }

    /** What the kept file of an import would be read as. */
    Preview preview(Register register, ImportState state, ImportOptions options, Actor actor) {
        Path file = desk.findKept(state.id());
        if (file == null) {
            throw new Problem(ImportError.IMPORT_FILE_GONE, Map.of("hours", KEPT.toHours()));
        }
        Map<String, String> told =
                options.matching().isEmpty() ? state.options().matching() : options.matching();
        return preview(register, file, new ImportOptions(options.mode(), options.dryRun(), null, told), actor);
    }

    private static boolean deleted(java.sql.Connection connection, UUID id) throws SQLException {
        return Staging.run(connection, org.shuyuan.platform.Query.of("delete from register.import where id = ?", id))
                > 0;
    }

    private ImportState begin(ImportState received, Actor actor) {
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

    /** The actor's own imports into all registers, newest first. */
    List<ImportState> mine(Actor actor) {
        UUID account = actor.account();
        return account == null ? List.of() : database.read(connection -> ImportLog.mine(connection, account, LISTED));
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

    /** Whether the actor operates the node. */
    boolean operates(Actor actor) {
        return registers.roles().values().stream().filter(Role::operator).anyMatch(role -> actor.everywhere(role.id()));
    }

    /** A fault, its line, and the place from which to read on. */
    public record Fault(long line, FieldFault fault, String place) {}

    /** What is wrong with the rows, by line, after a {@link Fault#place} or from the start. */
    public List<Fault> faults(ImportState state, @Nullable String after, int most) {
        return faults(state, null, null, after, most);
    }

    /** Of one kind only, where a code is given: with that code, in that field or in none. */
    List<Fault> faults(
            ImportState state, @Nullable String code, @Nullable String field, @Nullable String after, int most) {
        long[] place = place(after);
        return database
                .read(connection -> FaultLog.read(connection, state.id(), code, field, place[0], place[1], most))
                .stream()
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

    /** How often each kind of fault was found, the most frequent first. */
    List<FaultKinds.Kind> kinds(ImportState state) {
        return database.read(connection -> FaultKinds.read(connection, state.id()));
    }

    /**
     * Asks an import to stop; one that is writing already may still end as done. Of one that doesn't run the kept file is deleted.
     */
    void cancel(ImportState state) {
        if (state.stage() == ImportState.Stage.HELD) {
            database.read(connection -> {
                ImportLog.save(connection, state.at(ImportState.Stage.CANCELLED));
                return true;
            });
        }
        if (state.stage() == ImportState.Stage.HELD || state.stage().ended()) {
            desk.forget(state.id());
        } else {
            desk.cancel(state.id());
        }
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
            launch(register, received, actor.get());
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

    /** From now on, deletes rows and files that have been kept long enough. */
    public void clean() {
        hourly.scheduleWithFixedDelay(this::forgetOldRows, 0, 1, TimeUnit.HOURS);
    }

    private void forgetOldRows() {
        try {
            desk.forgetBefore(now().minus(KEPT));
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
