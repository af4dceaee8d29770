package org.shuyuan.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/** The cookie in which a browser keeps its token: out of scripts' reach, and not sent along from other sites. */
final class SessionCookie {

    static final String NAME = "shuyuan_session";

    private SessionCookie() {}

    static Optional<String> token(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** Without an age: it ends with the browser, at the latest. */
    static String holding(String token, boolean secure) {
        return cookie(token, secure).build().toString();
    }

    static String ended(boolean secure) {
        return cookie("", secure).maxAge(Duration.ZERO).build().toString();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String value, boolean secure) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/");
    }
}
