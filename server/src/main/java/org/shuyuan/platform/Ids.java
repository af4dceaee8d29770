package org.shuyuan.platform;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Version 7 UUIDs (RFC 9562, method 3): milliseconds, then a counter in place of the random bits of {@code rand_a}, so that ids of
 * one process only grow, also when the clock is set back.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PER_MILLISECOND = 1 << 12;

    private static long last; // milliseconds × 4096 + counter

    private Ids() {}

    public static UUID next() {
        long tick = tick();
        long high = (tick / PER_MILLISECOND) << 16 | 0x7000L | tick % PER_MILLISECOND;
        long low = RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static synchronized long tick() {
        last = Math.max(last + 1, System.currentTimeMillis() * PER_MILLISECOND);
        return last;
    }
}
