package org.shuyuan.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.shuyuan.TestDatabase;
import org.shuyuan.TestNode;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A node as {@code run} starts it, asked over HTTP. */
final class WholeNode implements AutoCloseable {

    /** An answer that takes longer is a page that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final ConfigurableApplicationContext context;
    final Path data;
    final String url;

    private final HttpClient client = HttpClient.newHttpClient();

    private WholeNode(ConfigurableApplicationContext context, Path data) {
        this.context = context;
        this.data = data;
        this.url = RunningNode.of(data).url();
    }

    /** @param options as the launcher's {@code run} takes them, without port and data directory */
    static WholeNode start(Path data, String... options) {
        List<String> all = new ArrayList<>(List.of("--port", "0", "--data", data.toString()));
        all.addAll(List.of(options));
        all.add("--shuyuan.home=" + TestNode.ROOT);
        return new WholeNode(
                SpringApplication.run(Shuyuan.class, RunOptions.settings(all).toArray(String[]::new)), data);
    }

    /** On a database of the tests' server, which starts sooner than an own one. */
    static WholeNode onTestDatabase(Path data, String... options) throws SQLException {
        List<String> all = new ArrayList<>(List.of(options));
        try (Connection connection = TestDatabase.fresh().getConnection()) {
            String url = connection.getMetaData().getURL();
            all.addAll(List.of("--db", url + (url.contains("?") ? "&" : "?") + "user=postgres"));
        }
        return start(data, all.toArray(String[]::new));
    }

    /** A bearer token of an account, as the launcher's {@code token} gives it. */
    String token(String account) {
        return Commands.token(RunningNode.of(data), account);
    }

    /** @param token empty for a visitor */
    HttpResponse<String> ask(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return ask("zh-CN", method, path, token, body);
    }

    HttpResponse<String> ask(String language, String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Accept-Language", language)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
