package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A node on somebody else's server, which goes away and comes back. */
class DatabaseAwayTest {

    /** An answer that takes longer is a page that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String SCHOOL = "{\"values\": {\"name\": \"断线学堂\"}}";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private String url = "";
    private String token = "";

    private EmbeddedPostgres server(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .setLocaleConfig("encoding", "UTF8");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(PATIENCE)
                        .header("Accept-Language", "zh-CN")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void shouldSayThatTheDatabaseIsAwayAndGoOnByItselfWhenItIsBack() throws IOException, InterruptedException {
        EmbeddedPostgres server = server(0);
        int port = server.getPort();
        Path data = folder.resolve("data");
        ConfigurableApplicationContext node = null;
        try {
            node = SpringApplication.run(
                    Shuyuan.class,
                    RunOptions.settings(List.of(
                                    "--port",
                                    "0",
                                    "--data",
                                    data.toString(),
                                    "--empty",
                                    "--db",
                                    "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres",
                                    "--shuyuan.home=" + TestNode.ROOT))
                            .toArray(String[]::new));
            RunningNode running = RunningNode.of(data);
            url = running.url();
            token = Commands.token(running, "operator");
            String records = "/api/registers/organisation/records";
            assertThat(ask("POST", records, SCHOOL).statusCode()).isEqualTo(201);

            server.close();
            HttpResponse<String> read = ask("GET", records, "");
            assertThat(read.statusCode()).isEqualTo(503);
            assertThat(read.headers().firstValue("Content-Type").orElse("")).contains("application/problem+json");
            assertThat(read.body()).contains("database_away", "请稍后重试");
            assertThat(ask("POST", records, SCHOOL).statusCode()).isEqualTo(503);
            assertThat(ask("GET", "/api/node", "").body()).contains("\"ready\":false");

            server = server(port);
            assertThat(ask("POST", records, SCHOOL).statusCode()).isEqualTo(201);
            assertThat(ask("GET", records + "?count=true", "").body())
                    .containsPattern("\"count\" ?: ?\\{\"value\" ?: ?2");
            assertThat(ask("GET", "/api/node", "").body()).contains("\"ready\":true");
        } finally {
            if (node != null) {
                node.close();
            }
            server.close();
        }
    }
}
