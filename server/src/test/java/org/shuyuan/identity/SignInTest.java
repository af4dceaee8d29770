package org.shuyuan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.ErrorCode;
import org.shuyuan.platform.Problem;

class SignInTest {

    private static final String MADE = "k7mw-2hqd-x9nb";
    private static final String OWN = "青山 遮不住 7 次";

    private final IdentityFixture room = new IdentityFixture();
    private final UUID wang =
            room.accounts.create("wang.li", "王丽", MADE, List.of()).id();

    private static void refuses(ErrorCode code, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private void choose(String present, String chosen, String token) {
        room.signIn.choosePassword(new Actor(wang, "王丽", null, List.of()), present, chosen, "10.0.0.1", token);
    }

    @Test
    void shouldAskForAnOwnPasswordUntilThereIsOne() {
        String token = room.begin(wang);
        assertThat(room.sessions.find(token).orElseThrow().mustChoose()).isTrue();
        choose(MADE, OWN, token);
        assertThat(room.sessions.find(token).orElseThrow().mustChoose()).isFalse();
        refuses(AccountError.WRONG_CREDENTIALS, () -> room.signIn.check("wang.li", MADE, "10.0.0.1"));
        assertThat(room.signIn.check("wang.li", OWN, "10.0.0.1").id()).isEqualTo(wang);
    }

    @Test
    void shouldEndTheOtherSessionsWhenThePasswordChanges() {
        String here = room.begin(wang);
        String elsewhere = room.begin(wang);
        String script = room.sessions.issueToken("wang.li", java.time.Duration.ofHours(12));
        assertThat(room.actor(elsewhere)).isPresent();
        choose(MADE, OWN, here);
        assertThat(room.actor(here)).isPresent();
        assertThat(room.actor(elsewhere)).isEmpty();
        assertThat(room.actor(script)).isEmpty();
    }

    @Test
    void shouldRefusePasswordsThatAreEasyToGuess() {
        String token = room.begin(wang);
        refuses(AccountError.WRONG_PASSWORD, () -> choose("k7mw-2hqd-x9nc", OWN, token));
        refuses(AccountError.PASSWORD_LENGTH, () -> choose(MADE, "短密码九个字吗", token));
        refuses(AccountError.PASSWORD_LENGTH, () -> choose(MADE, "x1y2z3".repeat(40), token));
        refuses(AccountError.PASSWORD_SAME, () -> choose(MADE, MADE, token));
        refuses(AccountError.PASSWORD_HAS_ACCOUNT, () -> choose(MADE, "my Wang.Li 2026", token));
        refuses(AccountError.PASSWORD_SIMPLE, () -> choose(MADE, "1234567890", token));
        refuses(AccountError.PASSWORD_SIMPLE, () -> choose(MADE, "aaaabbbbcccc", token));
        refuses(AccountError.PASSWORD_SIMPLE, () -> choose(MADE, "jihgfedcba", token));
        assertThat(room.sessions.find(token).orElseThrow().mustChoose()).isTrue();
    }

    @Test
    void shouldTellThatAnAccountIsLockedToItsHolderOnly() {
        String script = room.sessions.issueToken("wang.li", java.time.Duration.ofHours(12));
        assertThat(room.actor(script)).isPresent();
        room.accounts.lock(wang, true);
        assertThat(room.actor(script)).as("a token of a locked account").isEmpty();
        assertThat(room.actor(room.begin(wang))).isEmpty();
        refuses(AccountError.WRONG_CREDENTIALS, () -> room.signIn.check("wang.li", "guess-guess-guess", "10.0.0.1"));
        refuses(AccountError.ACCOUNT_LOCKED, () -> room.signIn.check("wang.li", MADE, "10.0.0.1"));
        room.accounts.lock(wang, false);
        assertThat(room.signIn.check("wang.li", MADE, "10.0.0.1").id()).isEqualTo(wang);
    }

    /** Whoever guesses from elsewhere must not keep the holder from signing in at the usual place. */
    @Test
    void shouldLetTheHolderInWhereTheAccountIsAtHome() {
        room.signIn.check("wang.li", MADE, "10.0.0.1");
        for (int i = 0; i < 20; i++) {
            String stranger = "172.16.0." + i;
            refuses(AccountError.WRONG_CREDENTIALS, () -> room.signIn.check("wang.li", "guess-guess", stranger));
        }
        refuses(AccountError.TOO_MANY_ATTEMPTS, () -> room.signIn.check("wang.li", MADE, "172.16.0.99"));
        assertThat(room.signIn.check("wang.li", MADE, "10.0.0.1").id()).isEqualTo(wang);
    }

    @Test
    void shouldLeaveEvidenceOfSignInsAndOfChosenPasswords() {
        room.signIn.check("wang.li", MADE, "10.0.0.1");
        choose(MADE, OWN, room.begin(wang));
        assertThat(room.database
                        .sql("select action || ' ' || name || ' ' || detail::text from platform.evidence order by id")
                        .query(String.class)
                        .list())
                .containsExactly("sign_in 王丽 {\"address\": \"10.0.0.1\"}", "choose_password 王丽 {}");
    }

    @Test
    void shouldListOnesOwnSessionsAndEndOne() {
        String here = room.begin(wang);
        room.begin(room.accounts.create("li.na", "李娜", MADE, List.of()).id());
        String elsewhere = room.begin(wang);
        List<Sessions.Session> sessions = room.sessions.of(wang, here);
        assertThat(sessions).hasSize(2).filteredOn(Sessions.Session::current).hasSize(1);
        Sessions.Session other = sessions.stream()
                .filter(session -> !session.current())
                .findFirst()
                .orElseThrow();
        assertThat(room.actor(elsewhere)).isPresent();
        assertThat(room.sessions.end(UUID.randomUUID(), other.id()))
                .as("of somebody else")
                .isFalse();
        assertThat(room.sessions.end(wang, other.id())).isTrue();
        assertThat(room.actor(elsewhere)).isEmpty();
        assertThat(room.actor(here)).isPresent();
    }
}
