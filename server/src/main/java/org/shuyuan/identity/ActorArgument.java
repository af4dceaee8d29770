package org.shuyuan.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a controller take the {@link Actor} as a parameter; {@link Actor#ANYONE} where nobody has signed in. */
@Component
class ActorArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (request.getAttribute(ActorFilter.ENDED, RequestAttributes.SCOPE_REQUEST) != null) {
            throw new Problem(AccountError.SESSION_ENDED, Map.of());
        }
        return AuthorityCheck.actor(
                (Sessions.SignedIn) request.getAttribute(ActorFilter.SIGNED_IN, RequestAttributes.SCOPE_REQUEST));
    }
}
