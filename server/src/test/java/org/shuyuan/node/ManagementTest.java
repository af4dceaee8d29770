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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What the management port tells, and that it tells nothing else and nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private WholeNode node;
    private String management;
    private Path keys;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty");
        management = RunningNode.of(node.data).management();
        keys = folder.resolve("keys/data.keys");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private HttpResponse<String> ask(String method, String url) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private String get(String path) throws IOException, InterruptedException {
        return ask("GET", management + path).body();
    }

    @Test
    void shouldSayThatItLivesAndCanServe() throws IOException, InterruptedException {
        assertThat(get("/health/liveness")).contains("\"status\":\"UP\"");
        HttpResponse<String> ready = ask("GET", management + "/health/readiness");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"db\"", "\"disk\"", "\"keys\"", "\"imports\"", "\"readinessState\"");
    }

    @Test
    void shouldNotBeReadyWithoutItsKeysThoughItLives() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
        try {
            HttpResponse<String> ready = ask("GET", management + "/health/readiness");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("EXPOSED").doesNotContain("\"reason\":null");
            assertThat(ask("GET", management + "/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(ask("GET", management + "/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCountRequestsByTheirRouteAndNeverByWhatStandsInThem() throws IOException, InterruptedException {
        String records = "/api/registers/organisation/records";
        node.ask("GET", records + "/0198c2aa-0000-7000-8000-00000000c0de?q=MKXsecret", "", "");
        node.ask("GET", "/api/MKXsecret/c0de", "", "");
        node.ask("MKXSECRET", records, "", "");
        for (int i = 0; i < 3; i++) {
            node.ask("POST", "/api/session", "", "{\"account\": \"MKXsecret\", \"password\": \"wrong\"}");
        }
        String metrics = get("/prometheus");
        assertThat(metrics)
                .containsPattern(
                        "http_server_requests_seconds_count\\{[^}]*uri=\"/api/registers/\\{register}/records/\\{id}\"")
                .containsPattern(
                        "http_server_requests_seconds_count\\{[^}]*method=\"POST\"[^}]*status=\"401\"[^}]*uri=\"/api/session\"} 3")
                .contains("hikaricp_connections_active", "jvm_memory_used_bytes")
                .contains("shuyuan_imports_running 0", "shuyuan_imports_waiting 0", "shuyuan_exports_running 0")
                .doesNotContainIgnoringCase("MKXsecret")
                .doesNotContain("c0de");
    }

    @Test
    void shouldTellNothingElse() throws IOException, InterruptedException {
        assertThat(node.context.getBean(WebEndpointsSupplier.class).getEndpoints())
                .extracting(endpoint -> endpoint.getEndpointId())
                .containsExactlyInAnyOrder(EndpointId.of("health"), EndpointId.of("prometheus"));
        for (String path : List.of(
                "",
                "/",
                "/actuator",
                "/actuator/health",
                "/env",
                "/heapdump",
                "/threaddump",
                "/beans",
                "/configprops",
                "/loggers",
                "/mappings",
                "/metrics",
                "/info",
                "/shutdown",
                "/api/registers",
                "/api/node")) {
            assertThat(ask("GET", management + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(ask("POST", management + "/health").statusCode()).isEqualTo(405);
        assertThat(ask("POST", management + "/shutdown").statusCode()).isEqualTo(404);
    }

    /** The main port has no handler but those that say their authority; AuthorityTest asks them all. */
    @Test
    void shouldTellItOnItsOwnPortOnly() throws IOException, InterruptedException {
        assertThat(node.context.getBeansOfType(RequestMappingInfoHandlerMapping.class))
                .containsKey("requestMappingHandlerMapping")
                .allSatisfy((name, handlers) -> assertThat(name.equals("requestMappingHandlerMapping")
                                || handlers.getHandlerMethods().isEmpty())
                        .as(name)
                        .isTrue());
        for (String path : List.of("/health", "/prometheus", "/actuator/health", "/health/readiness")) {
            assertThat(ask("GET", node.url + path).body()).as(path).doesNotContain("\"status\":\"UP\"", "jvm_");
        }
        assertThat(management).startsWith("http://127.0.0.1:");
    }
}
