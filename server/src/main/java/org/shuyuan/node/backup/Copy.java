package org.shuyuan.node.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Digests;

/** Copies files to where only their owner may read them, and onto the disk; digests what it has read on the way. */
final class Copy {

    private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int PIECE = 1 << 20;

    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    private final Progress progress;
    private final long total;
    private long done;
    private int told;

    /** @param total how many bytes are to be copied, about */
    Copy(long total, Progress progress) {
        this.total = Math.max(total, 1);
        this.progress = progress;
    }

    /** What was read. */
    record Content(long size, String sha256) {}

    /** @param to null where the file is only to be read */
    Content file(Path from, @Nullable Path to) throws IOException {
        MessageDigest digest = Digests.sha256();
        long size = 0;
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileChannel out = to == null ? null : create(to)) {
            for (piece.clear(); in.read(piece) >= 0; piece.clear()) {
                piece.flip();
                size += piece.remaining();
                digest.update(piece.duplicate());
                tell(piece.remaining());
                while (out != null && piece.hasRemaining()) {
                    out.write(piece);
                }
            }
            if (out != null) {
                out.force(true);
            }
        }
        return new Content(size, HexFormat.of().formatHex(digest.digest()));
    }

    private void tell(int more) {
        done += more;
        int percent = (int) Math.min(100, done * 100 / total);
        if (percent > told) {
            told = percent;
            progress.at(percent);
        }
    }

    /** Writes a small file. */
    static Content write(Path to, byte[] content) throws IOException {
        try (FileChannel out = create(to)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        return new Content(content.length, HexFormat.of().formatHex(Digests.sha256(content)));
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWN_FILE);
    }

    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, OWN_FOLDER);
    }

    /** Puts the names in a folder onto the disk. */
    static void sync(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
