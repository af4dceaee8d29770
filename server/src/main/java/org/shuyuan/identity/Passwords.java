package org.shuyuan.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Problem;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords with Argon2id (RFC 9106) under the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
@Component
class Passwords {

    /** So many hashes run at once: each takes a core and 19 MiB. */
    private static final int AT_ONCE = 2;

    /** So many may wait before whoever comes from an unknown address is sent away. */
    private static final int WAITING = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int RETRY_SECONDS = 2;
    private static final int LONGEST = 200;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int MEMORY = 19 * 1024;
    private static final int PASSES = 2;

    /** What no password hashes to; takes as long to refuse as a real one. */
    static final String NOBODY =
            "$argon2id$v=19$m=" + MEMORY + ",t=" + PASSES + ",p=1$" + base64(SALT) + "$" + base64(HASH);

    /** Letters and digits that can't be taken for one another. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(SALT, HASH, 1, MEMORY, PASSES);

    /** Not the requests' own threads: they are virtual, and while a few of them hash, no other would get a core. */
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("passwords-", 1).factory());

    Passwords() {
        workers.allowCoreThreadTimeOut(true);
    }

    private static String base64(int length) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[length]);
    }

    String hash(String password) {
        return taking(Integer.MAX_VALUE, () -> String.valueOf(encoder.encode(password)));
    }

    /**
     * Whether the password is the one hashed; a missing hash takes as long as a wrong password.
     *
     * @param familiar whether the account is at home where the request comes from; then a flood of guesses from elsewhere only makes it
     *     wait for the few that were let in before
     */
    boolean matches(String password, @Nullable String hash, boolean familiar) {
        String known = password.length() > LONGEST || hash == null ? NOBODY : hash;
        String asked = password.length() > LONGEST ? "" : password;
        return taking(familiar ? Integer.MAX_VALUE : WAITING, () -> encoder.matches(asked, known));
    }

    private <T> T taking(int longestQueue, Callable<T> hashing) {
        if (workers.getQueue().size() >= longestQueue) {
            throw busy();
        }
        Future<T> work = workers.submit(hashing);
        try {
            return work.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            work.cancel(false);
            throw busy();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
    }

    private static Problem busy() {
        return new Problem(AccountError.SIGN_IN_BUSY, Map.of(), List.of(), Map.of("seconds", RETRY_SECONDS));
    }

    /** A new password that can be read out and typed, of 59 bits: {@code k7mw-2hqd-x9nb}. */
    static String generate() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            if (i == 4 || i == 8) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
