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

/** Many guess passwords at once, from many addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuessingTest {

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
        assertThat(answers.get(429).get()).isGreaterThan(GUESSES / 2);
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
