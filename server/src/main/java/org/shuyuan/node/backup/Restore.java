package org.shuyuan.node.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shuyuan.node.backup.BackupUnusable.Reason;

/** Brings a backup back, holding every file against the manifest as it is read. */
public final class Restore {

    private final Path backup;
    private final Manifest manifest;
    private final Copy copy;

    public Restore(Path backup, Manifest manifest, Progress progress) {
        this.backup = backup;
        this.manifest = manifest;
        this.copy = new Copy(manifest.size(), progress);
    }

    /** Only reads. */
    public void check() throws IOException {
        for (Manifest.File file : manifest.files()) {
            copy(file, null);
        }
    }

    /**
     * Writes the node's data.
     *
     * @param data a folder without any of them
     * @throws BackupUnusable where a file isn't what the manifest says; what was written is then worth nothing
     */
    public void into(Path data) throws IOException {
        for (String folder : manifest.folders()) {
            Copy.folder(data.resolve(folder));
        }
        for (Manifest.File file : manifest.files()) {
            copy(file, data.resolve(file.path()));
        }
        for (String folder : manifest.folders()) {
            Copy.sync(data.resolve(folder));
        }
        Copy.sync(data);
    }

    /** Gives a folder that is complete its name, in one step that a power failure doesn't undo. */
    public static void publish(Path draft, Path target) throws IOException {
        Copy.sync(draft);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        Copy.sync(Objects.requireNonNull(target.getParent()));
    }

    private void copy(Manifest.File file, @Nullable Path to) throws IOException {
        Path from = backup.resolve(file.path());
        if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)
                || !copy.file(from, to).equals(new Copy.Content(file.size(), file.sha256()))) {
            throw new BackupUnusable(Reason.DAMAGED, from);
        }
    }
}
