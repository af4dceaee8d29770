package org.shuyuan.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shuyuan.node.backup.BaseBackup;
import org.shuyuan.node.backup.Manifest;
import org.shuyuan.node.backup.Progress;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Evidence;
import org.shuyuan.trust.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Copies what the running node knows into an empty folder, while people go on working. The keys are not in it. */
final class BackupCommand {

    private static final Actor OPERATOR = new Actor(null, "operator", null, List.of());
    private static final int TOLD_PERCENT = 10;

    private BackupCommand() {}

    static int run(List<String> words) {
        Arguments arguments = Arguments.of(words, List.of("--data"), List.of());
        if (arguments.plain().size() != 1) {
            throw new Refusal("usage", "usage", "backup DIR [--data DIR]");
        }
        Path data = Commands.data(arguments);
        Path folder = Path.of(arguments.plain().getFirst()).toAbsolutePath().normalize();
        RunningNode node = RunningNode.of(data);
        DatabaseAddress superuser = EmbeddedPostgres.superuser(data, node);
        if (folder.startsWith(data)) {
            throw new Refusal("backup_inside", "path", folder, "data", data);
        }
        try {
            take(data, folder, node, superuser);
            return 0;
        } catch (IOException failed) {
            throw new Refusal("write_failed", "path", folder, "reason", Refusals.reason(failed));
        } catch (SQLException failed) {
            throw new Refusal("backup_broken_off", "reason", String.valueOf(failed.getMessage()));
        }
    }

    private static void take(Path data, Path folder, RunningNode node, DatabaseAddress superuser)
            throws IOException, SQLException {
        refuseUsed(folder, "backup_target_used");
        Path keys = Commands.keyFile(data);
        Vault vault = Vault.open(keys, node.suite(), true);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        refuseFull(folder, BaseBackup.size(data));
        new Evidence(JdbcClient.create(Commands.connections(node)), Clock.systemUTC())
                .attest(OPERATOR, "backup", "node", null, null, Map.of("folder", folder.toString()));
        Manifest manifest;
        try (Connection connection = Commands.connections(superuser).getConnection()) {
            manifest = BaseBackup.take(
                    connection,
                    data,
                    folder,
                    () -> new BaseBackup.Node(NodeVersion.ofThisProgram(), node.model(), vault.keyNames()),
                    progress("backup.copied"));
        }
        Voice.tell(
                "backup.done",
                Map.of("path", folder, "files", manifest.files().size(), "size", megabytes(manifest.size())));
        Voice.tell("backup.keys", Map.of("keys", keys));
    }

    /** A folder that something is in is no place for a backup or for its way back. */
    static void refuseUsed(Path folder, String code) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new Refusal(code, "path", folder);
    }

    /** @param needed in bytes */
    static void refuseFull(Path folder, long needed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new Refusal("no_room", "path", folder, "needed", megabytes(needed), "free", megabytes(free));
        }
    }

    static Progress progress(String key) {
        return percent -> {
            if (percent % TOLD_PERCENT == 0) {
                Voice.tell(key, Map.of("percent", percent));
            }
        };
    }

    static String megabytes(long bytes) {
        return "%.1f".formatted(bytes / 1e6);
    }
}
