package org.shuyuan.register.imports;

import java.util.function.Supplier;
import org.shuyuan.platform.Database;

/** Says how far an import is: to the database, where anybody's request finds it, and to who follows it. */
final class Reporter {

    private static final long BETWEEN = 400_000_000; // nanoseconds

    private final Database database;
    private final Progress progress;
    private ImportState state;
    private long said = System.nanoTime();

    Reporter(Database database, Progress progress, ImportState state) {
        this.database = database;
        this.progress = progress;
        this.state = state;
    }

    ImportState state() {
        return state;
    }

    /** Says so where it's time to. */
    void lookIn(Supplier<ImportState> next) {
        if (System.nanoTime() - said > BETWEEN) {
            report(next.get());
        }
    }

    void report(ImportState next) {
        database.read(connection -> {
            ImportLog.save(connection, next);
            return next;
        });
        said(next);
    }

    /** What the database has been told by its own transaction. */
    void said(ImportState next) {
        state = next;
        said = System.nanoTime();
        progress.at(next);
    }
}
