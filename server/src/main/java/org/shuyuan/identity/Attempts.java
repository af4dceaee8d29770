package org.shuyuan.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.shuyuan.platform.Problem;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses: after five failures of an account from an address, each further attempt there waits twice as long as the one
 * before, at most a minute. Kept in memory, for the most recent addresses.
 */
@Component
class Attempts {

    private static final int FREE = 5;
    private static final long LONGEST_WAIT = 60;
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final int KEPT = 10_000;

    private final Clock clock;
    private final Map<Where, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Where, Failures> eldest) {
            return size() > KEPT;
        }
    };

    Attempts(Clock clock) {
        this.clock = clock;
    }

    record Where(String account, String address) {

        Where {
            account = account.toLowerCase(Locale.ROOT);
        }
    }

    private record Failures(int count, Instant last) {

        Instant next() {
            return count < FREE ? last : last.plusSeconds(Math.min(LONGEST_WAIT, 1L << Math.min(count - FREE, 30)));
        }
    }

    /** Counts an attempt as failed until it is known better; refuses it where it comes too early. */
    synchronized void begin(Where where) {
        Instant now = clock.instant();
        Failures before = failures.get(where);
        if (before != null && now.isBefore(before.last())) {
            before = new Failures(before.count(), now); // the clock was set back: nobody waits for it to catch up
            failures.put(where, before);
        }
        if (before == null || before.last().plus(FORGOTTEN).isBefore(now)) {
            failures.put(where, new Failures(1, now));
            return;
        }
        if (now.isBefore(before.next())) {
            long seconds = Duration.between(now, before.next()).toSeconds() + 1;
            throw new Problem(AccountError.TOO_MANY_ATTEMPTS, Map.of("seconds", seconds));
        }
        failures.put(where, new Failures(before.count() + 1, now));
    }

    synchronized void succeeded(Where where) {
        failures.remove(where);
    }
}
