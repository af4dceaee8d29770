package org.shuyuan.platform;

import java.security.SecureRandom;
import java.time.Instant;
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

    /** Whether somebody else may have made this id for something new: of version 7, and its time is not after {@code latest}. */
    public static boolean isNew(UUID id, Instant latest) {
        return id.version() == 7 && id.variant() == 2 && id.getMostSignificantBits() >>> 16 <= latest.toEpochMilli();
    }

    private static synchronized long tick() {
        last = Math.max(last + 1, System.currentTimeMillis() * PER_MILLISECOND);
        return last;
    }
}
