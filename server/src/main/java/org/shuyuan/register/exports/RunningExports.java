package org.shuyuan.register.exports;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean started;
    private volatile boolean breakOff;

    /** How many there are. */
    public int count() {
        return running.get();
    }

    /** What is done with a stream. */
    interface Work {
        void with(OutputStream out) throws IOException;
    }

    /** Counts an export while it is written. */
    void follow(OutputStream out, Work work) throws IOException {
        running.incrementAndGet();
        try {
            work.with(new Breakable(out));
        } finally {
            running.decrementAndGet();
            synchronized (running) {
                running.notifyAll();
            }
        }
    }

    private final class Breakable extends FilterOutputStream {

        Breakable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (breakOff) {
                throw new IOException("the node stops");
            }
            out.write(bytes, from, length);
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
                for (long left = longest.toMillis(); running.get() > 0 && left > 0; ) {
                    running.wait(left);
                    left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
