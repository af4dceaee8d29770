package org.shuyuan.trust;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.trust.KeysUnusable.Reason;

/**
 * Keys in a text file that its owner alone may read. A line is a key, a line that starts with {@code #} is not:
 *
 * <pre>
 * index international &lt;secret&gt;      keys the blind indexes, with the MAC of the suite it was made under
 * seal 1f2e3d4c 2026-11-23 &lt;secret&gt; seals; the last line is the newest, earlier ones only open
 * </pre>
 *
 * A secret is 32 random bytes in base 64. Rotation adds a {@code seal} line. The {@code index} line stays: a blind index has to find
 * values across rotations and changes of suite.
 */
final class KeyFile {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_LENGTH = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;

    KeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    record IndexKey(Suite suite, byte[] secret) {}

    record SealKey(int id, LocalDate made, byte[] secret) {}

    /** @param seals the newest is the last */
    record Content(IndexKey index, List<SealKey> seals) {

        Content {
            seals = List.copyOf(seals);
        }
    }

    /** The file's keys; makes the file where there is none. */
    Content open(Suite suite, boolean usedBefore) {
        if (Files.exists(path)) {
            return read();
        }
        if (usedBefore) {
            throw new KeysUnusable(Reason.MISSING, path, null);
        }
        Content content = new Content(new IndexKey(suite, secret()), List.of(sealKey(List.of())));
        write(content);
        return content;
    }

    Content read() {
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
                throw new KeysUnusable(Reason.EXPOSED, path, null);
            }
            return parse(Files.readAllLines(path));
        } catch (IOException | IllegalArgumentException | java.time.DateTimeException broken) {
            throw new KeysUnusable(Reason.BROKEN, path, broken);
        }
    }

    private static Content parse(List<String> lines) {
        List<IndexKey> indexes = new ArrayList<>();
        List<SealKey> seals = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            switch (words[0]) {
                case "index" ->
                    indexes.add(new IndexKey(Suite.valueOf(word(words, 1).toUpperCase(Locale.ROOT)), secret(words, 2)));
                case "seal" ->
                    seals.add(new SealKey(
                            HexFormat.fromHexDigits(word(words, 1)),
                            LocalDate.parse(word(words, 2)),
                            secret(words, 3)));
                default -> {
                    if (!words[0].isEmpty() && !words[0].startsWith("#")) {
                        throw new IllegalArgumentException("not a key");
                    }
                }
            }
        }
        if (indexes.size() != 1 || seals.isEmpty()) {
            throw new IllegalArgumentException("one index line and at least one seal line are needed");
        }
        return new Content(indexes.getFirst(), seals);
    }

    private static String word(String[] words, int place) {
        if (place >= words.length) {
            throw new IllegalArgumentException("a line is cut short");
        }
        return words[place];
    }

    private static byte[] secret(String[] words, int place) {
        byte[] secret = Base64.getDecoder().decode(word(words, place));
        if (secret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException("a secret is cut short");
        }
        return secret;
    }

    /** When the file was last written, or null where it cannot be told. */
    @Nullable
    FileTime written() {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException away) {
            return null;
        }
    }

    /** Adds a newest key. */
    Content rotate() {
        Content content = read();
        List<SealKey> seals = new ArrayList<>(content.seals());
        seals.add(sealKey(seals));
        Content rotated = new Content(content.index(), seals);
        write(rotated);
        return rotated;
    }

    private static SealKey sealKey(List<SealKey> others) {
        int id = RANDOM.nextInt();
        boolean taken = others.stream().anyMatch(other -> other.id() == id);
        return taken ? sealKey(others) : new SealKey(id, LocalDate.now(ZoneOffset.UTC), secret());
    }

    private static byte[] secret() {
        byte[] secret = new byte[SECRET_LENGTH];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** Whole or not at all: to the disk beside the old file, then in its place. */
    private void write(Content content) {
        try {
            Path folder = path.getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path draft = path.resolveSibling(path.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(draft, print(content), StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException failed) {
            throw new KeysUnusable(Reason.BROKEN, path, failed);
        }
    }

    private static String print(Content content) {
        Base64.Encoder base64 = Base64.getEncoder();
        StringBuilder text = new StringBuilder("""
                # 数源密钥文件：请另存副本，勿与数据备份放在一起；丢失后加密的数据无法恢复。
                # Shuyuan's keys: keep a copy, apart from backups of the data; without them what is encrypted is lost.
                """);
        text.append("index %s %s%n"
                .formatted(
                        content.index().suite().name().toLowerCase(Locale.ROOT),
                        base64.encodeToString(content.index().secret())));
        for (SealKey key : content.seals()) {
            text.append("seal %08x %s %s%n".formatted(key.id(), key.made(), base64.encodeToString(key.secret())));
        }
        return text.toString();
    }
}
