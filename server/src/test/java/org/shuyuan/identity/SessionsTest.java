package org.shuyuan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;

class SessionsTest {

    private static final Duration LONGER_THAN_REMEMBERED = Duration.ofSeconds(4);
    private static final UUID SCHOOL = UUID.randomUUID();

    private final IdentityFixture room = new IdentityFixture();
    private final UUID wang = room.accounts
            .create("wang.li", "王丽", "k7mw-2hqd-x9nb", List.of(new Actor.Grant("registrar", SCHOOL)))
            .id();

    @Test
    void shouldKnowTheActorByTheToken() {
        Actor actor = room.actor(room.begin(wang)).orElseThrow();
        assertThat(actor.account()).isEqualTo(wang);
        assertThat(actor.name()).isEqualTo("王丽");
        assertThat(actor.grants()).containsExactly(new Actor.Grant("registrar", SCHOOL));
    }

    @Test
    void shouldKnowNobodyByATokenItNeverGave() {
        assertThat(room.actor("")).isEmpty();
        assertThat(room.actor("' or '1'='1")).isEmpty();
        assertThat(room.actor("x".repeat(100_000))).isEmpty();
    }

    @Test
    void shouldEndAtSignOutAtOnce() {
        String token = room.begin(wang);
        assertThat(room.actor(token)).isPresent();
        room.sessions.end(token);
        assertThat(room.actor(token)).isEmpty();
    }

    @Test
    void shouldEndAnIdleBrowserButNotABusyOne() {
        String idle = room.begin(wang);
        String busy = room.begin(wang);
        for (int i = 0; i < 4; i++) {
            room.clock.pass(Duration.ofMinutes(20));
            assertThat(room.actor(busy)).isPresent();
        }
        assertThat(room.actor(idle)).isEmpty();
    }

    @Test
    void shouldEndABrowserAfterHalfADayHoweverBusyItIs() {
        String token = room.begin(wang);
        for (int i = 0; i < 23; i++) {
            room.clock.pass(Duration.ofMinutes(30));
            assertThat(room.actor(token)).isPresent();
        }
        room.clock.pass(Duration.ofMinutes(30));
        assertThat(room.actor(token)).isEmpty();
    }

    @Test
    void shouldLetAScriptsTokenRestUntilItExpires() {
        String token = room.sessions.issueToken("Wang.Li", Duration.ofHours(12));
        room.clock.pass(Duration.ofHours(11));
        assertThat(room.actor(token)).isPresent();
        room.clock.pass(Duration.ofHours(1));
        assertThat(room.actor(token)).isEmpty();
    }

    @Test
    void shouldFeelTheEndOfASessionAlsoWhenTheClockIsSetBack() {
        String token = room.begin(wang);
        assertThat(room.actor(token)).isPresent();
        room.database.sql("delete from identity.session").update();
        room.clock.pass(Duration.ofHours(-3));
        assertThat(room.actor(token)).isEmpty();
    }

    @Test
    void shouldIssueNoTokenForAnUnknownAccount() {
        assertThatThrownBy(() -> room.sessions.issueToken("nobody", Duration.ofHours(12)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(AccountError.UNKNOWN_ACCOUNT));
    }

    @Test
    void shouldCountAGrantFromItsFirstDayUntilTheDayBeforeItsEndInTheNodesTimeZone() {
        LocalDate today = LocalDate.of(2026, 11, 22);
        room.grants.add(wang, new Actor.Grant("tomorrow", null), today.plusDays(1), null);
        room.grants.add(wang, new Actor.Grant("ended", null), today.minusDays(9), today);
        room.grants.add(wang, new Actor.Grant("last_day", null), today.minusDays(9), today.plusDays(1));
        String token = room.begin(wang);
        assertThat(room.actor(token).orElseThrow().roles()).containsExactly("last_day", "registrar");

        room.clock.pass(Duration.ofMinutes(59)); // 22:59 in Shanghai
        assertThat(room.actor(token).orElseThrow().roles()).containsExactly("last_day", "registrar");
        room.clock.pass(Duration.ofMinutes(59)); // 23:58
        assertThat(room.actor(token).orElseThrow().roles()).containsExactly("last_day", "registrar");
        room.clock.pass(Duration.ofMinutes(2)); // midnight
        assertThat(room.actor(token).orElseThrow().roles()).containsExactly("registrar", "tomorrow");
    }

    /** What is remembered for a few seconds must not outlive what it says. */
    @Test
    void shouldFeelTheEndOfAGrantASecondAfterMidnightAndTheEndOfASessionToTheSecond() {
        room.grants.add(wang, new Actor.Grant("ending", null), LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 23));
        String token = room.sessions.issueToken("wang.li", Duration.ofHours(2).plusSeconds(1));
        room.clock.pass(Duration.ofHours(2).minusSeconds(1)); // 23:59:59 in Shanghai
        assertThat(room.actor(token).orElseThrow().roles()).containsExactly("ending", "registrar");
        room.clock.pass(Duration.ofSeconds(1));
        assertThat(room.actor(token).orElseThrow().roles()).containsExactly("registrar");
        room.clock.pass(Duration.ofSeconds(1));
        assertThat(room.actor(token)).isEmpty();
    }

    @Test
    void shouldRememberAnActorForAFewSecondsOnly() {
        String token = room.begin(wang);
        room.actor(token);
        room.database.sql("delete from identity.grant_").update();
        assertThat(room.actor(token).orElseThrow().roles()).containsExactly("registrar");
        room.clock.pass(LONGER_THAN_REMEMBERED);
        assertThat(room.actor(token).orElseThrow().roles()).isEmpty();
    }

    @Test
    void shouldKeepNoTokenInTheDatabase() {
        String token = room.begin(wang);
        assertThat(room.database
                        .sql("select row_to_json(s)::text from identity.session s")
                        .query(String.class)
                        .single())
                .doesNotContain(token);
    }
}
