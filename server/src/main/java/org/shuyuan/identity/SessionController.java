package org.shuyuan.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Evidence;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and what one's own account is open to. */
@RestController
@RequestMapping("/api/session")
class SessionController {

    private final SignIn signIn;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Grants grants;
    private final Powers powers;
    private final Evidence evidence;
    private final RoleLabels roles;
    private final Places places;

    SessionController(
            SignIn signIn,
            Accounts accounts,
            Sessions sessions,
            Grants grants,
            Powers powers,
            Evidence evidence,
            RoleLabels roles,
            Places places) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.sessions = sessions;
        this.grants = grants;
        this.powers = powers;
        this.evidence = evidence;
        this.roles = roles;
        this.places = places;
    }

    record Credentials(@Nullable String account, @Nullable String password) {}

    record Passwords(@Nullable String present, @Nullable String chosen) {}

    /**
     * @param mustChoosePassword whether nothing else may be done before
     * @param grants what counts now: where the session acts for one place, the roles held at it
     * @param may what the program may offer beside the registers, see {@link Powers}
     * @param places where the account holds roles, whether they count now or not
     * @param acting the one of these places for which the session acts; without it, for all
     * @param expires when the session ends if nothing more is asked in it
     * @param latest when it ends also in use
     */
    record Session(
            String account,
            String name,
            boolean mustChoosePassword,
            List<Held> grants,
            List<String> may,
            List<At> places,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            At acting,

            Instant expires,
            Instant latest) {}

    /** @param at the place to act for, or null for all */
    record Acting(@Nullable UUID at) {}

    /** A role somebody holds; everywhere, where no place is given. */
    record Held(
            String role,
            String label,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            At at) {}

    record At(UUID id, String title) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Authority(value = Kind.ANYONE, because = "signing in is how authority is come by", beforePasswordChange = true)
    Session begin(@RequestBody Credentials given, HttpServletRequest request, HttpServletResponse response) {
        if (given.account() == null || given.password() == null) {
            throw new Problem(AccountError.WRONG_CREDENTIALS, Map.of());
        }
        Accounts.Account account = signIn.check(given.account(), given.password(), request.getRemoteAddr());
        String token = sessions.begin(account.id(), client(request));
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.holding(token, request.isSecure()));
        return session(account.name(), sessions.find(token).orElseThrow(), request);
    }

    private static Sessions.Client client(HttpServletRequest request) {
        return new Sessions.Client(
                request.getRemoteAddr(), Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
    }

    /** Who is signed in; no content for a visitor, which is no fault. */
    @GetMapping
    @Authority(value = Kind.ANYONE, because = "tells only who asks", beforePasswordChange = true)
    ResponseEntity<Session> current(Actor actor, HttpServletRequest request) {
        if (actor.account() == null) {
            return ResponseEntity.noContent().build();
        }
        Sessions.SignedIn who = (Sessions.SignedIn) request.getAttribute(ActorFilter.SIGNED_IN);
        return ResponseEntity.ok(session(accounts.name(actor.account()), who, request));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(value = Kind.ANYONE, because = "ends only the session that asks", beforePasswordChange = true)
    void end(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.token(request).ifPresent(sessions::end);
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.ended(request.isSecure()));
    }

    /** Lets only the roles held at one place count in this session, or all of them again. */
    @PutMapping("/acting")
    @Authority(Kind.SIGNED_IN)
    Session act(@RequestBody Acting wanted, Actor actor, HttpServletRequest request) {
        UUID account = Objects.requireNonNull(actor.account());
        UUID at = wanted.at();
        if (at != null && !grants.places(account).contains(at)) {
            throw new Problem(AccountError.UNKNOWN_PLACE, Map.of("at", at));
        }
        String token = ActorFilter.token(request).orElse("");
        evidence.attest(actor, "act", "account", account, null, at == null ? Map.of() : Map.of("at", at.toString()));
        sessions.act(token, at);
        return session(accounts.name(account), sessions.find(token).orElseThrow(), request);
    }

    /** Chooses another password; every other session of the account ends. */
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(value = Kind.SIGNED_IN, beforePasswordChange = true)
    void choosePassword(@RequestBody Passwords given, Actor actor, HttpServletRequest request) {
        signIn.choosePassword(
                actor,
                Objects.requireNonNullElse(given.present(), ""),
                Objects.requireNonNullElse(given.chosen(), ""),
                request.getRemoteAddr(),
                ActorFilter.token(request).orElse(""));
    }

    /** The account's own sessions and tokens. */
    @GetMapping("/all")
    @Authority(Kind.SIGNED_IN)
    List<Sessions.Session> all(Actor actor, HttpServletRequest request) {
        return sessions.of(
                Objects.requireNonNull(actor.account()),
                ActorFilter.token(request).orElse(""));
    }

    @DeleteMapping("/all/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(Kind.SIGNED_IN)
    void endOne(@PathVariable UUID id, Actor actor) {
        if (!sessions.end(Objects.requireNonNull(actor.account()), id)) {
            throw new Problem(AccountError.UNKNOWN_SESSION, Map.of());
        }
    }

    private Session session(String account, Sessions.SignedIn who, HttpServletRequest request) {
        String language = Messages.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        List<Held> held = who.actor().grants().stream()
                .filter(grant -> roles.known(grant.role()))
                .map(grant -> new Held(grant.role(), roles.say(language, grant.role()), at(grant.at())))
                .toList();
        UUID id = Objects.requireNonNull(who.actor().account());
        Map<UUID, String> titles = places.titles().apply(grants.places(id));
        return new Session(
                account,
                who.actor().name(),
                who.mustChoose(),
                held,
                powers.of(who.actor()),
                titles.entrySet().stream()
                        .map(place -> new At(place.getKey(), place.getValue()))
                        .sorted(Comparator.comparing(At::title).thenComparing(At::id))
                        .toList(),
                at(who.acting()),
                who.expires(),
                who.latest());
    }

    private @Nullable At at(@Nullable UUID id) {
        return id == null ? null : new At(id, places.title().apply(id).orElse(""));
    }
}
