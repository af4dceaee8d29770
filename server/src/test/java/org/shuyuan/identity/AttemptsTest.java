package org.shuyuan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.shuyuan.platform.Problem;

class AttemptsTest {

    private static final Attempts.Where WANG = new Attempts.Where("wang.li", "10.0.0.1", false);

    private final TestClock clock = new TestClock("2026-11-22T14:00:00Z");
    private final Attempts attempts = new Attempts(clock);

    @Test
    void letsFiveFailuresPassAndThenWaitsTwiceAsLongEachTime() {
        fail(5);
        refuses(WANG);
        clock.pass(Duration.ofSeconds(1));
        fail(1);
        clock.pass(Duration.ofSeconds(1));
        refuses(WANG);
        clock.pass(Duration.ofSeconds(1));
        fail(1);
    }

    @Test
    void neverWaitsLongerThanAMinute() {
        fail(5);
        for (int i = 0; i < 40; i++) {
            clock.pass(Duration.ofSeconds(60));
            fail(1);
        }
    }

    @Test
    void slowsOneAddressDownWithoutLockingTheAccountElsewhere() {
        fail(5);
        refuses(new Attempts.Where("WANG.LI", "10.0.0.1", false));
        attempts.begin(new Attempts.Where("wang.li", "10.0.0.2", false));
        attempts.begin(new Attempts.Where("li.na", "10.0.0.1", false));
    }

    @Test
    void forgetsFailuresAfterASuccessAndAfterAQuarterOfAnHour() {
        fail(4);
        attempts.succeeded(WANG);
        fail(5);
        clock.pass(Duration.ofMinutes(16));
        fail(5);
        refuses(WANG);
    }

    /** Ten thousand guesses from everywhere slow each other down, and nobody where the account is at home. */
    @Test
    void letsNoStrangerLockSomebodyOut() {
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            try {
                attempts.begin(new Attempts.Where("wang.li", "172.16." + i / 250 + "." + i % 250, false));
            } catch (Problem slow) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(9_900);
        attempts.begin(new Attempts.Where("wang.li", "10.0.0.1", true));
        refuses(WANG);
    }

    @Test
    void slowsAnAddressDownThatTriesManyAccounts() {
        for (int i = 0; i < 50; i++) {
            attempts.begin(new Attempts.Where("pupil" + i, "10.0.0.1", false));
        }
        refuses(new Attempts.Where("pupil50", "10.0.0.1", false));
        attempts.begin(new Attempts.Where("wang.li", "10.0.0.1", true));
    }

    @Test
    void takesTheAddressesOfOneNetworkForOne() {
        for (int i = 0; i < 50; i++) {
            attempts.begin(new Attempts.Where("pupil" + i, "2001:db8:1:2::" + Integer.toHexString(i), false));
        }
        refuses(new Attempts.Where("pupil50", "2001:db8:1:2:ffff:1:1:1", false));
        attempts.begin(new Attempts.Where("pupil50", "2001:db8:1:3::1", false));
        attempts.begin(new Attempts.Where("pupil51", "unknown, no address".repeat(1000), false));
    }

    /** Guesses under endless names from endless addresses are forgotten in the order in which they came. */
    @Test
    void keepsABoundedMemoryAndNothingThatNoLongerCounts() {
        String endless = "x".repeat(200);
        for (int i = 0; i < 40_000; i++) {
            attempts.begin(new Attempts.Where("guess" + i + endless, "10." + i, false));
        }
        assertThat(attempts.kept()).isEqualTo(30_000);
        assertThat(new Attempts.Where(endless, "10.0.0.1", false).account()).hasSize(60);
        clock.pass(Duration.ofMinutes(16));
        attempts.begin(WANG);
        assertThat(attempts.kept()).isEqualTo(3);
    }

    @Test
    void countsNoAttemptOfWhichThePasswordWasNotLookedAt() {
        for (int i = 0; i < 20; i++) {
            attempts.begin(WANG);
            attempts.takeBack(WANG);
        }
        fail(5);
        refuses(WANG);
    }

    @Test
    void makesNobodyWaitForAClockThatWasSetBack() {
        fail(5);
        clock.pass(Duration.ofHours(-3));
        refuses(WANG);
        clock.pass(Duration.ofSeconds(1));
        fail(1);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            attempts.begin(WANG);
        }
    }

    private void refuses(Attempts.Where where) {
        assertThatThrownBy(() -> attempts.begin(where))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(AccountError.TOO_MANY_ATTEMPTS));
    }
}
