package org.shuyuan.register.exports;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The exports that this process sends now. When the node stops, short ones may end; longer ones break off, so that the evidence of their
 * end is written while the database is there, and their readers see that the file is not whole.
 */
@Component
public class RunningExports implements SmartLifecycle {

    /** Less than the web server waits for requests (spring.lifecycle.timeout-per-shutdown-phase). */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration BREAKING_OFF = Duration.ofSeconds(5);

    private final Set<Export> running = ConcurrentHashMap.newKeySet();
    private volatile boolean started;
    private volatile boolean breakOff;

    /** How many there are. */
    public int count() {
        return running.size();
    }

    /** Those of an account, the oldest first. */
    public List<Export> of(Actor actor) {
        UUID account = actor.account();
        return account == null
                ? List.of()
                : running.stream()
                        .filter(export -> account.equals(export.account))
                        .sorted(Comparator.comparing(Export::at))
                        .toList();
    }

    /** An export that is being sent. */
    public static final class Export {

        private final UUID id;
        private final @Nullable UUID account;
        private final String register;
        private final Instant at;
        private final AtomicLong bytes = new AtomicLong();

        Export(UUID id, Actor actor, String register, Instant at) {
            this.id = id;
            this.account = actor.account();
            this.register = register;
            this.at = at;
        }

        public UUID id() {
            return id;
        }

        public String register() {
            return register;
        }

        /** When it began. */
        public Instant at() {
            return at;
        }

        /** How much of it has been sent. */
        public long bytes() {
            return bytes.get();
        }
    }

    /** What is done with a stream. */
    interface Work {
        void with(OutputStream out) throws IOException;
    }

    /** Counts an export while it is written. */
    void follow(Export export, OutputStream out, Work work) throws IOException {
        running.add(export);
        try {
            work.with(new Breakable(out, export.bytes));
        } finally {
            running.remove(export);
            synchronized (running) {
                running.notifyAll();
            }
        }
    }

    private final class Breakable extends FilterOutputStream {

        private final AtomicLong sent;

        Breakable(OutputStream out, AtomicLong sent) {
            super(out);
            this.sent = sent;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (breakOff) {
                throw new IOException("the node stops");
            }
            out.write(bytes, from, length);
            sent.addAndGet(length);
        }
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Together with the web server, which takes no new requests by then. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }

    @Override
    public void stop(Runnable stopped) {
        Thread.ofVirtual().name("exports-end").start(() -> {
            stop();
            stopped.run();
        });
    }

    @Override
    public void stop() {
        started = false;
        await(PATIENCE);
        breakOff = true;
        await(BREAKING_OFF);
    }

    private void await(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (running) {
            try {
                for (long left = longest.toMillis(); !running.isEmpty() && left > 0; ) {
                    running.wait(left);
                    left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
