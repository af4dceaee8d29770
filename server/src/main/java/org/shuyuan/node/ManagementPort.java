package org.shuyuan.node;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the management port answer for health and metrics, and for nothing else that Spring would serve there along with them, such as
 * the web client's pages.
 *
 * <p>Belongs to that port's own context, which finds it by {@code META-INF/spring/….ManagementContextConfiguration.imports}; with an
 * annotation the node's own context would find it too.
 */
final class ManagementPort {

    private static final Pattern TOLD = Pattern.compile("/health(/[A-Za-z]+)*|/prometheus");

    private ManagementPort() {}

    @Bean
    static Filter whatIsTold() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                if (TOLD.matcher(request.getRequestURI()).matches()) {
                    chain.doFilter(request, response);
                } else {
                    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                }
            }
        };
    }
}
