package org.shuyuan.identity;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Digests;
import org.shuyuan.platform.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Tokens that stand for an account for a while: a browser's session, or a script's. The database holds their SHA-256 digests only.
 *
 * <p>An actor is remembered for a few seconds, so that what ends a session or a grant elsewhere takes as long to be felt here.
 */
@Service
public class Sessions {

    /** A browser's session ends after this long at most, so that nobody stays signed in overnight. */
    static final Duration BROWSER_LIFE = Duration.ofHours(12);

    /** A browser's session ends after this long without a request. */
    static final Duration BROWSER_IDLE = Duration.ofHours(1);

    /** How exactly the last use is known. */
    private static final Duration USE_STEP = Duration.ofMinutes(1);

    private static final Duration REMEMBERED = Duration.ofSeconds(3);
    private static final int REMEMBERED_AT_MOST = 20_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final Clock clock;
    private final Map<ByteBuffer, Remembered> remembered = new ConcurrentHashMap<>();

    public Sessions(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a token is for. */
    enum Kind {
        BROWSER,
        TOKEN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Good for a while in both directions: the clock may be set back. */
    private record Remembered(Actor actor, Instant since) {

        boolean good(Instant now) {
            return Duration.between(since, now).abs().compareTo(REMEMBERED) < 0;
        }
    }

    private record Row(
            UUID account,
            String displayName,
            @Nullable String role,
            @Nullable UUID at,
            boolean useStale) {

        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getObject("account", UUID.class),
                    row.getString("display_name"),
                    row.getString("role"),
                    row.getObject("at", UUID.class),
                    row.getBoolean("use_stale"));
        }
    }

    /** A browser's token for somebody who has signed in. */
    public String begin(UUID account) {
        forgetExpired();
        return issue(account, Kind.BROWSER, BROWSER_LIFE);
    }

    /** A bearer token for a script, for an operator on the node's own machine. */
    public String issueToken(String account, Duration life) {
        UUID id = database.sql("select id from identity.account where lower(name) = lower(:name)")
                .param("name", account)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new Problem(AccountError.UNKNOWN_ACCOUNT, Map.of("account", account)));
        return issue(id, Kind.TOKEN, life);
    }

    private String issue(UUID account, Kind kind, Duration life) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        OffsetDateTime now = OffsetDateTime.now(clock);
        database.sql("""
                        insert into identity.session (digest, account, kind, created, expires, last_used)
                        values (:digest, :account, :kind, :now, :expires, :now)
                        """)
                .param("digest", digest(token))
                .param("account", account)
                .param("kind", kind.word())
                .param("now", now)
                .param("expires", now.plus(life))
                .update();
        return token;
    }

    private void forgetExpired() {
        database.sql("delete from identity.session where expires < :now")
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** Whom the token stands for, with the grants of today; empty where it has ended or never was. */
    public Optional<Actor> actor(String token) {
        byte[] digest = digest(token);
        ByteBuffer key = ByteBuffer.wrap(digest);
        Instant now = clock.instant();
        Remembered known = remembered.get(key);
        if (known != null && known.good(now)) {
            return Optional.of(known.actor());
        }
        List<Row> rows = read(digest);
        if (rows.isEmpty()) {
            remembered.remove(key);
            return Optional.empty();
        }
        if (rows.getFirst().useStale()) {
            database.sql("update identity.session set last_used = :now where digest = :digest")
                    .param("now", OffsetDateTime.now(clock))
                    .param("digest", digest)
                    .update();
        }
        Actor actor = actor(rows);
        if (remembered.size() >= REMEMBERED_AT_MOST) {
            remembered.clear();
        }
        remembered.put(key, new Remembered(actor, now));
        return Optional.of(actor);
    }

    private List<Row> read(byte[] digest) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return database.sql("""
                        select s.account, a.display_name, g.role, g.at, s.last_used < :useStep as use_stale
                        from identity.session s
                        join identity.account a on a.id = s.account
                        left join identity.grant_ g on g.account = a.id
                            and g.since <= :today and (g.until is null or g.until > :today)
                        where s.digest = :digest and s.expires > :now
                            and (s.kind <> 'browser' or s.last_used > :idleSince)
                        order by g.id
                        """)
                .param("digest", digest)
                .param("today", LocalDate.now(clock))
                .param("now", now)
                .param("useStep", now.minus(USE_STEP))
                .param("idleSince", now.minus(BROWSER_IDLE))
                .query(Row::of)
                .list();
    }

    private static Actor actor(List<Row> rows) {
        List<Actor.Grant> grants = rows.stream()
                .filter(row -> row.role() != null)
                .map(row -> new Actor.Grant(Objects.requireNonNull(row.role()), row.at()))
                .toList();
        return new Actor(rows.getFirst().account(), rows.getFirst().displayName(), null, grants);
    }

    public void end(String token) {
        byte[] digest = digest(token);
        database.sql("delete from identity.session where digest = :digest")
                .param("digest", digest)
                .update();
        remembered.remove(ByteBuffer.wrap(digest));
    }

    private static byte[] digest(String token) {
        return Digests.sha256(token);
    }
}
