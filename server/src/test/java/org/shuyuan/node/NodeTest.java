package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A whole node as `run` starts it, on an embedded database, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class NodeTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private WholeNode node;
    private Path data;
    private String url;
    private String password;

    @BeforeAll
    void start(@TempDir Path folder, CapturedOutput output) {
        data = folder.resolve("data");
        node = WholeNode.start(data, "--empty", "--shuyuan.name=云川市教育局");
        url = node.url;
        Matcher told = Pattern.compile("operator +(\\S+)").matcher(output.getOut());
        assertThat(told.find()).as("the first password is told").isTrue();
        password = told.group(1);
    }

    @AfterAll
    void stop() {
        node.close();
        assertThat(data.resolve(RunningNode.FILE)).doesNotExist();
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Accept-Language", "en");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder signIn(String account, String password) {
        return request("/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"account\": \"%s\", \"password\": \"%s\"}".formatted(account, password)));
    }

    private String cookie() throws IOException, InterruptedException {
        String cookie = send(signIn("operator", password))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return cookie.replaceFirst(";.*", "");
    }

    @Test
    void shouldSayWhatItIsToAnybody() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/api/node"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"name\":\"云川市教育局\"", "\"ready\":true", "\"timeZone\":\"Asia/Shanghai\"")
                .containsPattern("\"model\":\"[0-9a-f]{64}\"");
    }

    @Test
    void shouldSignInAndOut() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(signIn("operator", password));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"account\":\"operator\"", "\"role\":\"node_operator\"", "\"label\":");
        String header = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
        String cookie = header.replaceFirst(";.*", "");
        assertThat(send(request("/api/session").header("Cookie", cookie)).body())
                .isEqualTo(answer.body());

        assertThat(send(request("/api/session").header("Cookie", cookie).DELETE())
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> after = send(request("/api/session").header("Cookie", cookie));
        assertThat(after.statusCode()).isEqualTo(401);
        assertThat(after.body()).contains("session_ended");
        assertThat(after.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(gone -> assertThat(gone).contains("Max-Age=0"));
        assertThat(send(request("/api/session")).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldRefuseAWrongPasswordWithoutSayingWhatWasWrong() throws IOException, InterruptedException {
        HttpResponse<String> wrong = send(signIn("operator", "wrong"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("wrong_credentials");
        assertThat(withoutId(send(signIn("nobody", password)))).isEqualTo(withoutId(wrong));
        assertThat(withoutId(send(request("/api/session")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"account\": \"operator\"}")))))
                .isEqualTo(withoutId(wrong));
    }

    /** The body, of which one member is another each time: the request's id. */
    private static String withoutId(HttpResponse<String> problem) {
        String id = problem.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(problem.body()).contains(id);
        return problem.body().replace(id, "");
    }

    @Test
    void shouldRefuseWhatAnotherSiteSendsWithTheSession() throws IOException, InterruptedException {
        String cookie = cookie();
        for (String[] foreign : new String[][] {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Origin", "http://evil.example"},
            {"Origin", "null"}
        }) {
            HttpResponse<String> answer = send(request("/api/session")
                    .header("Cookie", cookie)
                    .header(foreign[0], foreign[1])
                    .DELETE());
            assertThat(answer.statusCode()).as(foreign[1]).isEqualTo(403);
            assertThat(answer.body()).contains("foreign_origin");
        }
        assertThat(send(request("/api/session")
                                .header("Cookie", cookie)
                                .header("Origin", url)
                                .header("Sec-Fetch-Site", "same-origin")
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void shouldLetAScriptInByATokenOfTheOperators() throws IOException, InterruptedException {
        String token = Commands.token(RunningNode.of(data), "operator");
        assertThat(send(request("/api/session").header("Authorization", "Bearer " + token))
                        .body())
                .contains("\"account\":\"operator\"");
        assertThat(send(request("/api/session").header("Authorization", "Bearer x" + token))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldTellBrowsersToTakeNothingFromElsewhere() throws IOException, InterruptedException {
        for (String path : new String[] {"/api/node", "/", "/api/nothing"}) {
            var headers = send(request(path)).headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy ->
                            assertThat(policy).startsWith("default-src 'self'").contains("frame-ancestors 'none'"));
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        }
        assertThat(send(request("/api/node")).headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void shouldAnswerAnUnknownAddressOfTheApiWithAProblem() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/api/nothing"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void shouldServeThePageUnderEveryAddressOfTheWebClient() throws IOException, InterruptedException {
        boolean built = NodeTest.class.getResource("/META-INF/resources/index.html") != null;
        for (String path :
                new String[] {"/", "/registers/organisation", "/model/elements/organisation.name", "/sign-in"}) {
            HttpResponse<String> answer = send(request(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(built ? 200 : 404);
            if (built) {
                assertThat(answer.body()).contains("<div id=\"desk\">");
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
            }
        }
        assertThat(send(request("/missing.js")).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldKeepItsSecretsToItsOwner() throws IOException {
        for (String secret : new String[] {RunningNode.FILE, "postgres.password", "../keys/data.keys"}) {
            assertThat(Files.getPosixFilePermissions(data.resolve(secret)))
                    .as(secret)
                    .hasToString("[OWNER_READ, OWNER_WRITE]");
        }
    }
}
