package org.shuyuan.platform;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Gets one piece after the other from a source in a thread of its own, one ahead of whoever takes them: while a piece is dealt with, the
 * next is on its way. No more than two are held. While it is open, nobody else may touch the source.
 */
public final class Ahead<T> implements AutoCloseable {

    /** Where pieces come from. */
    public interface Source<T> {

        /** The next piece, or null after the last. */
        @Nullable
        T next() throws SQLException, IOException;
    }

    private final Source<T> source;
    private final ExecutorService thread;
    private Future<@Nullable T> coming;

    /** @param name of the thread */
    public Ahead(String name, Source<T> source) {
        this.source = source;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        this.coming = thread.submit(source::next);
    }

    /** The next piece, or null after the last; what the source throws, this throws. */
    public @Nullable T next() throws SQLException, IOException {
        T piece = come();
        if (piece != null) {
            coming = thread.submit(source::next);
        }
        return piece;
    }

    private @Nullable T come() throws SQLException, IOException {
        try {
            return coming.get();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException(hurried);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case SQLException refused -> throw refused;
                case IOException broken -> throw broken;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    /** Waits for the piece on its way, so that the source is free afterwards. */
    @Override
    public void close() {
        thread.close();
    }
}
