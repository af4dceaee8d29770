package org.shuyuan.node;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.ProblemRenderer;
import org.shuyuan.platform.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Requests that Tomcat refuses before Spring sees them, such as addresses with unescaped characters, get a problem like all others. */
@Component
class UnreadableRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemValve.class.getName()));
    }

    /** Made by Tomcat, by its name. */
    public static final class ProblemValve extends ErrorReportValve {

        private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (failure != null && response.getStatus() >= 500) {
                LOG.error("A request failed before its handler", failure);
            }
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            boolean ours = response.getStatus() >= 500;
            Problem problem = new Problem(
                    ours ? PlatformError.INTERNAL_FAULT : PlatformError.MALFORMED_REQUEST, java.util.Map.of());
            try {
                byte[] body = ProblemRenderer.bytes(problem, response.getStatus(), request);
                response.setHeader(RequestId.HEADER, RequestId.of(request));
                response.setContentType("application/problem+json;charset=UTF-8");
                response.getOutputStream().write(body);
                response.finishResponse();
            } catch (IOException gone) {
                return; // so has the client
            }
        }
    }
}
