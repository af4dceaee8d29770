package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node in a process of its own is told to stop while it is busy. */
class GracefulStopTest {

    private static final int ROWS = 200_000;
    private static final String RECORDS = "/api/registers/organisation/records";

    /** Longer than exports may go on (RunningExports), shorter than requests may. */
    private static final Duration WAIT = Duration.ofSeconds(12);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void shouldEndWhatRunsCutLongExportsAloudAndStopTheDatabaseLast() throws Exception {
        Path data = folder.resolve("data");
        try (NodeProcess running = NodeProcess.start(folder, "--empty")) {
            RunningNode node = running.node;
            Process process = running.process;
            String token = running.token("operator");
            fill(node);
            try (Connection lock = Commands.connections(node).getConnection()) {
                lock.setAutoCommit(false);
                lock.createStatement().execute("lock table history.organisation in exclusive mode");
                CompletableFuture<HttpResponse<String>> write =
                        client.sendAsync(change(node, token), BodyHandlers.ofString());
                InputStream export = client.send(
                                get(node.url() + "/api/registers/organisation/export?as=ndjson", token),
                                BodyHandlers.ofInputStream())
                        .body();
                export.readNBytes(1000);
                waitsForALock(node);

                process.destroy();
                long cut = System.nanoTime() + WAIT.toNanos();
                while (readiness(node) != 503) {
                    assertThat(process.isAlive()).isTrue();
                }
                lock.rollback();
                assertThat(write.get().statusCode()).isEqualTo(200);
                while (System.nanoTime() < cut) {
                    Thread.onSpinWait(); // the reader is slow
                }
                assertThatThrownBy(() -> export.transferTo(java.io.OutputStream.nullOutputStream()))
                        .isInstanceOf(IOException.class);
            }
            assertThat(running.stop()).isEqualTo(143); // 128 + SIGTERM
            assertThat(running.output()).contains("An answer broke off: /api/registers/{register}/export");
        }
        assertThat(data.resolve(RunningNode.FILE)).doesNotExist();
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(log(data)).endsWith("database system is shut down\n").doesNotContain("was interrupted");
        try (WholeNode again = WholeNode.start(data, "--empty")) {
            assertThat(JdbcClient.create(Commands.connections(RunningNode.of(data)))
                            .sql(
                                    "select detail ->> 'whole' || ' ' || ((detail ->> 'rows')::int between 1 and :rows - 1) from platform.evidence where action = 'export_end'")
                            .param("rows", ROWS)
                            .query(String.class)
                            .list())
                    .containsExactly("false true");
            assertThat(log(data)).contains("database system was shut down at").doesNotContain("was interrupted");
            assertThat(again.ask("GET", "/api/node", "", "").body()).contains("\"ready\":true");
        }
    }

    private static void fill(RunningNode node) {
        JdbcClient database = JdbcClient.create(Commands.connections(node));
        database.sql("""
                        insert into data.organisation (id, _version, _since, _change, name)
                        select gen_random_uuid(), 1, now(), gen_random_uuid(), repeat('停机学堂', 10) || n from generate_series(1, :rows) n""").param("rows", ROWS).update();
    }

    private HttpRequest get(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private HttpRequest change(RunningNode node, String token) {
        String id = JdbcClient.create(Commands.connections(node))
                .sql("select id from data.organisation where name like '停机学堂%' limit 1")
                .query(String.class)
                .single();
        return HttpRequest.newBuilder(URI.create(node.url() + RECORDS + "/" + id))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"version\": 1, \"values\": {\"name\": \"停机之中\"}}"))
                .build();
    }

    private static void waitsForALock(RunningNode node) {
        JdbcClient database = JdbcClient.create(Commands.connections(node));
        while (database.sql("select count(*) from pg_locks where not granted")
                        .query(Integer.class)
                        .single()
                == 0) {
            Thread.onSpinWait();
        }
    }

    private int readiness(RunningNode node) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(node.management() + "/health/readiness"))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /** What the server has said since its log began. */
    private static String log(Path data) throws IOException, SQLException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(data.resolve("postgres/log"))) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
