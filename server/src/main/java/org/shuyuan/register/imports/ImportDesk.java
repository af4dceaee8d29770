package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.imports.ImportState.Stage;
import org.shuyuan.register.imports.ImportState.Stop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The imports of this node that wait or run. Each has a file in its directory until it has ended, which tells what a killed node left. */
final class ImportDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);
    private static final int PATIENCE = 10; // seconds
    private static final String SUFFIX = ".file";
    private static final String KEPT = ".kept";

    /** A file that brought the node down twice will do so again. */
    private static final int ATTEMPTS = 3;

    private final Path directory;
    private final Database database;
    private final ThreadPoolExecutor workers;
    private final Map<UUID, AtomicBoolean> stops = new ConcurrentHashMap<>();
    private List<UUID> left;
    private volatile boolean closing;

    ImportDesk(ImportSettings settings, Database database) {
        this.directory = settings.directory();
        this.database = database;
        this.workers = new ThreadPoolExecutor(
                settings.atOnce(),
                settings.atOnce(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.waiting()),
                Thread.ofPlatform().daemon().name("import-", 1).factory());
        this.workers.allowCoreThreadTimeOut(true);
        this.left = found(SUFFIX);
    }

    Path directory() {
        return directory;
    }

    int running() {
        return workers.getActiveCount();
    }

    int waiting() {
        return workers.getQueue().size();
    }

    Path file(UUID id) {
        return directory.resolve(id + SUFFIX);
    }

    private Path kept(UUID id) {
        return directory.resolve(id + KEPT);
    }

    /** Keeps the file of an import beyond its end. */
    void keep(UUID id, Instant now) {
        try {
            Files.createLink(kept(id), file(id));
            Files.setLastModifiedTime(kept(id), FileTime.from(now));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Takes the kept file of an import for its file once more; false where it isn't kept any longer. */
    boolean takeKept(UUID id, Instant now) {
        try {
            Files.createLink(file(id), kept(id));
            Files.setLastModifiedTime(kept(id), FileTime.from(now));
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The kept file, or null where there is none any longer. */
    @Nullable
    Path findKept(UUID id) {
        Path kept = kept(id);
        return Files.exists(kept) ? kept : null;
    }

    /** Since when a file is kept, or null where none is. */
    @Nullable
    Instant keptSince(UUID id) {
        try {
            return Files.getLastModifiedTime(kept(id)).toInstant();
        } catch (IOException gone) {
            return null;
        }
    }

    void forget(UUID id) {
        try {
            Files.deleteIfExists(kept(id));
        } catch (IOException stays) {
            LOG.warn("The kept file of the import {} could not be deleted", id, stays);
        }
    }

    /** Deletes what has been kept since before a moment. */
    void forgetBefore(Instant moment) {
        for (UUID id : found(KEPT)) {
            Instant since = keptSince(id);
            if (since != null && since.isBefore(moment)) {
                forget(id);
            }
        }
    }

    /** The imports that have such a file in the directory now. */
    private List<UUID> found(String suffix) {
        List<UUID> ids = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.matches("[0-9a-f-]{36}\\" + suffix))
                        .forEach(name -> ids.add(UUID.fromString(name.substring(0, 36))));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return ids;
    }

    void start(UUID id, Consumer<Progress> work) {
        AtomicBoolean stop = new AtomicBoolean();
        stops.put(id, stop);
        try {
            workers.execute(() -> run(id, work, new Stoppable(stop)));
        } catch (RejectedExecutionException full) {
            stops.remove(id);
            delete(id);
            throw new Problem(ImportError.IMPORTS_BUSY, Map.of());
        }
    }

    private void run(UUID id, Consumer<Progress> work, Progress progress) {
        try {
            if (!progress.interrupted()) {
                work.accept(progress);
            }
        } finally {
            stops.remove(id);
            if (!progress.interrupted()) {
                delete(id);
            }
        }
    }

    private final class Stoppable implements Progress {

        private final AtomicBoolean stop;

        Stoppable(AtomicBoolean stop) {
            this.stop = stop;
        }

        @Override
        public void at(ImportState state) {}

        @Override
        public boolean interrupted() {
            return closing && !stop.get();
        }

        @Override
        public boolean cancelled() {
            return closing || stop.get();
        }
    }

    /** Stops what runs and keeps its files, so that the next start begins it again. */
    void close() {
        closing = true;
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                LOG.warn("An import has not stopped within {} seconds", PATIENCE);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    void cancel(UUID id) {
        AtomicBoolean stop = stops.get(id);
        if (stop != null) {
            stop.set(true);
        }
    }

    void delete(UUID id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException stays) {
            LOG.warn("The file of the import {} could not be deleted", id, stays);
        }
    }

    /** Stands for the file of an import whose rows come from elsewhere. */
    Mark mark(UUID id) {
        try {
            Files.createDirectories(directory);
            Files.createFile(file(id));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return () -> delete(id);
    }

    interface Mark extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes up what a start before left unfinished.
     *
     * @param alone whether no other process imports into this database, so that what has no file here has none anywhere
     * @param restart begins an import again from its file, and answers whether it did; nothing of it was written, since all of it is one
     *     transaction
     */
    int recover(boolean alone, Predicate<ImportState> restart) {
        List<UUID> ids = left;
        left = List.of();
        if (alone) {
            endWithoutFile(ids);
        }
        for (UUID id : ids) {
            @Nullable ImportState open = unfinished(id);
            if (open == null || !restart.test(open)) {
                delete(id);
            }
        }
        return ids.size();
    }

    /** A restored database tells of imports whose files were not in the backup. */
    private void endWithoutFile(List<UUID> ids) {
        database.<@Nullable Void>read(connection -> {
            for (ImportState state : ImportLog.open(connection)) {
                if (!ids.contains(state.id())) {
                    interrupted(connection, state);
                }
            }
            return null;
        });
    }

    /** The import as it was left, or null where it had ended, has no file to begin again from, or was begun often enough. */
    private @Nullable ImportState unfinished(UUID id) {
        return database.<@Nullable ImportState>read(connection -> {
            new Staging(id).drop(connection);
            ImportState state = ImportLog.find(connection, id);
            if (state == null || state.stage() == Stage.HELD || state.stage().ended()) {
                return null;
            }
            if (file(id).toFile().length() > 0 && ImportLog.again(connection, id) <= ATTEMPTS) {
                return state;
            }
            interrupted(connection, state);
            return null;
        });
    }

    private static ImportState interrupted(Connection connection, ImportState state) throws SQLException {
        ImportState ended = state.stopped(Stage.FAILED, new Stop(ImportError.IMPORT_INTERRUPTED.code(), Map.of()));
        ImportLog.save(connection, ended);
        return ended;
    }

    /** Notes that an import that could not be begun again has failed. */
    void giveUp(ImportState state) {
        database.read(connection -> interrupted(connection, state));
    }
}
