package org.shuyuan.register.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON (RFC 8259) in UTF-8 that grows piece by piece. */
final class JsonBytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int size;

    /** What is JSON already. */
    JsonBytes add(byte[] json) {
        return add(json, 0, json.length);
    }

    JsonBytes add(byte[] json, int from, int length) {
        room(length);
        System.arraycopy(json, from, bytes, size, length);
        size += length;
        return this;
    }

    /** A text in UTF-8 as a string. */
    JsonBytes string(byte[] text) {
        room(6 * text.length + 2); // if every byte were escaped
        bytes[size++] = '"';
        for (byte each : text) {
            if (each == '"' || each == '\\') {
                bytes[size++] = '\\';
                bytes[size++] = each;
            } else if (each >= 0 && each < ' ') {
                escape(each);
            } else {
                bytes[size++] = each;
            }
        }
        bytes[size++] = '"';
        return this;
    }

    private void escape(byte control) {
        for (byte each : new byte[] {'\\', 'u', '0', '0', HEX[control >> 4], HEX[control & 15]}) {
            bytes[size++] = each;
        }
    }

    /** Whether the last byte is this one. */
    boolean endsWith(char last) {
        return size > 0 && bytes[size - 1] == last;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
