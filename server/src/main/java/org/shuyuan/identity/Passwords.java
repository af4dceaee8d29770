package org.shuyuan.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Problem;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords with Argon2id (RFC 9106) under the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
@Component
class Passwords {

    /** So many hashes run at once: each takes a core and 19 MiB. */
    private static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
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
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    private static String base64(int length) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[length]);
    }

    String hash(String password) {
        return taking(() -> String.valueOf(encoder.encode(password)));
    }

    /** Whether the password is the one hashed; a missing hash takes as long as a wrong password. */
    boolean matches(String password, @Nullable String hash) {
        String known = password.length() > LONGEST || hash == null ? NOBODY : hash;
        String asked = password.length() > LONGEST ? "" : password;
        return taking(() -> encoder.matches(asked, known));
    }

    private <T> T taking(Supplier<T> hashing) {
        boolean taken = false;
        try {
            taken = places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!taken) {
                throw new Problem(AccountError.SIGN_IN_BUSY, Map.of());
            }
            return hashing.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Problem(AccountError.SIGN_IN_BUSY, Map.of());
        } finally {
            if (taken) {
                places.release();
            }
        }
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
