package org.shuyuan.trust;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.trust.KeyFile.IndexKey;

/**
 * Seals the values that must be ciphertext wherever they are stored, and makes the blind indexes by which they are found.
 *
 * <p>A sealed value is the suite's version (1 byte), the key's id (4 bytes), a random nonce (12 bytes) and the ciphertext with its tag;
 * version and id are authenticated with it. What one suite sealed opens under the other, and what an older key sealed opens as long as
 * the key stands in the file.
 */
public final class Vault {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HEADER = 5;
    private static final int NONCE = 12;
    private static final int BLIND = 16;

    /** So long another process may go on sealing with the key before a rotation. */
    public static final Duration NOTICED = Duration.ofSeconds(1);

    private final KeyFile file;
    private final Suite suite;
    private volatile Keys keys;
    private volatile @Nullable FileTime written;
    private volatile long looked;

    private Vault(KeyFile file, Suite suite, Keys keys) {
        this.file = file;
        this.suite = suite;
        this.keys = keys;
        this.written = file.written();
        this.looked = System.nanoTime();
    }

    /** Keys ready for use: one to encrypt with per seal key and suite. */
    private record Keys(Suite indexSuite, byte[] index, Map<Integer, Map<Suite, byte[]>> seals, int newest) {

        static Keys of(KeyFile.Content content) {
            Map<Integer, Map<Suite, byte[]>> seals = new HashMap<>();
            for (KeyFile.SealKey key : content.seals()) {
                Map<Suite, byte[]> bySuite = new EnumMap<>(Suite.class);
                for (Suite suite : Suite.values()) {
                    bySuite.put(suite, derive(suite, key.secret(), "shuyuan seal"));
                }
                seals.put(key.id(), bySuite);
            }
            Suite indexSuite = content.index().suite();
            return new Keys(
                    indexSuite,
                    indexSuite.mac(content.index().secret(), block("shuyuan index")),
                    Map.copyOf(seals),
                    content.seals().getLast().id());
        }

        /** HKDF-Expand (RFC 5869), of which one block is enough. */
        private static byte[] derive(Suite suite, byte[] secret, String purpose) {
            return Arrays.copyOf(suite.mac(secret, block(purpose)), suite.keyLength());
        }

        private static byte[] block(String purpose) {
            return (purpose + "\u0001").getBytes(StandardCharsets.US_ASCII);
        }

        byte[] seal(int id, Suite suite) {
            Map<Suite, byte[]> bySuite = seals.get(id);
            byte[] key = bySuite == null ? null : bySuite.get(suite);
            if (key == null) {
                throw new Broken("the key is not in the key file");
            }
            return key;
        }
    }

    /**
     * Opens the vault, making its key file at first.
     *
     * @param usedBefore whether something may have been sealed: then a missing file is refused, not made
     * @throws KeysUnusable where the file is missing, broken, or readable by others
     */
    public static Vault open(Path keyFile, Suite suite, boolean usedBefore) {
        KeyFile file = new KeyFile(keyFile);
        return new Vault(file, suite, Keys.of(file.open(suite, usedBefore)));
    }

    public byte[] seal(String plain) {
        Keys now = newest();
        byte[] header = header(now);
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = suite.cipher(
                    true, now.seal(now.newest(), suite), nonce, header, plain.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEADER + NONCE + encrypted.length)
                    .put(header)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The keys as the file has them, which another process may have rotated up to {@link #NOTICED} ago. */
    private Keys newest() {
        long now = System.nanoTime();
        if (now - looked > NOTICED.toNanos()) {
            looked = now;
            FileTime stands = file.written();
            if (stands != null && !stands.equals(written)) {
                keys = Keys.of(file.read());
                written = stands;
            }
        }
        return keys;
    }

    private byte[] header(Keys now) {
        return ByteBuffer.allocate(HEADER)
                .put(suite.version())
                .putInt(now.newest())
                .array();
    }

    /** @throws Broken where the value was changed, or its key is gone */
    public String open(byte[] sealed) {
        Suite by = sealed.length < HEADER + NONCE ? null : suite(sealed[0]);
        if (by == null) {
            throw new Broken("this is not a sealed value");
        }
        byte[] header = Arrays.copyOf(sealed, HEADER);
        byte[] nonce = Arrays.copyOfRange(sealed, HEADER, HEADER + NONCE);
        byte[] encrypted = Arrays.copyOfRange(sealed, HEADER + NONCE, sealed.length);
        byte[] key = knowing(keyId(sealed)).seal(keyId(sealed), by);
        try {
            return new String(by.cipher(false, key, nonce, header, encrypted), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException changed) {
            throw new Broken("the sealed value was changed");
        }
    }

    private static @Nullable Suite suite(byte version) {
        for (Suite suite : Suite.values()) {
            if (suite.version() == version) {
                return suite;
            }
        }
        return null;
    }

    private static int keyId(byte[] sealed) {
        return ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt();
    }

    /** The keys, read again where another process may have added this one. */
    private Keys knowing(int id) {
        if (!keys.seals().containsKey(id)) {
            keys = Keys.of(file.read());
        }
        return keys;
    }

    /**
     * What stands beside a sealed value to find it by: equal for equal texts, meaningless without the key.
     *
     * @param index separates fields, so that equal values of two fields don't show: {@code student.citizen_id}
     */
    public byte[] blind(String index, String plain) {
        Keys now = keys;
        byte[] name = index.getBytes(StandardCharsets.UTF_8);
        byte[] text = plain.getBytes(StandardCharsets.UTF_8);
        byte[] input = ByteBuffer.allocate(Integer.BYTES + name.length + text.length)
                .putInt(name.length)
                .put(name)
                .put(text)
                .array();
        return Arrays.copyOf(now.indexSuite().mac(now.index(), input), BLIND);
    }

    /** Whether a value was sealed as it would be sealed now: by the newest key and this suite. */
    public boolean current(byte[] sealed) {
        return sealed.length >= HEADER && Arrays.equals(Arrays.copyOf(sealed, HEADER), header(keys));
    }

    /** The id of the key that seals now, as it stands in bytes 2 to 5 of every sealed value. */
    public byte[] key() {
        return Arrays.copyOfRange(header(keys), 1, HEADER);
    }

    /** Names of the keys that the file has now, by which a copy of it is told from another file. They tell nothing of the keys. */
    public List<String> keyNames() {
        KeyFile.Content content = file.read();
        IndexKey index = content.index();
        byte[] name = index.suite().mac(index.secret(), "shuyuan name".getBytes(StandardCharsets.US_ASCII));
        List<String> names = new ArrayList<>(List.of("index " + HexFormat.of().formatHex(name, 0, Integer.BYTES)));
        content.seals().forEach(seal -> names.add("seal %08x".formatted(seal.id())));
        return names;
    }

    /** Adds a key that seals from now on; what is not {@link #current} is then to be sealed again. */
    public synchronized void rotate() {
        keys = Keys.of(file.rotate());
    }
}
