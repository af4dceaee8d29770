package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends something secret in every place of a request, also where the database or the node itself then fails, and looks for it in the logs. */
class LogTest {

    private static final String SECRET = "QZJ7secret9";
    private static final String RECORDS = "/api/registers/organisation/records";

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void shouldTellTheRequestAndNothingThatItCarried(String form, @TempDir Path folder)
            throws IOException, InterruptedException {
        HttpResponse<String> failed;
        String output;
        try (NodeProcess node = NodeProcess.start(folder, "--empty", "--log", form)) {
            String token = node.token("operator");
            sendEverywhere(node, token);
            failUnder(node);
            failed = post(node, token, RECORDS, "{\"values\": {\"name\": \"%s\"}}".formatted(SECRET));
            bringIn(node, token);
            node.stop();
            output = node.output();
        }
        assertThat(failed.statusCode()).isEqualTo(500);
        String id = failed.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(failed.body())
                .contains("\"instance\":\"urn:uuid:" + id + "\"")
                .doesNotContain(SECRET);

        assertThat(output)
                .contains("A request failed: /api/registers/{register}/records", id, "P0001")
                .doesNotContain(SECRET);
        if (form.equals("json")) {
            JsonNode line = output.lines()
                    .filter(each -> each.contains("A request failed"))
                    .findFirst()
                    .map(JsonMapper.shared()::readTree)
                    .orElseThrow();
            assertThat(line.at("/request").asString()).isEqualTo(id);
            assertThat(line.at("/level").asString()).isEqualTo("ERROR");
            assertThat(line.at("/stack_trace").asString()).contains("PSQLException [P0001]");
        }
        try (var files = Files.walk(folder.resolve("data"))) {
            List<Path> logs = files.filter(file -> file.toString().matches(".*\\.(log|out)|.*/postgres/log/.*"))
                    .filter(Files::isRegularFile)
                    .toList();
            assertThat(logs).anySatisfy(log -> assertThat(log.toString()).contains("/postgres/log/"));
            for (Path log : logs) {
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain(SECRET);
            }
        }
    }

    private void sendEverywhere(NodeProcess node, String token) throws IOException, InterruptedException {
        for (String path : List.of(
                "/" + SECRET,
                "/api/" + SECRET,
                "/api/registers/" + SECRET,
                RECORDS + "/" + SECRET,
                RECORDS + "?search=" + SECRET,
                RECORDS + "?after=" + SECRET,
                RECORDS + "?" + SECRET + "=1",
                "/api/registers/organisation/export?as=" + SECRET,
                "/api/registers/organisation/imports/" + SECRET)) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", SECRET)) {
                client.send(
                        request(node, token, path)
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
            }
        }
        for (String body : List.of(
                SECRET,
                "{\"%s\": 1}".formatted(SECRET),
                "{\"values\": {\"name\": \"x\", \"founded\": \"%s\"}}".formatted(SECRET),
                "{\"values\": {\"%s\": \"x\"}}".formatted(SECRET),
                "{\"values\": \"%s\"}".formatted(SECRET),
                "{\"account\": \"%s\", \"password\": \"%s\"}".formatted(SECRET, SECRET),
                "{\"version\": \"%s\"}".formatted(SECRET))) {
            for (String path : List.of(RECORDS, "/api/session", "/api/accounts")) {
                post(node, token, path, body);
            }
        }
        for (String header : List.of(
                "Cookie",
                "Authorization",
                "X-Request-Id",
                "Accept-Language",
                "Accept",
                "Origin",
                "User-Agent",
                "X-" + SECRET)) {
            client.send(
                    request(node, "", RECORDS)
                            .header(header, "shuyuan_session=" + SECRET)
                            .build(),
                    BodyHandlers.discarding());
        }
        client.send(
                request(node, token, RECORDS)
                        .setHeader("Content-Type", SECRET)
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.discarding());
        raw(node, "GET /" + SECRET + "\"<> HTTP/1.1\r\nHost: x\r\n\r\n");
        raw(node, "GET / HTTP/1.1\r\nHost: " + SECRET + "^\r\n" + SECRET + "\r\n\r\n");
        raw(node, "GET /?a=%zz" + SECRET + " HTTP/1.1\r\nHost: x\r\nCookie: \"" + SECRET + "\r\n\r\n");
    }

    private static void raw(NodeProcess node, String request) throws IOException {
        URI url = URI.create(node.node.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    /** The database then says in its message what it was given. */
    private static void failUnder(NodeProcess node) {
        JdbcClient database = JdbcClient.create(Commands.connections(node.node));
        database.sql("""
                        create function data.fail() returns trigger language plpgsql as
                        $$ begin raise exception 'cannot take % of %', new.name, new; end $$""").update();
        database.sql("create trigger fail before insert on data.organisation for each row execute function data.fail()")
                .update();
    }

    /** In the background; the node's end waits for it. */
    private void bringIn(NodeProcess node, String token) throws IOException, InterruptedException {
        String csv = "name,code\n" + SECRET + "," + SECRET + "\n" + SECRET + ",\n";
        String imports = "/api/registers/organisation/imports";
        String id = client.send(
                        request(node, token, imports + "?name=" + SECRET)
                                .setHeader("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofString(csv))
                                .build(),
                        BodyHandlers.ofString())
                .body()
                .replaceFirst("(?s).*?\"id\" ?: ?\"([0-9a-f-]{36}).*", "$1");
        String state = "";
        while (!state.matches("(?s).*\"state\" ?: ?\"(done|refused|failed).*")) {
            state = client.send(request(node, token, imports + "/" + id).build(), BodyHandlers.ofString())
                    .body();
        }
        assertThat(state).contains("failed");
    }

    private HttpResponse<String> post(NodeProcess node, String token, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                request(node, token, path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(NodeProcess node, String token, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(node.node.url() + path)).header("Content-Type", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
