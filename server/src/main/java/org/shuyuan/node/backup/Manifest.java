package org.shuyuan.node.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.shuyuan.node.backup.BackupUnusable.Reason;
import org.shuyuan.platform.Digests;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds and what it takes to restore it. It is written last: a folder without one is no backup.
 *
 * @param form of the backup; another is refused
 * @param taken when the copy was complete: what was committed before is in it
 * @param release of the node
 * @param model the hash of its packs' model
 * @param postgres the server's major version
 * @param machine the architecture, which the server's files depend on
 * @param keys the names of the keys that open what is sealed in it
 * @param folders relative to the backup
 */
public record Manifest(
        int form,
        Instant taken,
        String release,
        String model,
        String postgres,
        String machine,
        List<String> keys,
        List<String> folders,
        List<File> files) {

    static final int FORM = 1;

    private static final String NAME = "manifest.json";
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

    /** @param path relative to the backup */
    public record File(String path, long size, String sha256) {}

    /** The manifest with its digest, by which a change of it is noticed. */
    private record Sealed(String sha256, Manifest backup) {}

    public Manifest {
        keys = List.copyOf(keys);
        folders = List.copyOf(folders);
        files = List.copyOf(files);
    }

    /** How many bytes the files take. */
    public long size() {
        return files.stream().mapToLong(File::size).sum();
    }

    void write(Path folder) throws IOException {
        byte[] content = JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Sealed(digest(), this))
                .getBytes(StandardCharsets.UTF_8);
        Copy.write(folder.resolve(NAME), content);
        Copy.sync(folder);
    }

    private String digest() {
        return HexFormat.of().formatHex(Digests.sha256(JsonMapper.shared().writeValueAsString(this)));
    }

    /** @throws BackupUnusable where the folder has no manifest, or one that was changed or isn't known */
    public static Manifest read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new BackupUnusable(Reason.INCOMPLETE, folder);
        }
        try {
            byte[] content = Files.readAllBytes(file);
            int form = JsonMapper.shared().readTree(content).at("/backup/form").asInt(0);
            if (form > FORM) {
                throw new BackupUnusable(Reason.UNKNOWN, file);
            }
            Sealed sealed = JsonMapper.shared().readValue(content, Sealed.class);
            if (form == FORM
                    && sealed.sha256().equals(sealed.backup().digest())
                    && sealed.backup().stayInside()) {
                return sealed.backup();
            }
        } catch (IOException | JacksonException | NullPointerException unreadable) {
            throw new BackupUnusable(Reason.DAMAGED, file);
        }
        throw new BackupUnusable(Reason.DAMAGED, file);
    }

    /** Whether every path stays below the backup's folder. */
    private boolean stayInside() {
        return folders.stream().allMatch(path -> PATH.matcher(path).matches())
                && files.stream().allMatch(file -> PATH.matcher(file.path()).matches());
    }
}
