package org.shuyuan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shuyuan.platform.Problem;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void recognisesThePasswordItHashed() {
        String hash = passwords.hash("k7mw-2hqd-x9nb");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("k7mw");
        assertThat(passwords.matches("k7mw-2hqd-x9nb", hash, false)).isTrue();
        assertThat(passwords.matches("k7mw-2hqd-x9nc", hash, false)).isFalse();
    }

    @Test
    void refusesEveryPasswordOfNobodyWithTheWorkOfARealOne() {
        assertThat(passwords.matches("k7mw-2hqd-x9nb", null, false)).isFalse();
        assertThat(passwords.matches("", null, false)).isFalse();
        assertThat(new Argon2PasswordEncoder(16, 32, 1, 19456, 2).upgradeEncoding(Passwords.NOBODY))
                .as("the parameters of the hash of nobody are those of real ones")
                .isFalse();
    }

    @Test
    void refusesAPasswordOfAMegabyteWithoutHashingIt() {
        assertThat(passwords.matches("x".repeat(1 << 20), passwords.hash("x"), false))
                .isFalse();
    }

    /** A flood of guesses is sent away at once; whoever is at home waits for the few before, and gets in. */
    @Test
    void sendsStrangersAwayWhereManyWaitAndLetsTheFamiliarWait() throws Exception {
        String hash = passwords.hash("k7mw-2hqd-x9nb");
        Future<Boolean> familiar;
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Runnable stranger = () -> {
                try {
                    passwords.matches("guess", hash, false);
                } catch (Problem busy) {
                    assertThat(busy.code()).isEqualTo(AccountError.SIGN_IN_BUSY);
                    assertThat(busy.extensions()).containsKey("seconds");
                    refused.incrementAndGet();
                }
            };
            IntStream.range(0, 100).forEach(i -> people.submit(stranger));
            familiar = people.submit(() -> passwords.matches("k7mw-2hqd-x9nb", hash, true));
            IntStream.range(0, 400).forEach(i -> people.submit(stranger));
        }
        assertThat(familiar.get()).isTrue();
        assertThat(refused.get()).isBetween(250, 499);
    }

    @Test
    void makesPasswordsThatCanBeReadOut() {
        assertThat(Passwords.generate()).matches("[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}");
        assertThat(Passwords.generate()).isNotEqualTo(Passwords.generate());
    }
}
