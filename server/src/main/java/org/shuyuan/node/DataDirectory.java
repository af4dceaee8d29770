package org.shuyuan.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds what the node knows; one node at a time.
 *
 * <pre>
 * node.lock       held while a node runs on this folder
 * node.json       how the operator's own commands reach the running node
 * keys.at         where the key file is; from then on a missing key file is refused
 * postgres/       the embedded server's data
 * postgres-bin/   its programs
 * </pre>
 */
final class DataDirectory implements AutoCloseable {

    /** The file that a node holds while it runs. */
    static final String LOCK = "node.lock";

    /** The file that says where the key file is. */
    static final String KEYS = "keys.at";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes the folder where there is none, and takes it for this process. */
    static DataDirectory take(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new Refusal("data_in_use", "path", path);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            return new DataDirectory(path, channel);
        } catch (IOException unusable) {
            throw new Refusal("data_unusable", "path", path, "reason", Refusals.reason(unusable));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    Path path() {
        return path;
    }

    /** Writes a file that its owner alone may read. */
    void writeSecret(String name, String content) {
        Path file = path.resolve(name);
        try {
            Path draft = path.resolve(name + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, content);
            Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new Refusal("write_failed", "path", file, "reason", Refusals.reason(failed));
        }
    }

    /** Lets go of the folder. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path.resolve(RunningNode.FILE));
        channel.close();
    }
}
