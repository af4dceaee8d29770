package org.shuyuan.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.shuyuan.node.backup.BackupUnusable;
import org.shuyuan.node.backup.Manifest;
import org.shuyuan.node.backup.Restore;
import org.shuyuan.trust.KeysUnusable;
import org.shuyuan.trust.Suite;
import org.shuyuan.trust.Vault;
import org.springframework.util.FileSystemUtils;

/**
 * Brings a backup back into an empty data directory. It is written beside it and renamed when all is there, so that a restore that is cut
 * short leaves no data directory. Everything that can be refused is refused before anything is written.
 */
final class RestoreCommand {

    private static final String USAGE = "restore DIR [--check] [--data DIR] [--keys FILE]";

    private RestoreCommand() {}

    static int run(List<String> words) {
        Arguments arguments = Arguments.of(words, List.of("--data", "--keys"), List.of("--check"));
        if (arguments.plain().size() != 1) {
            throw new Refusal("usage", "usage", USAGE);
        }
        if (System.getenv("SHUYUAN_DB") != null) {
            throw new Refusal("backup_external");
        }
        Path backup = Path.of(arguments.plain().getFirst()).toAbsolutePath().normalize();
        Path data = Commands.data(arguments);
        Path keys = keys(arguments, data);
        try {
            Manifest manifest = Manifest.read(backup);
            Voice.tell(
                    "restore.found",
                    Map.of(
                            "path", backup,
                            "taken", manifest.taken(),
                            "release", manifest.release(),
                            "size", BackupCommand.megabytes(manifest.size()),
                            "keys", String.join(", ", manifest.keys())));
            checkProgram(manifest);
            checkKeys(manifest, keys);
            Restore restore = new Restore(backup, manifest, BackupCommand.progress("restore.copied"));
            if (arguments.flags().contains("--check")) {
                restore.check();
                Voice.tell("restore.good", Map.of("files", manifest.files().size()));
            } else {
                restore(restore, manifest, data, keys);
                Voice.tell("restore.done", Map.of("data", data, "keys", keys));
            }
            return 0;
        } catch (BackupUnusable unusable) {
            throw Refusals.explain(unusable).orElseThrow();
        } catch (IOException failed) {
            throw new Refusal("write_failed", "path", data, "reason", Refusals.reason(failed));
        }
    }

    private static Path keys(Arguments arguments, Path data) {
        String keys = Objects.requireNonNullElse(
                arguments.options().get("--keys"),
                Objects.requireNonNullElse(
                        System.getenv("SHUYUAN_KEYS"),
                        NodeSettings.keysBeside(data).toString()));
        return Path.of(keys).toAbsolutePath().normalize();
    }

    /** The server's files fit one major version of it on one kind of machine, and the node's tables one release. */
    private static void checkProgram(Manifest manifest) {
        String release = NodeVersion.ofThisProgram();
        if (!manifest.release().equals(release)) {
            throw new Refusal("restore_release", "release", manifest.release(), "own", release);
        }
        String machine = System.getProperty("os.arch");
        if (!manifest.postgres().equals(EmbeddedPostgres.VERSION)
                || !manifest.machine().equals(machine)) {
            throw new Refusal(
                    "restore_server",
                    "server",
                    manifest.postgres() + " (" + manifest.machine() + ")",
                    "own",
                    EmbeddedPostgres.VERSION + " (" + machine + ")");
        }
    }

    private static void checkKeys(Manifest manifest, Path keys) {
        List<String> there;
        try {
            there = Vault.open(keys, Suite.INTERNATIONAL, true).keyNames();
        } catch (KeysUnusable unusable) {
            if (unusable.reason() == KeysUnusable.Reason.MISSING) {
                throw new Refusal("restore_keys_missing", "path", keys, "keys", String.join(", ", manifest.keys()));
            }
            throw Refusals.explain(unusable).orElseThrow();
        }
        List<String> missing =
                manifest.keys().stream().filter(key -> !there.contains(key)).toList();
        if (!missing.isEmpty()) {
            throw new Refusal("restore_keys_other", "path", keys, "keys", String.join(", ", missing));
        }
    }

    private static void restore(Restore restore, Manifest manifest, Path data, Path keys) throws IOException {
        if (keys.startsWith(data)) {
            throw new Refusal("setting_invalid", "setting", "--keys", "expected", "a file outside " + data);
        }
        BackupCommand.refuseUsed(data, "restore_target_used");
        try (DataDirectory draft = DataDirectory.take(data.resolveSibling("." + data.getFileName() + ".restoring"))) {
            clear(draft); // what a restore that was killed left
            BackupCommand.refuseFull(draft.path(), manifest.size());
            try {
                restore.into(draft.path());
                Files.writeString(draft.resolve(DataDirectory.KEYS), keys + System.lineSeparator());
                Restore.publish(draft.path(), data);
            } catch (IOException | RuntimeException failed) {
                FileSystemUtils.deleteRecursively(draft.path());
                throw failed;
            }
        }
    }

    private static void clear(DataDirectory draft) throws IOException {
        try (Stream<Path> content = Files.list(draft.path())) {
            for (Path each :
                    content.filter(file -> !file.endsWith(DataDirectory.LOCK)).toList()) {
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }
}
