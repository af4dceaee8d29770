package org.shuyuan.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out. */
@RestController
@RequestMapping("/api/session")
class SessionController {

    private final Accounts accounts;
    private final Sessions sessions;
    private final Model model;
    private final Places places;

    SessionController(Accounts accounts, Sessions sessions, Model model, Places places) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.model = model;
        this.places = places;
    }

    record SignIn(@Nullable String account, @Nullable String password) {}

    record Session(String account, String name, List<Held> grants) {}

    /** A role somebody holds; everywhere, where no place is given. */
    record Held(
            String role,
            String label,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            At at) {}

    record At(UUID id, String title) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Session begin(@RequestBody SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        if (signIn.account() == null || signIn.password() == null) {
            throw new Problem(AccountError.WRONG_CREDENTIALS, Map.of());
        }
        Accounts.Account account = accounts.signIn(signIn.account(), signIn.password(), request.getRemoteAddr());
        String token = sessions.begin(account.id());
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.holding(token, request.isSecure()));
        return session(account.name(), sessions.actor(token).orElseThrow(), request);
    }

    /** Who is signed in; no content for a visitor, which is no fault. */
    @GetMapping
    ResponseEntity<Session> current(Actor actor, HttpServletRequest request) {
        return actor.account() == null
                ? ResponseEntity.noContent().build()
                : ResponseEntity.ok(session(accounts.name(actor.account()), actor, request));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.token(request).ifPresent(sessions::end);
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.ended(request.isSecure()));
    }

    private Session session(String account, Actor actor, HttpServletRequest request) {
        String language = Messages.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        List<Held> held = actor.grants().stream()
                .map(grant ->
                        new Held(grant.role(), model.texts().say(language, "role." + grant.role()), at(grant.at())))
                .toList();
        return new Session(account, actor.name(), held);
    }

    private @Nullable At at(@Nullable UUID id) {
        return id == null ? null : new At(id, places.title().apply(id).orElse(""));
    }
}
