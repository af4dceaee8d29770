package org.shuyuan.register.imports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.standard.Operators;
import org.shuyuan.trust.Vault;
import org.springframework.stereotype.Service;

/** Tells how imports are and what was wrong with their rows: to whoever began them, and to whoever operates the node. */
@Service
public class ImportReports {

    private final Database database;
    private final Registers registers;
    private final Vault vault;
    private final ImportFiles files;

    public ImportReports(Database database, Model model, Vault vault, ImportSettings settings) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.vault = vault;
        this.files = settings.files();
    }

    /** The actor's own imports, newest first. */
    public List<ImportState> mine(Register register, Actor actor) {
        UUID account = actor.account();
        return account == null
                ? List.of()
                : database.read(connection -> ImportLog.mine(connection, register.id(), account));
    }

    /** The actor's own imports into all registers, newest first. */
    List<ImportState> mine(Actor actor) {
        UUID account = actor.account();
        return account == null ? List.of() : database.read(connection -> ImportLog.mine(connection, account));
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

    /** An import of the actor's own. */
    ImportState findOwn(Register register, UUID id, Actor actor) {
        ImportState state = find(register, id, actor);
        if (!owns(actor, state)) {
            throw new Problem(ImportError.UNKNOWN_IMPORT, Map.of());
        }
        return state;
    }

    private static boolean owns(Actor actor, ImportState state) {
        return actor.account() != null && actor.account().equals(state.account());
    }

    /** Whether the actor operates the node. */
    boolean operates(Actor actor) {
        return Operators.include(registers, actor);
    }

    /** Until when an import may be done with the file that is here, or null where it can't be. */
    @Nullable
    Instant keptUntil(ImportState state) {
        Instant since = state.mayBeDone() ? files.keptSince(state.id()) : null;
        return since == null ? null : since.plus(ImportFiles.KEPT);
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

    /** The rows of an import that were wrong, as they came. */
    KeptRows keptRows(ImportState state) {
        return new KeptRows(database, vault, state.id());
    }
}
