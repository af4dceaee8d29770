package org.shuyuan.register.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file's text is written: as its byte order mark says, else UTF-8 if every byte is, else GB18030 if every byte is.
 *
 * @param bom how many bytes the mark takes
 */
record TextEncoding(Charset charset, int bom) {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int CHUNK = 1 << 20;

    static TextEncoding of(Path file) throws IOException {
        TextEncoding marked = marked(file);
        if (marked != null) {
            long bad = marked.firstBad(file);
            if (bad >= 0) {
                throw mixed(file, marked.charset, bad);
            }
            return marked;
        }
        TextEncoding utf8 = new TextEncoding(StandardCharsets.UTF_8, 0);
        long notUtf8 = utf8.firstBad(file);
        if (notUtf8 < 0) {
            return utf8;
        }
        TextEncoding gb18030 = new TextEncoding(GB18030, 0);
        long notGb18030 = gb18030.firstBad(file);
        if (MixedLines.startsInUtf8(file, notUtf8)) {
            throw mixed(file, StandardCharsets.UTF_8, notUtf8);
        }
        if (notGb18030 >= 0) {
            throw notGb18030 > notUtf8
                    ? mixed(file, GB18030, notGb18030)
                    : mixed(file, StandardCharsets.UTF_8, notUtf8);
        }
        long foreign = MixedLines.firstInUtf8(file);
        if (foreign >= 0) {
            throw mixed(file, GB18030, foreign);
        }
        return gb18030;
    }

    private static @Nullable TextEncoding marked(Path file) throws IOException {
        byte[] start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = stream.readNBytes(4096);
        }
        if (starts(start, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (starts(start, 0xFF, 0xFE, 0, 0) || starts(start, 0, 0, 0xFE, 0xFF)) {
            throw FileRefused.at(1, TableFault.UNKNOWN_ENCODING, Map.of("encoding", "UTF-32"));
        }
        if (starts(start, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (starts(start, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        int nuls = 0;
        for (byte each : start) {
            nuls += each == 0 ? 1 : 0;
        }
        if (nuls > start.length / 5) {
            throw FileRefused.at(1, TableFault.UNKNOWN_ENCODING, Map.of("encoding", "?"));
        }
        return null;
    }

    private static boolean starts(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the first byte stands that this encoding has no meaning for, or -1. */
    private long firstBad(Path file) throws IOException {
        CharsetDecoder decoder = strict();
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        CharBuffer chars = CharBuffer.allocate(CHUNK);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(bom);
            long before = bom;
            boolean end = false;
            while (!end) {
                end = channel.read(bytes) < 0;
                bytes.flip();
                CoderResult result = decoder.decode(bytes, chars.clear(), end);
                while (result.isOverflow()) {
                    result = decoder.decode(bytes, chars.clear(), end);
                }
                if (result.isError()) {
                    return before + bytes.position();
                }
                before += bytes.position();
                bytes.compact();
            }
            return -1;
        }
    }

    private CharsetDecoder strict() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static FileRefused mixed(Path file, Charset encoding, long offset) throws IOException {
        return FileRefused.at(
                line(file, encoding, offset),
                TableFault.MIXED_ENCODINGS,
                Map.of("encoding", encoding.name(), "byte", offset + 1));
    }

    private static long line(Path file, Charset encoding, long offset) throws IOException {
        boolean wide = encoding.name().startsWith("UTF-16");
        long line = 1;
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
            for (long i = 0; i < offset; i++) {
                int each = stream.read();
                if (each == '\n' && (!wide || i % 2 == (encoding == StandardCharsets.UTF_16LE ? 0 : 1))) {
                    line++;
                }
            }
        }
        return line;
    }

    /** The text after the mark. */
    Reader open(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        try {
            stream.readNBytes(bom);
            return new InputStreamReader(stream, strict());
        } catch (IOException | RuntimeException failure) {
            stream.close();
            throw failure;
        }
    }
}
