package org.shuyuan.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL server as a child of the node: its data are in the data directory, it syncs every commit to the disk, it listens on the
 * loopback address only, and it wants a password.
 */
final class EmbeddedPostgres implements AutoCloseable {

    static final String VERSION = "18";
    private static final String NAME = "shuyuan";
    private static final String PASSWORD_FILE = "postgres.password";
    private static final int TRIES = 3;
    private static final long RECOVERY_SECONDS = 1800;

    private final DataDirectory directory;
    private final Path programs;
    private final Path data;
    private final Path log;

    private EmbeddedPostgres(DataDirectory directory) {
        this.directory = directory;
        this.programs = PostgresBinaries.unpack(directory.resolve("postgres-bin"));
        this.data = directory.resolve("postgres");
        this.log = directory.resolve("postgres.log");
    }

    /** A server that runs, and how to reach its database. */
    record Running(EmbeddedPostgres server, DatabaseAddress address) {}

    /** Starts the server on its data, which it makes at first; one that a killed node left behind is stopped before. */
    static Running start(DataDirectory directory, NodeSettings.Postgres settings) {
        EmbeddedPostgres server = new EmbeddedPostgres(directory);
        try {
            if (!Files.exists(server.data.resolve("PG_VERSION"))) {
                server.make();
            }
            server.checkVersion();
            server.stopLeftBehind();
            int port = server.launch(settings);
            return new Running(server, server.database(port));
        } catch (IOException | SQLException failed) {
            server.close();
            throw new Refusal("db_start", "log", server.log, "reason", String.valueOf(failed.getMessage()));
        }
    }

    /** Whole or not at all: a folder that was interrupted in the making is thrown away. */
    private void make() throws IOException {
        Voice.step("make_database", Map.of());
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        directory.writeSecret(PASSWORD_FILE, HexFormat.of().formatHex(secret));
        Path draft = directory.resolve("postgres.new");
        FileSystemUtils.deleteRecursively(draft);
        run(List.of(
                program("initdb"),
                "--pgdata=" + draft,
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + directory.resolve(PASSWORD_FILE),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(VERSION)) {
            throw new Refusal("data_of_other_postgres", "path", data, "version", version, "expected", VERSION);
        }
    }

    private void stopLeftBehind() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readAllLines(pidFile).getFirst().strip();
        boolean alive = ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
        if (alive) {
            Voice.step("stop_left_behind", Map.of());
            stop("fast");
        } else {
            Files.delete(pidFile);
        }
    }

    private int launch(NodeSettings.Postgres settings) throws IOException {
        Voice.step("start_database", Map.of());
        for (int i = 1; ; i++) {
            int port = freePort();
            try {
                run(List.of(
                        program("pg_ctl"),
                        "start",
                        "--pgdata=" + data,
                        "--log=" + log,
                        "--wait",
                        "--timeout=" + RECOVERY_SECONDS,
                        "--silent",
                        "--options=" + options(port, settings)));
                return port;
            } catch (IOException failed) {
                if (i == TRIES) { // between asking for a port and using it, somebody else may take it
                    throw failed;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The log tells no statement, value or key: they may be personal. */
    private static String options(int port, NodeSettings.Postgres settings) {
        Map<String, String> options = Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("shared_buffers", settings.sharedBuffers()),
                Map.entry("max_wal_size", settings.maxWalSize()),
                Map.entry("checkpoint_timeout", "15min"),
                Map.entry("work_mem", "16MB"),
                Map.entry("maintenance_work_mem", "256MB"),
                Map.entry("random_page_cost", "1.1"),
                Map.entry("jit", "off"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("logging_collector", "on"),
                Map.entry("log_filename", "postgres-%a.log"),
                Map.entry("log_truncate_on_rotation", "on"),
                Map.entry(
                        "log_min_messages",
                        "log"), // not "error": what fails, the node is told; its message may quote a value
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_error_verbosity", "terse"));
        List<String> words = new ArrayList<>();
        options.forEach((name, value) -> words.add("-c " + name + "='" + value + "'"));
        return String.join(" ", words);
    }

    private DatabaseAddress database(int port) throws IOException, SQLException {
        String password = Files.readString(directory.resolve(PASSWORD_FILE)).strip();
        String server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        try (Connection connection = DriverManager.getConnection(server + "postgres", "postgres", password);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select from pg_roles where rolname = 'shuyuan'")) {
                statement.execute("create role shuyuan login password '" + password + "'"); // hexadecimal
            }
            if (!exists(statement, "select from pg_database where datname = 'shuyuan'")) {
                statement.execute("create database shuyuan owner shuyuan");
            }
        }
        return new DatabaseAddress(server + NAME, NAME, password);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /**
     * The superuser's way to the database of a node that runs on {@code data}.
     *
     * @throws Refusal where somebody else runs the node's server
     */
    static DatabaseAddress superuser(Path data, RunningNode node) {
        Path password = data.resolve(PASSWORD_FILE);
        if (node.database().user().isEmpty()) {
            throw new Refusal("backup_external");
        }
        try {
            return new DatabaseAddress(
                    node.database().url(),
                    "postgres",
                    Files.readString(password).strip());
        } catch (IOException unreadable) {
            throw new Refusal("file_unreadable", "path", password);
        }
    }

    /** Stops the server as an orderly shutdown does; open transactions are rolled back. */
    @Override
    public void close() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            try {
                stop("fast");
            } catch (IOException stillRunning) {
                System.getLogger(EmbeddedPostgres.class.getName())
                        .log(System.Logger.Level.WARNING, "The database does not stop: {0}", stillRunning.getMessage());
            }
        }
    }

    private void stop(String mode) throws IOException {
        run(List.of(
                program("pg_ctl"),
                "stop",
                "--pgdata=" + data,
                "--mode=" + mode,
                "--wait",
                "--timeout=120",
                "--silent"));
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private void run(List<String> command) throws IOException {
        List<String> words = new ArrayList<>(Root.prefix());
        words.addAll(command);
        Path output = directory.resolve("postgres.out");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        try {
            if (!process.waitFor(RECOVERY_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(Files.readString(output).strip());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
