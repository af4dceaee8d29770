package org.shuyuan.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** What HTTP alone costs: the node's web server with one servlet that answers with the same bytes every time. */
public final class BareTomcat {

    public static void main(String[] words) throws Exception {
        byte[] answer = Files.readAllBytes(Path.of(words[0]));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(words[1]);
        tomcat.setPort(0);
        tomcat.getConnector().getProtocolHandler().setExecutor(new VirtualThreadExecutor("tomcat-"));
        var context = tomcat.addContext("", words[1]);
        Tomcat.addServlet(context, "answer", new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setContentType("application/json;charset=UTF-8");
                response.setHeader("Cache-Control", "no-store");
                response.getOutputStream().write(answer);
            }
        });
        context.addServletMappingDecoded("/*", "answer");
        tomcat.start();
        Files.write(Path.of(words[2]), Integer.toString(tomcat.getConnector().getLocalPort()).getBytes(StandardCharsets.US_ASCII));
        tomcat.getServer().await();
    }
}
