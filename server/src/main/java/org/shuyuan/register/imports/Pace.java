package org.shuyuan.register.imports;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Leaves room for others while a file is read, as parsing and copying keep a processor busy each. Where there are few, whoever reads rests
 * as long as the last piece took.
 */
final class Pace {

    /** With fewer processors two busy ones are felt by everybody else. */
    private static final int ENOUGH = 4;

    /** A piece that took longer waited for the database itself. */
    static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(50);

    /** Lets so many nanoseconds go by. */
    interface Rest {
        void during(long nanos) throws InterruptedException;
    }

    private final int processors;
    private final LongSupplier nanos;
    private final Rest rest;
    private long since;

    /** @param nanos a clock that only goes forward */
    Pace(int processors, LongSupplier nanos, Rest rest) {
        this.processors = processors;
        this.nanos = nanos;
        this.rest = rest;
        this.since = nanos.getAsLong();
    }

    static Pace ofThisMachine() {
        return new Pace(Runtime.getRuntime().availableProcessors(), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** Between two pieces of work. */
    void rest() {
        if (processors >= ENOUGH) {
            return;
        }
        try {
            rest.during(Math.min(nanos.getAsLong() - since, LONGEST));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
        since = nanos.getAsLong();
    }
}
