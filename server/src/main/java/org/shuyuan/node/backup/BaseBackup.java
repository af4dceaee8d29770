package org.shuyuan.node.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A base backup by the low-level interface (PostgreSQL's manual, "Making a Base Backup Using the Low Level API"): the server's files are
 * copied while they change, with the part of the write-ahead log by which a server that starts on the copy makes them consistent. What
 * was committed before the end of the copy is in it.
 */
public final class BaseBackup {

    /** The server's files, below the node's data directory and below the backup alike. */
    static final String SERVER = "postgres";

    private static final String PASSWORD = "postgres.password";
    private static final int TRIES = 100;

    private final Connection connection;
    private final Path data;
    private final Path folder;
    private final Copy copy;
    private final List<String> folders = new ArrayList<>();
    private final List<Manifest.File> files = new ArrayList<>();

    private BaseBackup(Connection connection, Path data, Path folder, Copy copy) {
        this.connection = connection;
        this.data = data;
        this.folder = folder;
        this.copy = copy;
    }

    /** What is to be known of the node. */
    public record Node(String release, String model, List<String> keys) {}

    /** How many bytes the server's files take now. */
    public static long size(Path data) throws IOException {
        long[] sum = {0};
        new ServerFiles(data.resolve(SERVER)) {
            @Override
            void folder(String path) {}

            @Override
            void file(String path, long size) {
                sum[0] += size;
            }
        }.walk();
        return sum[0];
    }

    /**
     * Takes a backup; if that fails, nothing is left of it.
     *
     * @param connection of the server's superuser
     * @param data the node's data directory
     * @param folder of the backup, which is there and empty
     * @param node asked when everything is copied, so that it names also the keys that came into use meanwhile
     */
    public static Manifest take(Connection connection, Path data, Path folder, Supplier<Node> node, Progress progress)
            throws IOException, SQLException {
        try {
            return new BaseBackup(connection, data, folder, new Copy(size(data), progress)).take(node);
        } catch (IOException | SQLException | RuntimeException failed) {
            empty(folder);
            throw failed;
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            for (Path each : content.toList()) {
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }

    private Manifest take(Supplier<Node> node) throws IOException, SQLException {
        // keeps the log from being recycled, and goes away with the session
        ask("select pg_create_physical_replication_slot('shuyuan_backup_' || pg_backend_pid(), true, true)");
        String first =
                ask("select pg_walfile_name(pg_backup_start('shuyuan', true))").getFirst();
        copyFiles();
        copyControl();
        List<String> end = ask("select pg_walfile_name(lsn), labelfile from pg_backup_stop(false)");
        Instant taken = Instant.now();
        String label = SERVER + "/backup_label";
        note(label, Copy.write(folder.resolve(label), end.get(1).getBytes(StandardCharsets.UTF_8)));
        copyLog(first, end.getFirst());
        copy(PASSWORD);
        for (String each : folders) {
            Copy.sync(folder.resolve(each));
        }
        Manifest manifest = manifest(taken, node.get());
        manifest.write(folder);
        return manifest;
    }

    private void copyFiles() throws IOException {
        new ServerFiles(data.resolve(SERVER)) {
            @Override
            void folder(String path) throws IOException {
                String relative = path.isEmpty() ? SERVER : SERVER + "/" + path;
                Copy.folder(folder.resolve(relative));
                folders.add(relative);
            }

            @Override
            void file(String path, long size) throws IOException {
                try {
                    copy(SERVER + "/" + path);
                } catch (NoSuchFileException dropped) {
                    if (Files.exists(data.resolve(SERVER).resolve(path))) {
                        throw dropped;
                    }
                }
            }
        }.walk();
    }

    /** The server writes it in one piece, but a reader may see that piece half: two readings that agree are whole. */
    private void copyControl() throws IOException {
        String path = SERVER + "/" + ServerFiles.CONTROL;
        byte[] before = {};
        for (int i = 0; i < TRIES; i++) {
            byte[] now = Files.readAllBytes(data.resolve(path));
            if (Arrays.equals(before, now)) {
                note(path, Copy.write(folder.resolve(path), now));
                return;
            }
            before = now;
        }
        throw new IOException(path + " never stands still");
    }

    /** The log's files from the start of the copy to its end, which the server has closed by now. */
    private void copyLog(String first, String last) throws IOException, SQLException {
        String log = SERVER + "/" + ServerFiles.LOG;
        List<String> names;
        try (Stream<Path> all = Files.list(data.resolve(log))) {
            names = all.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9A-F]{24}"))
                    .filter(name -> name.compareTo(first) >= 0 && name.compareTo(last) <= 0)
                    .sorted()
                    .toList();
        }
        long expected = number(last) - number(first) + 1;
        if (names.size() != expected) {
            throw new IOException("of the write-ahead log " + names.size() + " of " + expected + " files are there");
        }
        for (String name : names) {
            copy(log + "/" + name);
        }
    }

    /** The place of a file of the log in the row of all; its name is timeline, high half and low half, 8 hexadecimal digits each. */
    private long number(String name) throws SQLException {
        long perHalf = (1L << 32)
                / Long.parseLong(ask("select pg_size_bytes(current_setting('wal_segment_size'))")
                        .getFirst());
        return Long.parseLong(name, 8, 16, 16) * perHalf + Long.parseLong(name, 16, 24, 16);
    }

    private void copy(String path) throws IOException {
        note(path, copy.file(data.resolve(path), folder.resolve(path)));
    }

    private void note(String path, Copy.Content content) {
        files.add(new Manifest.File(path, content.size(), content.sha256()));
    }

    private Manifest manifest(Instant taken, Node node) throws SQLException {
        return new Manifest(
                Manifest.FORM,
                taken,
                node.release(),
                node.model(),
                ask("select current_setting('server_version_num')::int / 10000").getFirst(),
                System.getProperty("os.arch"),
                node.keys(),
                folders,
                files);
    }

    /** The columns of the one row. */
    private List<String> ask(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                columns.add(row.getString(i));
            }
            return columns;
        }
    }
}
