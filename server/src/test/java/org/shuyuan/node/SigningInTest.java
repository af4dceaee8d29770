package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.identity.Accounts;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signing in over HTTP: from two places, and among many who guess. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigningInTest {

    private static final int GUESSES = 10_000;
    private static final int AT_ONCE = 200;
    private static final String PASSWORD = "k7mw-2hqd-x9nb";
    private static final String HOME = "10.9.8.7";

    private final HttpClient client = HttpClient.newHttpClient();
    private WholeNode node;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty");
        node.context.getBean(Accounts.class).create("wang.li", "王丽", PASSWORD, List.of());
        node.context.getBean(Accounts.class).create("li.na", "李娜", PASSWORD, List.of());
    }

    @AfterAll
    void stop() {
        client.close();
        node.close();
    }

    /** @param address as a proxy on this machine tells it */
    private HttpResponse<String> signIn(String account, String password, String address)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url + "/api/session"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString(
                        "{\"account\": \"%s\", \"password\": \"%s\"}".formatted(account, password)))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String session(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = signIn("li.na", PASSWORD, address);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst("^[^=]+=([^;]+).*", "$1");
    }

    @Test
    void shouldListTheSessionsOfBothPlacesAndEndOneOnly() throws IOException, InterruptedException {
        node.context
                .getBean(JdbcClient.class)
                .sql("update identity.account set must_change = false")
                .update();
        String office = session("10.1.1.1");
        String home = session("10.2.2.2");
        JsonNode all = JsonMapper.shared()
                .readTree(node.ask("GET", "/api/session/all", office, "").body());
        List<JsonNode> elsewhere = all.valueStream()
                .filter(each -> !each.get("current").booleanValue())
                .filter(each -> each.get("address").stringValue().equals("10.2.2.2"))
                .toList();
        assertThat(elsewhere).hasSize(1);
        assertThat(all.valueStream()
                        .filter(each -> each.get("current").booleanValue())
                        .map(each -> each.get("address").stringValue()))
                .containsExactly("10.1.1.1");
        String path = "/api/session/all/" + elsewhere.getFirst().get("id").stringValue();
        assertThat(node.ask("DELETE", path, office, "").statusCode()).isEqualTo(204);
        assertThat(node.ask("DELETE", path, office, "").statusCode()).as("once").isEqualTo(404);
        assertThat(node.ask("GET", "/api/session/all", home, "").statusCode()).isEqualTo(401);
        assertThat(node.ask("GET", "/api/session/all", office, "").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldStayResponsiveAndLockNobodyOut() throws Exception {
        assertThat(signIn("wang.li", PASSWORD, HOME).statusCode()).isEqualTo(201);
        Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
        AtomicReference<HttpResponse<String>> refused = new AtomicReference<>();
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < GUESSES; i++) {
                String account = i % 2 == 0 ? "wang.li" : "pupil" + i;
                String address = "172." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256;
                places.acquire();
                guessers.submit(() -> {
                    try {
                        HttpResponse<String> answer = signIn(account, "guess-guess", address);
                        answers.computeIfAbsent(answer.statusCode(), any -> new AtomicInteger())
                                .incrementAndGet();
                        if (answer.statusCode() == 429) {
                            refused.set(answer);
                        }
                    } finally {
                        places.release();
                    }
                    return null;
                });
                if (i % 1000 == 500) {
                    assertResponsive();
                }
            }
        }
        assertThat(answers.keySet()).containsExactlyInAnyOrder(401, 429);
        assertThat(answers.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(GUESSES);
        assertThat(Objects.requireNonNull(answers.get(429)).get()).isGreaterThan(GUESSES / 2);
        assertThat(refused.get().headers().firstValueAsLong("Retry-After").orElse(0))
                .isBetween(1L, 61L);
    }

    private void assertResponsive() throws IOException, InterruptedException {
        long start = System.nanoTime();
        assertThat(node.ask("GET", "/api/registers/organisation/records", "", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(signIn("wang.li", PASSWORD, HOME).statusCode()).isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
}
