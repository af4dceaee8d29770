package org.shuyuan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void recognisesThePasswordItHashed() {
        String hash = passwords.hash("k7mw-2hqd-x9nb");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("k7mw");
        assertThat(passwords.matches("k7mw-2hqd-x9nb", hash)).isTrue();
        assertThat(passwords.matches("k7mw-2hqd-x9nc", hash)).isFalse();
    }

    @Test
    void refusesEveryPasswordOfNobodyWithTheWorkOfARealOne() {
        assertThat(passwords.matches("k7mw-2hqd-x9nb", null)).isFalse();
        assertThat(passwords.matches("", null)).isFalse();
        assertThat(new Argon2PasswordEncoder(16, 32, 1, 19456, 2).upgradeEncoding(Passwords.NOBODY))
                .as("the parameters of the hash of nobody are those of real ones")
                .isFalse();
    }

    @Test
    void refusesAPasswordOfAMegabyteWithoutHashingIt() {
        assertThat(passwords.matches("x".repeat(1 << 20), passwords.hash("x"))).isFalse();
    }

    @Test
    void makesPasswordsThatCanBeReadOut() {
        assertThat(Passwords.generate()).matches("[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}");
        assertThat(Passwords.generate()).isNotEqualTo(Passwords.generate());
    }
}
