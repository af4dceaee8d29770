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
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Tokens that stand for an account for a while: a browser's session, or a script's. The database holds their SHA-256 digests only.
 *
 * <p>An actor is remembered for a few seconds; what another process ends takes as long to be felt here.
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

    /**
     * Somebody signed in.
     *
     * @param mustChoose whether another password has to be chosen before anything else
     * @param acting the place to which the actor's grants are narrowed, or null
     * @param expires when the session ends if nothing more is asked in it
     * @param latest when it ends also in use
     */
    public record SignedIn(
            Actor actor, boolean mustChoose, @Nullable UUID acting, Instant expires, Instant latest) {}

    /**
     * Good for a while in both directions, as the clock may be set back; but neither beyond the session's end nor on another day, for which
     * other grants may hold.
     */
    private record Remembered(SignedIn who, Instant since, LocalDate day) {

        boolean good(Instant now, LocalDate today) {
            return Duration.between(since, now).abs().compareTo(REMEMBERED) < 0
                    && day.equals(today)
                    && now.isBefore(who.expires());
        }
    }

    private record Row(
            UUID account,
            String displayName,
            @Nullable UUID person,
            boolean mustChoose,
            @Nullable String role,
            @Nullable UUID at,
            @Nullable UUID acting,
            boolean browser,
            Instant lastUsed,
            Instant expires) {

        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getObject("account", UUID.class),
                    row.getString("display_name"),
                    row.getObject("person", UUID.class),
                    row.getBoolean("must_choose"),
                    row.getString("role"),
                    row.getObject("at", UUID.class),
                    row.getObject("acting", UUID.class),
                    row.getBoolean("browser"),
                    row.getObject("last_used", OffsetDateTime.class).toInstant(),
                    row.getObject("expires", OffsetDateTime.class).toInstant());
        }
    }

    /**
     * A browser's token for somebody who has signed in.
     *
     * @param client where and with what, for the holder's own list of sessions
     */
    public String begin(UUID account, Client client) {
        forgetExpired();
        return issue(account, Kind.BROWSER, BROWSER_LIFE, client);
    }

    /**
     * Where a token is used from.
     *
     * @param agent as the browser names itself; shortened
     */
    public record Client(String address, String agent) {

        private static final int LONGEST = 200;

        public Client {
            agent = agent.length() > LONGEST ? agent.substring(0, LONGEST) : agent;
        }
    }

    /** A bearer token for a script, for an operator on the node's own machine. */
    public String issueToken(String account, Duration life) {
        UUID id = database.sql("select id from identity.account where lower(name) = lower(:name)")
                .param("name", account)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new Problem(AccountError.UNKNOWN_ACCOUNT, Map.of("account", account)));
        return issue(id, Kind.TOKEN, life, new Client("", ""));
    }

    private String issue(UUID account, Kind kind, Duration life, Client client) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        OffsetDateTime now = OffsetDateTime.now(clock);
        database.sql("""
                        insert into identity.session (id, digest, account, kind, created, expires, last_used, address, agent)
                        values (:id, :digest, :account, :kind, :now, :expires, :now, :address, :agent)
                        """)
                .param("id", Ids.next())
                .param("address", client.address())
                .param("agent", client.agent())
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
    public Optional<SignedIn> find(String token) {
        byte[] digest = digest(token);
        ByteBuffer key = ByteBuffer.wrap(digest);
        Instant now = clock.instant();
        Remembered known = remembered.get(key);
        LocalDate today = LocalDate.now(clock);
        if (known != null && known.good(now, today)) {
            return Optional.of(known.who());
        }
        List<Row> rows = read(digest);
        if (rows.isEmpty()) {
            remembered.remove(key);
            return Optional.empty();
        }
        Row first = rows.getFirst();
        Instant used = first.lastUsed();
        if (used.isBefore(now.minus(USE_STEP))) {
            used = now;
            database.sql("update identity.session set last_used = :now where digest = :digest")
                    .param("now", OffsetDateTime.now(clock))
                    .param("digest", digest)
                    .update();
        }
        SignedIn who = new SignedIn(actor(rows), first.mustChoose(), first.acting(), end(first, used), first.expires());
        if (remembered.size() >= REMEMBERED_AT_MOST) {
            remembered.clear();
        }
        remembered.put(key, new Remembered(who, now, today));
        return Optional.of(who);
    }

    private static Instant end(Row session, Instant used) {
        Instant idle = used.plus(BROWSER_IDLE);
        return session.browser() && idle.isBefore(session.expires()) ? idle : session.expires();
    }

    /** Narrows what may be done in a session to the roles held at one place; with null, all of them count again. */
    void act(String token, @Nullable UUID at) {
        byte[] digest = digest(token);
        database.sql("update identity.session set acting = :at where digest = :digest")
                .param("at", at, java.sql.Types.OTHER)
                .param("digest", digest)
                .update();
        remembered.remove(ByteBuffer.wrap(digest));
    }

    private List<Row> read(byte[] digest) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return database.sql("""
                        select s.account, a.display_name, a.person, a.must_change and s.kind = 'browser' as must_choose,
                            g.role, g.at, s.acting, s.kind = 'browser' as browser, s.last_used, s.expires
                        from identity.session s
                        join identity.account a on a.id = s.account and a.locked is null
                        left join identity.grant_ g on g.account = a.id
                            and g.since <= :today and (g.until is null or g.until > :today)
                            and (s.acting is null or g.at = s.acting)
                        where s.digest = :digest and s.expires > :now
                            and (s.kind <> 'browser' or s.last_used > :idleSince)
                        order by g.id
                        """)
                .param("digest", digest)
                .param("today", LocalDate.now(clock))
                .param("now", now)
                .param("idleSince", now.minus(BROWSER_IDLE))
                .query(Row::of)
                .list();
    }

    private static Actor actor(List<Row> rows) {
        List<Actor.Grant> grants = rows.stream()
                .filter(row -> row.role() != null)
                .map(row -> new Actor.Grant(Objects.requireNonNull(row.role()), row.at()))
                .toList();
        Row first = rows.getFirst();
        return new Actor(first.account(), first.displayName(), first.person(), grants);
    }

    public void end(String token) {
        byte[] digest = digest(token);
        database.sql("delete from identity.session where digest = :digest")
                .param("digest", digest)
                .update();
        remembered.remove(ByteBuffer.wrap(digest));
    }

    /**
     * One of somebody's sessions or tokens.
     *
     * @param kind {@code browser} or {@code token}
     * @param current whether it is the one that asks
     */
    public record Session(
            UUID id,
            String kind,
            OffsetDateTime created,
            OffsetDateTime lastUsed,
            OffsetDateTime expires,
            String address,
            String agent,
            boolean current) {}

    /** The account's own sessions and tokens, the last used first. */
    public List<Session> of(UUID account, String token) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return Rows.of(database.sql("""
                        select id, kind, created, last_used, expires, address, agent, digest = :digest as current
                        from identity.session
                        where account = :account and expires > :now and (kind <> 'browser' or last_used > :idleSince)
                        order by last_used desc, id
                        """)
                .param("account", account)
                .param("digest", digest(token))
                .param("now", now)
                .param("idleSince", now.minus(BROWSER_IDLE))
                .query(Session.class));
    }

    /** Ends one of the account's own sessions; answers whether there was one. */
    public boolean end(UUID account, UUID session) {
        int ended = database.sql("delete from identity.session where id = :id and account = :account")
                .param("id", session)
                .param("account", account)
                .update();
        forget(account);
        return ended > 0;
    }

    /** Ends all sessions and tokens of an account but the one with this token, if any. */
    void endAll(UUID account, @Nullable String but) {
        database.sql("delete from identity.session where account = :account and digest <> :but")
                .param("account", account)
                .param("but", but == null ? new byte[0] : digest(but))
                .update();
        forget(account);
    }

    /** Reads anew what an account may, so that a change is felt at once by this process. */
    void forget(UUID account) {
        remembered.values().removeIf(known -> account.equals(known.who().actor().account()));
    }

    private static byte[] digest(String token) {
        return Digests.sha256(token);
    }
}
