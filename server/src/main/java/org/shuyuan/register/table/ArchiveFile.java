package org.shuyuan.register.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a workbook's zip archive. How much comes out of it is counted while it comes; what the archive says of its sizes is
 * believed only where that makes it smaller.
 */
final class ArchiveFile implements Closeable {

    private static final int MOST_ENTRIES = 10_000;
    private static final long LARGEST_DIRECTORY = 4L << 20;

    /** What may come out of an archive: a full sheet of fifty columns takes about half of it. */
    private static final long MOST_BYTES = 4L << 30;

    /** Sheets shrink to a tenth or a fiftieth; DEFLATE reaches a thousandth with nothing but zeros. */
    private static final long LARGEST_RATIO = 250;

    private static final long RATIO_FREE = 16L << 20;
    private static final int END = 22; // bytes of the directory's end record (APPNOTE 4.3.16)
    private static final int END_MARK = 0x06054b50;

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private long inflated;

    private ArchiveFile(ZipFile zip) {
        this.zip = zip;
    }

    static ArchiveFile open(Path file) throws IOException {
        requireSmallDirectory(file);
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException broken) {
            throw broken();
        }
        try {
            ArchiveFile archive = new ArchiveFile(zip);
            archive.list();
            return archive;
        } catch (RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    /** The directory is read into memory as a whole, so its end is looked at first. */
    private static void requireSmallDirectory(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() < END) {
                throw broken();
            }
            byte[] bytes = new byte[END];
            file.seek(file.length() - END);
            file.readFully(bytes);
            ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (end.getInt(0) != END_MARK || end.getShort(20) != 0) {
                throw broken();
            }
            int count = end.getShort(10) & 0xFFFF;
            long size = end.getInt(12) & 0xFFFFFFFFL;
            if (count > MOST_ENTRIES || size > LARGEST_DIRECTORY) {
                throw tooLarge();
            }
        }
    }

    private void list() {
        Set<String> names = new HashSet<>();
        zip.stream().forEach(entry -> {
            if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
                throw broken();
            }
            entries.put(entry.getName(), entry);
        });
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** A part by its name, without a slash before it; null where there is none. */
    @Nullable
    InputStream part(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        try {
            return new Counted(new MarkupGuard(zip.getInputStream(entry)), Math.max(1, entry.getCompressedSize()));
        } catch (ZipException unreadable) {
            throw broken();
        }
    }

    private final class Counted extends java.io.FilterInputStream {

        private final long compressed;
        private long bytes;

        Counted(InputStream in, long compressed) {
            super(in);
            this.compressed = compressed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(into, offset, length);
            } catch (ZipException | java.io.EOFException damaged) {
                throw broken();
            }
            if (read > 0) {
                bytes += read;
                inflated += read;
                if (inflated > MOST_BYTES || (bytes > RATIO_FREE && bytes / compressed > LARGEST_RATIO)) {
                    throw tooLarge();
                }
            }
            return read;
        }
    }

    static FileRefused broken() {
        return FileRefused.at(1, TableFault.BROKEN_WORKBOOK, Map.of());
    }

    private static FileRefused tooLarge() {
        return FileRefused.at(1, TableFault.WORKBOOK_TOO_LARGE, Map.of("megabytes", MOST_BYTES >> 20));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
