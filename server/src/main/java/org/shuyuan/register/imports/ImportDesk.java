package org.shuyuan.register.imports;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.shuyuan.platform.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The imports of this node that wait or run, each on its file. */
final class ImportDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);
    private static final int PATIENCE = 10; // seconds

    private final ImportFiles files;
    private final ThreadPoolExecutor workers;
    private final Map<UUID, AtomicBoolean> stops = new ConcurrentHashMap<>();
    private volatile boolean closing;

    ImportDesk(ImportSettings settings) {
        this.files = settings.files();
        this.workers = new ThreadPoolExecutor(
                settings.atOnce(),
                settings.atOnce(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.waiting()),
                Thread.ofPlatform().daemon().name("import-", 1).factory());
        this.workers.allowCoreThreadTimeOut(true);
    }

    int running() {
        return workers.getActiveCount();
    }

    int waiting() {
        return workers.getQueue().size();
    }

    void start(UUID id, Consumer<Progress> work) {
        AtomicBoolean stop = new AtomicBoolean();
        stops.put(id, stop);
        try {
            workers.execute(() -> run(id, work, new Stoppable(stop)));
        } catch (RejectedExecutionException full) {
            stops.remove(id);
            files.delete(id);
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
                files.delete(id);
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

    void cancel(UUID id) {
        AtomicBoolean stop = stops.get(id);
        if (stop != null) {
            stop.set(true);
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
}
