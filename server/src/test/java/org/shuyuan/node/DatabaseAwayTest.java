package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on somebody else's server, which goes away and comes back. */
class DatabaseAwayTest {

    private static final String SCHOOL = "{\"values\": {\"name\": \"断线学堂\"}}";

    @TempDir
    Path folder;

    private EmbeddedPostgres server(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .setLocaleConfig("encoding", "UTF8");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @Test
    void shouldSayThatTheDatabaseIsAwayAndGoOnByItselfWhenItIsBack() throws IOException, InterruptedException {
        EmbeddedPostgres server = server(0);
        int port = server.getPort();
        try (WholeNode node = WholeNode.start(
                folder.resolve("data"),
                "--empty",
                "--db",
                "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres")) {
            String token = node.token("operator");
            String records = "/api/registers/organisation/records";
            assertThat(node.ask("POST", records, token, SCHOOL).statusCode()).isEqualTo(201);

            server.close();
            HttpResponse<String> read = node.ask("GET", records, token, "");
            assertThat(read.statusCode()).isEqualTo(503);
            assertThat(read.headers().firstValue("Content-Type").orElse("")).contains("application/problem+json");
            assertThat(read.body()).contains("database_away", "请稍后重试");
            assertThat(node.ask("POST", records, token, SCHOOL).statusCode()).isEqualTo(503);
            assertThat(node.ask("GET", "/api/node", token, "").body()).contains("\"ready\":false");

            server = server(port);
            assertThat(node.ask("POST", records, token, SCHOOL).statusCode()).isEqualTo(201);
            assertThat(node.ask("GET", records + "?count=true", token, "").body())
                    .containsPattern("\"count\" ?: ?\\{\"value\" ?: ?2");
            assertThat(node.ask("GET", "/api/node", token, "").body()).contains("\"ready\":true");
        } finally {
            server.close();
        }
    }
}
