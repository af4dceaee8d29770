package org.shuyuan.identity;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.shuyuan.platform.Problem;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords: of one account from one address, of many accounts from one address, of one account from many
 * addresses. After some failures each further attempt waits twice as long as the one before, at most a minute.
 *
 * <p>An address from which the account has signed in before only answers for its own failures, so that no stranger can lock somebody
 * out. Names that are no accounts count as accounts do. Kept in memory, for the most recent, and no longer than it counts.
 */
@Component
class Attempts {

    private static final long LONGEST_WAIT = 60;
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final int KEPT = 10_000;

    /** No account's name is longer; what goes on may be anything of any size. */
    private static final int LONGEST_NAME = 60;

    private final Clock clock;
    private final Counter byPair = new Counter(5);
    private final Counter byAddress = new Counter(50);
    private final Counter byAccount = new Counter(20);

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** @param familiar whether the account has signed in from the address before */
    record Where(String account, String address, boolean familiar) {

        Where {
            account = account.substring(0, Math.min(account.length(), LONGEST_NAME))
                    .toLowerCase(Locale.ROOT);
            address = network(address);
        }

        /** Of an IPv6 address the first half: whoever has one has all of its 2^64 neighbours. */
        private static String network(String address) {
            try {
                byte[] bytes = InetAddress.ofLiteral(address).getAddress();
                return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
            } catch (IllegalArgumentException unreadable) {
                return address.substring(0, Math.min(address.length(), LONGEST_NAME));
            }
        }

        private String pair() {
            return account + " " + address;
        }
    }

    private record Failures(int count, Instant last) {

        boolean forgotten(Instant now) {
            return last.plus(FORGOTTEN).isBefore(now);
        }
    }

    /** A counter, and what it counts an attempt under. */
    private record Count(Counter counter, String key) {}

    /** Failures by one thing; {@code free} of them cost nothing. */
    private static final class Counter {

        private final int free;
        private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

        Counter(int free) {
            this.free = free;
        }

        /** Seconds to wait from now. */
        private long wait(String key, Instant now) {
            Failures before = failures.get(key);
            if (before != null && now.isBefore(before.last())) {
                before = new Failures(before.count(), now); // the clock was set back: nobody waits for it to catch up
                failures.put(key, before);
            }
            if (before != null && before.forgotten(now)) {
                failures.remove(key);
                return 0;
            }
            if (before == null || before.count() < free) {
                return 0;
            }
            Instant next = before.last().plusSeconds(Math.min(LONGEST_WAIT, 1L << Math.min(before.count() - free, 30)));
            return now.isBefore(next) ? Duration.between(now, next).toSeconds() + 1 : 0;
        }

        private void add(String key, Instant now) {
            Failures before = failures.get(key);
            failures.put(key, new Failures(before == null ? 1 : before.count() + 1, now));
            purge(now);
        }

        /** The least recent go first: those that no longer count, and those that are too many. */
        private void purge(Instant now) {
            Iterator<Failures> eldest = failures.values().iterator();
            while (eldest.hasNext() && (eldest.next().forgotten(now) || failures.size() > KEPT)) {
                eldest.remove();
            }
        }

        private void takeBack(String key) {
            failures.computeIfPresent(
                    key, (any, known) -> known.count() > 1 ? new Failures(known.count() - 1, known.last()) : null);
        }
    }

    /** Counts an attempt as failed until it is known better; refuses it where it comes too early. */
    synchronized void begin(Where where) {
        Instant now = clock.instant();
        long seconds = counts(where)
                .mapToLong(count -> count.counter().wait(count.key(), now))
                .max()
                .orElse(0);
        if (seconds > 0) {
            throw new Problem(
                    AccountError.TOO_MANY_ATTEMPTS, Map.of("seconds", seconds), List.of(), Map.of("seconds", seconds));
        }
        counts(where).forEach(count -> count.counter().add(count.key(), now));
    }

    synchronized void succeeded(Where where) {
        byPair.failures.remove(where.pair());
        takeBack(where);
    }

    /** The attempt that was begun came to nothing: nobody looked at the password. */
    synchronized void takeBack(Where where) {
        counts(where).forEach(count -> count.counter().takeBack(count.key()));
    }

    /** How many counts are kept. */
    synchronized int kept() {
        return byPair.failures.size() + byAddress.failures.size() + byAccount.failures.size();
    }

    private Stream<Count> counts(Where where) {
        Count pair = new Count(byPair, where.pair());
        return where.familiar()
                ? Stream.of(pair)
                : List.of(pair, new Count(byAddress, where.address()), new Count(byAccount, where.account())).stream();
    }
}
