package org.shuyuan.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Another server that runs beside the node while it is measured. */
record Peer(String name, Process process, int port) implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Only the servlet container, answering with {@code answer}. */
    static Peer tomcat(Options options, String answer) throws IOException {
        Path port = options.work().resolve("tomcat.port");
        Files.deleteIfExists(port);
        Path file = Files.writeString(options.work().resolve("answer.json"), answer);
        Process process = launch(options.work(), "tomcat.log", List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx1g",
                "-cp", System.getProperty("java.class.path"),
                options.root().resolve("bench/src/org/shuyuan/bench/BareTomcat.java").toString(),
                file.toString(), options.work().resolve("tomcat").toString(), port.toString()));
        for (int i = 0; i < 600 && !Files.exists(port); i++) {
            Shell.pause(100);
        }
        return new Peer("Tomcat alone", process, Integer.parseInt(Files.readString(port)));
    }

    /** PostGraphile 5 from npm, with a Node.js of the release that it asks for. */
    static Peer postgraphile(Options options, Sql database, int processes) throws IOException {
        Path folder = options.work().resolve("postgraphile");
        if (!Files.exists(folder.resolve("node_modules/postgraphile"))) {
            System.out.println("· installing PostGraphile 5");
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
            Shell.run(folder, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "postgraphile@5",
                    "node-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64") + "@22");
        }
        Path script = folder.resolve("postgraphile.mjs");
        Files.copy(options.root().resolve("bench/load/postgraphile.mjs"), script, StandardCopyOption.REPLACE_EXISTING);
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(node(folder), script.toString(), "" + port, "" + processes);
        builder.environment().put("NODE_ENV", "production");
        builder.environment().put("GRAPHILE_ENV", "production");
        builder.environment().put("DATABASE_URL", "postgres://" + database.user() + ":" + database.password() + "@" + database.host()
                + ":" + database.port() + "/" + database.name());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(options.work().resolve("postgraphile.log").toFile())
                .start();
        String name = "PostGraphile " + version(folder) + ", " + processes + (processes == 1 ? " process" : " processes");
        Peer peer = new Peer(name, process, port);
        peer.await();
        return peer;
    }

    private static String node(Path folder) throws IOException {
        try (var files = Files.walk(folder.resolve("node_modules"), 3)) {
            return files.filter(file -> file.endsWith("bin/node")).findFirst().orElseThrow().toString();
        }
    }

    private static String version(Path folder) throws IOException {
        String text = Files.readString(folder.resolve("node_modules/postgraphile/package.json"));
        return text.replaceFirst("(?s).*\"version\": *\"([^\"]+)\".*", "$1");
    }

    private void await() {
        for (int i = 0; i < 300; i++) {
            try {
                if (ask("{ __typename }").contains("Query")) {
                    return;
                }
            } catch (IOException notYet) {
                Shell.pause(200);
            }
        }
        throw new IllegalStateException(name + " does not answer");
    }

    /** The answer to a GraphQL query without quotation marks. */
    String ask(String query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(Path directory, String log, List<String> command) throws IOException {
        Files.createDirectories(directory);
        return new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
