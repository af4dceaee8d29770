package org.shuyuan.register.imports;

import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Policies;
import org.shuyuan.register.record.RecordError;
import org.shuyuan.register.record.Rights;
import org.shuyuan.trust.Vault;
import org.springframework.stereotype.Service;

/** Begins and ends imports, which bring files of rows into registers: at once, or in the background. */
@Service
public class Imports {

    /** Of so many of an account's imports files are kept. */
    private static final int KEPT_EACH = 5;

    private final Database database;
    private final Model model;
    private final Registers registers;
    private final Vault vault;
    private final Clock clock;
    private final ImportFiles files;
    private final Leftovers leftovers;
    private final ImportDesk desk;

    public Imports(Database database, Model model, Vault vault, Clock clock, ImportSettings settings) {
        this.database = database;
        this.model = model;
        this.registers = model.part(Registers.class);
        this.vault = vault;
        this.clock = clock;
        this.files = settings.files();
        this.leftovers = new Leftovers(files, database);
        this.desk = new ImportDesk(settings);
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
        try (ImportFiles.Mark mark = files.mark(received.id())) {
            return run(register, file, received, actor, progress);
        }
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

    private ImportState begin(ImportState received, Actor actor) {
        return database.read(connection -> {
            ImportLog.begin(connection, received, actor);
            return received;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ImportState run(Register register, Path file, ImportState received, Actor actor, Progress progress) {
        return new ImportRun(database, model, vault, clock, register, actor, file, received, progress).run();
    }

    /** Takes a file of {@link ImportFiles#newFile} in the background. It is deleted in the end, but for that of a dry run, which is kept for a day. */
    ImportState start(Register register, UUID id, ImportOptions options, Actor actor) {
        if (options.dryRun()) {
            keep(id, actor);
        }
        ImportState received = begin(ImportState.received(id, register.id(), actor.account(), now(), options), actor);
        try {
            launch(register, received, actor);
        } catch (Problem busy) {
            files.forget(id);
            database.read(connection -> ImportLog.delete(connection, id));
            throw busy;
        }
        return received;
    }

    private void keep(UUID id, Actor actor) {
        UUID account = actor.account();
        if (account != null) {
            files.keep(id, now());
            database.read(connection -> ImportLog.mine(connection, account)).stream()
                    .skip(KEPT_EACH - 1)
                    .forEach(old -> files.forget(old.id()));
        }
    }

    private void launch(Register register, ImportState received, Actor actor) {
        UUID id = received.id();
        desk.start(id, progress -> {
            if (run(register, files.file(id), received, actor, progress).written()) {
                files.forget(id);
            }
        });
    }

    /** Takes a file of {@link ImportFiles#newFile} and waits to be told how it is to be read. */
    ImportState hold(Register register, UUID id, ImportOptions options, Actor actor) {
        keep(id, actor);
        files.delete(id);
        return begin(
                ImportState.received(id, register.id(), actor.account(), now(), options)
                        .at(ImportState.Stage.HELD),
                actor);
    }

    /**
     * Does an import once more with the file that was kept: a dry run with other columns, or the real one after it.
     *
     * @param options how; where nothing is said of columns, what the last run took them for holds
     */
    ImportState again(Register register, ImportState before, ImportOptions options, Actor actor) {
        requireRight(register, actor);
        if (!before.mayBeDone()) {
            throw new Problem(ImportError.IMPORT_UNDER_WAY, Map.of());
        }
        files.requireKept(before.id());
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
            files.takeKept(before.id(), now());
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
        if (state.rests()) {
            files.forget(state.id());
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
        return leftovers.takeUp(alone, state -> restart(state, actors));
    }

    private boolean restart(ImportState state, Function<UUID, Optional<Actor>> actors) {
        Register register = registers.find(state.register());
        UUID account = state.account();
        Optional<Actor> actor = account == null ? Optional.empty() : actors.apply(account);
        if (register == null || actor.isEmpty()) {
            return false;
        }
        ImportState received = ImportState.received(state.id(), state.register(), account, state.at(), state.options());
        try {
            requireRight(register, actor.get());
            launch(register, received, actor.get());
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    /** How many imports run. */
    public int running() {
        return desk.running();
    }

    /** How many wait for their turn. */
    public int waiting() {
        return desk.waiting();
    }

    /** Stops what runs; the next start begins it again. */
    @PreDestroy
    void close() {
        desk.close();
    }
}
