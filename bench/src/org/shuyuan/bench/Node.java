package org.shuyuan.bench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node as the launcher starts it, with the pack of the benchmarks, on a data directory that stays for the next benchmark. */
final class Node implements AutoCloseable {

    private static final long PATIENCE = 3_600_000;
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path data;
    private final Process process;
    private final String command;
    private final JsonNode running;

    private Node(Path data, Process process, String command, JsonNode running) {
        this.data = data;
        this.process = process;
        this.command = command;
        this.running = running;
    }

    static Node start(Options options) {
        Path data = options.work().resolve("data");
        return started(options, data, launch(options, data, 0), "./shuyuan run --empty --packs bench/packs");
    }

    /**
     * A node with the packs of another folder.
     *
     * @param home what holds them, as {@code packs}
     * @param words further options of {@code run}
     */
    static Node start(Options options, Path home, Path data, String... words) {
        Process process = launch(options, home, data, List.of(words), ProcessBuilder.Redirect.to(options.work().resolve("node.log").toFile()));
        return started(options, data, process, "./shuyuan run --empty");
    }

    /** Waits until the process is ready. */
    static Node started(Options options, Path data, Process process, String command) {
        Path file = data.resolve("node.json");
        long until = System.currentTimeMillis() + PATIENCE;
        while (System.currentTimeMillis() < until) {
            JsonNode running = read(file);
            if (running != null && running.path("pid").asLong() == process.pid()) {
                return new Node(data, process, command, running);
            }
            if (!process.isAlive()) {
                break;
            }
            Shell.pause(10);
        }
        throw new IllegalStateException("The node does not start; see " + options.work().resolve("node.log"));
    }

    /** The launcher becomes the node: it has the same process id. */
    static Process launch(Options options, Path data, int port) {
        return launch(options, options.root(), data,
                List.of("--packs", options.root().resolve("bench/packs").toString(), "--port", "" + port),
                ProcessBuilder.Redirect.to(options.work().resolve("node.log").toFile()));
    }

    /** @param output where the node's lines go */
    static Process launch(Options options, Path home, Path data, List<String> words, ProcessBuilder.Redirect output) {
        try {
            Files.createDirectories(options.work());
            List<String> command = new ArrayList<>(
                    List.of(options.root().resolve("shuyuan").toString(), "run", "--empty", "--data", data.toString()));
            command.addAll(words);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
            builder.environment().put("SHUYUAN_JAVA_OPTIONS", "-Dshuyuan.home=" + home);
            return builder.start();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException | RuntimeException notYet) {
            return null;
        }
    }

    String command() {
        return command;
    }

    String url() {
        return running.path("url").asString();
    }

    int port() {
        return URI.create(url()).getPort();
    }

    /** The database as {@code run --db} takes it. */
    String databaseUrl() {
        JsonNode database = running.path("database");
        String url = database.path("url").asString();
        return url + (url.contains("?") ? "&" : "?") + "user=" + database.path("user").asString() + "&password="
                + database.path("password").asString();
    }

    long pid() {
        return process.pid();
    }

    long postgresPid() {
        try {
            return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    Sql database() {
        JsonNode database = running.path("database");
        return new Sql(database.path("url").asString(), database.path("user").asString(), database.path("password").asString());
    }

    /** PostgreSQL's settings that count here. */
    String settings() {
        return database().text("""
                select string_agg(name || ' ' || current_setting(name), ', ' order by name) from pg_settings
                where name in ('shared_buffers', 'fsync', 'synchronous_commit', 'max_wal_size', 'full_page_writes')
                """);
    }

    /** A session of somebody who holds one role, everywhere or at one unit; the token belongs into the cookie. */
    String session(String role, UUID at) {
        String token = UUID.randomUUID() + "-" + UUID.randomUUID();
        UUID account = UUID.randomUUID();
        database().run(
                "insert into identity.account (id, name, display_name, password_hash, must_change, created) values ('"
                        + account + "', '" + account + "', 'bench', '-', false, now())",
                "insert into identity.grant_ (id, account, role, at, since) values ('" + UUID.randomUUID() + "', '" + account
                        + "', '" + role + "', " + (at == null ? "null" : "'" + at + "'") + ", '2026-01-01')",
                "insert into identity.session (digest, account, kind, created, expires, last_used) values (decode('"
                        + digest(token) + "', 'hex'), '" + account + "', 'browser', now(), now() + interval '11 hours', now())");
        return token;
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes());
            return java.util.HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(url() + path)).header("Cookie", "shuyuan_session=" + token);
    }

    /** The body of a good answer. */
    String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(request.uri() + " " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new IllegalStateException(request.uri() + ": " + failed, failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Imports a file of CSV and waits until the import has ended. */
    JsonNode bringIn(String register, Path file, String token) throws FileNotFoundException {
        String imports = "/api/registers/" + register + "/imports";
        HttpRequest request = request(imports + "?name=rows.csv", token)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        JsonNode state = JsonMapper.shared().readTree(send(request));
        String address = imports + "/" + state.path("id").asString();
        while (List.of("received", "checking", "writing", "waiting").contains(state.path("state").asString())) {
            Shell.pause(50);
            state = JsonMapper.shared().readTree(get(address, token));
        }
        if (!state.path("state").asString().equals("done")) {
            throw new IllegalStateException("The import ended with " + state + get(address + "/faults?size=3", token));
        }
        return state;
    }

    String get(String path, String token) {
        return send(request(path, token).build());
    }

    @Override
    public void close() {
        stop(process);
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
        }
    }
}
