package org.shuyuan.node;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive that the node carries. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}, below {@code home}; unpacks where the archive is another. */
    static Path unpack(Path home) {
        try {
            Path unpacked = home.resolve(digest());
            if (!Files.isDirectory(unpacked)) {
                Voice.step("unpack", Map.of());
                FileSystemUtils.deleteRecursively(home);
                Path draft = Files.createDirectories(home.resolve("unpacking"));
                try (TarArchiveInputStream archive =
                        new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(archive())))) {
                    unpack(archive, draft);
                }
                Files.move(draft, unpacked, StandardCopyOption.ATOMIC_MOVE);
            }
            return unpacked;
        } catch (IOException failed) {
            throw new Refusal("write_failed", "path", home, "reason", Refusals.reason(failed));
        }
    }

    private static InputStream archive() throws IOException {
        InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name"), System.getProperty("os.arch"));
        if (archive == null) {
            throw new Refusal("no_embedded_postgres", "system", System.getProperty("os.arch"));
        }
        return archive;
    }

    private static String digest() throws IOException {
        try (DigestInputStream archive = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
            archive.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(archive.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void unpack(TarArchiveInputStream archive, Path folder) throws IOException {
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path path = folder.resolve(entry.getName()).normalize();
            if (!path.startsWith(folder)) {
                throw new IOException("the archive leaves its folder");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(java.util.Objects.requireNonNull(path.getParent()));
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(path, folder.resolve(entry.getLinkName()));
            } else {
                Files.copy(archive, path);
                if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true)) {
                    throw new IOException("programs can't be made executable here");
                }
            }
        }
    }
}
