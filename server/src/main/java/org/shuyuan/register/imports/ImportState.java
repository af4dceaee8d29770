package org.shuyuan.register.imports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is, and what came of it.
 *
 * @param total rows of the file; null until its end is reached
 * @param unchanged rows whose records hold all of it already
 * @param createdReferences records that were made because rows name them
 * @param problem what stopped it
 */
public record ImportState(
        UUID id,
        String register,
        @Nullable UUID account,
        Instant at,
        ImportOptions options,
        Stage stage,
        Read file,
        @Nullable Long total,
        long read,
        Counts counts,
        @Nullable Stop problem) {

    /** What is done at the moment, or how it ended. */
    public enum Stage {
        /** The file is here and waits for somebody to say how its columns are to be read. */
        HELD,
        RECEIVED,
        CHECKING,
        WRITING,
        DONE,
        REFUSED,
        FAILED,
        CANCELLED;

        public boolean ended() {
            return compareTo(DONE) >= 0;
        }
    }

    /** How the file was read; nothing of it is known at first. */
    public record Read(
            @Nullable String encoding,
            boolean bom,
            @Nullable String delimiter,
            List<String> hiddenSheets,
            List<Named> columns) {

        static final Read NOT_YET = new Read(null, false, null, List.of(), List.of());

        public Read {
            hiddenSheets = List.copyOf(hiddenSheets);
            columns = List.copyOf(columns);
        }
    }

    /** A column and the field that it was found to hold, or null where it is left out. */
    public record Named(String header, @Nullable String field, Source source) {}

    /** Why a column is taken for what it is. */
    public enum Source {
        /** Nothing is known of it. */
        NONE,
        /** Its name means the field. */
        NAME,
        /** Somebody says so, this time. */
        TOLD,
        /** The account said so the last time that a file had this header. */
        MEMORY,
        /** This node wrote it itself beside rows to mend. */
        MEND
    }

    /** Rows by what came of them. */
    public record Counts(long created, long changed, long unchanged, long faulty, long createdReferences) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    /** A problem's code and the parameters of its texts. */
    public record Stop(String code, Map<String, ?> parameters) {

        public Stop {
            parameters = Map.copyOf(parameters);
        }
    }

    static ImportState received(UUID id, String register, @Nullable UUID account, Instant at, ImportOptions options) {
        return new ImportState(
                id, register, account, at, options, Stage.RECEIVED, Read.NOT_YET, null, 0, Counts.NONE, null);
    }

    /** The same import before anything is known of it, to be done in another way. */
    ImportState anew(Instant when, ImportOptions by) {
        return received(id, register, account, when, by);
    }

    /** Whether its rows are in the register. */
    public boolean written() {
        return stage == Stage.DONE && !options.dryRun();
    }

    /** Whether it neither waits for its turn nor runs. */
    boolean rests() {
        return stage == Stage.HELD || stage.ended();
    }

    /** Whether it may be done with the file that is kept of it. */
    boolean mayBeDone() {
        return rests() && !written();
    }

    ImportState at(Stage next) {
        return new ImportState(id, register, account, at, options, next, file, total, read, counts, problem);
    }

    ImportState reading(Read as) {
        return new ImportState(id, register, account, at, options, stage, as, total, read, counts, problem);
    }

    ImportState counting(long rows, boolean all, long faulty) {
        Counts so =
                new Counts(counts.created(), counts.changed(), counts.unchanged(), faulty, counts.createdReferences());
        return new ImportState(
                id, register, account, at, options, stage, file, all ? Long.valueOf(rows) : null, rows, so, problem);
    }

    ImportState counted(Counts all) {
        return new ImportState(id, register, account, at, options, stage, file, total, read, all, problem);
    }

    ImportState stopped(Stage end, @Nullable Stop by) {
        return new ImportState(id, register, account, at, options, end, file, total, read, counts, by);
    }
}
