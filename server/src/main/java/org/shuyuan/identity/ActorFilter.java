package org.shuyuan.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Problem;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Finds out who sends a request, by its cookie or its bearer token, and refuses one that another site made the browser send.
 *
 * <p>A token that has ended makes the request one of nobody; a controller that wants to know its actor then refuses it, once, so that
 * nobody goes on unawares with fewer rights.
 */
@Component
@Order(0)
class ActorFilter extends OncePerRequestFilter {

    /** The request attributes for {@link ActorArgument} and {@link AuthorityCheck}. */
    static final String SIGNED_IN = Sessions.SignedIn.class.getName();

    static final String ENDED = ActorFilter.class.getName() + ".ended";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final HandlerExceptionResolver problems;

    ActorFilter(Sessions sessions, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.sessions = sessions;
        this.problems = problems;
    }

    /** The node says whether it is ready to everybody alike, also when the database cannot say who asks. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") || path.equals("/api/node");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Optional<String> bearer = bearer(request);
            if (bearer.isEmpty()) {
                refuseForeign(request);
            }
            if (!identify(request, token(request)) && bearer.isEmpty()) {
                response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.ended(request.isSecure()));
            }
        } catch (RuntimeException refused) {
            if (problems.resolveException(request, response, null, refused) == null) {
                throw refused;
            }
            return;
        }
        chain.doFilter(request, response);
    }

    /** What the request is signed in by: a bearer token, else the browser's session. */
    static Optional<String> token(HttpServletRequest request) {
        Optional<String> bearer = bearer(request);
        return bearer.isPresent() ? bearer : SessionCookie.token(request);
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Answers false where the token has ended. */
    private boolean identify(HttpServletRequest request, Optional<String> token) {
        Optional<Sessions.SignedIn> who = token.flatMap(sessions::find);
        request.setAttribute(SIGNED_IN, who.orElse(null));
        boolean ended = token.isPresent() && who.isEmpty();
        if (ended) {
            request.setAttribute(ENDED, true);
        }
        return !ended;
    }

    /** Fetch metadata where the browser sends it (on secure origins), else the origin, must be our own. */
    private static void refuseForeign(HttpServletRequest request) {
        if (SAFE.contains(request.getMethod())) {
            return;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreignSite = site != null && !site.equals("same-origin") && !site.equals("none");
        if (foreignSite || foreignOrigin(request.getHeader(HttpHeaders.ORIGIN), request)) {
            throw new Problem(AccountError.FOREIGN_ORIGIN, Map.of());
        }
    }

    private static boolean foreignOrigin(@Nullable String origin, HttpServletRequest request) {
        if (origin == null) {
            return false;
        }
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null || !authority.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }
}
