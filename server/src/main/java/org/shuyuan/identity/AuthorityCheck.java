package org.shuyuan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Holds each request against the {@link Authority} of its handler, and keeps the node from starting where a handler of ours has none.
 */
@Component
class AuthorityCheck implements HandlerInterceptor, WebMvcConfigurer, SmartInitializingSingleton {

    private static final String OURS = "org.shuyuan.";

    private final RequestMappingHandlerMapping handlers;

    AuthorityCheck(@Lazy @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        this.handlers = handlers;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> without = handlers.getHandlerMethods().values().stream()
                .map(HandlerMethod::getMethod)
                .filter(AuthorityCheck::lacks)
                .map(Method::toString)
                .sorted()
                .toList();
        if (!without.isEmpty()) {
            throw new IllegalStateException("Handlers without @Authority: " + without);
        }
    }

    /** Whether a handler of ours says nothing, or says why it does not check and gives no reason. */
    static boolean lacks(Method handler) {
        Authority authority = handler.getAnnotation(Authority.class);
        boolean ours = handler.getDeclaringClass().getName().startsWith(OURS);
        return ours
                && (authority == null
                        || (authority.value() != Authority.Kind.SIGNED_IN
                                && authority.because().isBlank()));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Authority authority =
                handler instanceof HandlerMethod method ? method.getMethodAnnotation(Authority.class) : null;
        if (authority == null) {
            return true; // static files; our own handlers all have one
        }
        Sessions.@Nullable SignedIn who = (Sessions.SignedIn) request.getAttribute(ActorFilter.SIGNED_IN);
        if (who != null && who.mustChoose() && !authority.beforePasswordChange()) {
            throw new Problem(AccountError.PASSWORD_TO_CHOOSE, Map.of());
        }
        if (who == null && authority.value() == Authority.Kind.SIGNED_IN) {
            boolean ended = request.getAttribute(ActorFilter.ENDED) != null;
            throw new Problem(ended ? AccountError.SESSION_ENDED : PlatformError.NOT_SIGNED_IN, Map.of());
        }
        return true;
    }

    /** Who sends a request; {@link Actor#ANYONE} where nobody has signed in. */
    static Actor actor(Sessions.@Nullable SignedIn who) {
        return who == null ? Actor.ANYONE : who.actor();
    }
}
