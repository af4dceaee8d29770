package org.shuyuan.node;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the web client. Its pages have addresses of their own, all of which are the one page that finds out what to show. */
@Component
class WebPages implements WebMvcConfigurer {

    private static final String HOME = "classpath:/META-INF/resources/";

    /** Files of {@code assets/} have a digest of their content in their names. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(HOME + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(HOME)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new PageResolver());
    }

    private static final class PageResolver extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = super.getResource(path, location);
            // Files stand at the top and in assets/; further down a point belongs to a name, such as a data element's.
            boolean isFile = path.contains("/") ? path.startsWith("assets/") : path.contains(".");
            if (file != null || path.startsWith("api/") || isFile) {
                return file;
            }
            Resource page = location.createRelative("index.html");
            return page.exists() ? page : null;
        }
    }
}
