package org.shuyuan.register.imports;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteConverter;

/** Rows in PostgreSQL's binary format for COPY, sent in large pieces. */
final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int PIECE = 1 << 17;
    private static final int NOTHING = -1;
    private static final int TEXT = 25; // as PostgreSQL numbers its types
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long EPOCH_SECOND = EPOCH_DAY * 86_400;
    private static final long MICROS = 1_000_000;

    private final CopyIn copy;
    private byte[] bytes = new byte[2 * PIECE];
    private int size;

    BinaryCopy(CopyIn copy) {
        this.copy = copy;
        put(SIGNATURE);
        putInt(0); // no flags
        putInt(0); // no extension of the header
    }

    void row(int columns) {
        room(Short.BYTES);
        bytes[size++] = (byte) (columns >> 8);
        bytes[size++] = (byte) columns;
    }

    void endRow() throws SQLException {
        if (size >= PIECE) {
            send();
        }
    }

    void end() throws SQLException {
        row(-1);
        send();
    }

    private void send() throws SQLException {
        copy.writeToCopy(bytes, 0, size);
        size = 0;
    }

    /** A value in the form of its column's type. */
    void value(@Nullable Object value) {
        switch (value) {
            case null -> putInt(NOTHING);
            case String text -> sized(text.getBytes(StandardCharsets.UTF_8));
            case Long number -> {
                putInt(Long.BYTES);
                putLong(number);
            }
            case UUID id -> {
                putInt(2 * Long.BYTES);
                putLong(id.getMostSignificantBits());
                putLong(id.getLeastSignificantBits());
            }
            case LocalDate day -> {
                putInt(Integer.BYTES);
                putInt((int) (day.toEpochDay() - EPOCH_DAY));
            }
            case LocalTime time -> {
                putInt(Long.BYTES);
                putLong(time.toNanoOfDay() / 1000);
            }
            case Instant moment -> {
                putInt(Long.BYTES);
                putLong((moment.getEpochSecond() - EPOCH_SECOND) * MICROS + moment.getNano() / 1000);
            }
            case Boolean truth -> {
                putInt(1);
                room(1);
                bytes[size++] = (byte) (truth ? 1 : 0);
            }
            case BigDecimal number -> sized(ByteConverter.numeric(number));
            case byte[] sealed -> sized(sealed);
            case List<?> many -> array(many);
            default -> throw new IllegalArgumentException("No column holds a " + value.getClass());
        }
    }

    /** A one-dimensional array of texts. */
    private void array(List<?> many) {
        putInt(NOTHING);
        int start = size;
        putInt(many.isEmpty() ? 0 : 1);
        putInt(0); // without nulls
        putInt(TEXT);
        if (!many.isEmpty()) {
            putInt(many.size());
            putInt(1); // counted from one
            many.forEach(this::value);
        }
        int end = size;
        size = start - Integer.BYTES;
        putInt(end - start);
        size = end;
    }

    private void sized(byte[] content) {
        putInt(content.length);
        put(content);
    }

    private void put(byte[] content) {
        room(content.length);
        System.arraycopy(content, 0, bytes, size, content.length);
        size += content.length;
    }

    private void putInt(int number) {
        room(Integer.BYTES);
        ByteConverter.int4(bytes, size, number);
        size += Integer.BYTES;
    }

    private void putLong(long number) {
        room(Long.BYTES);
        ByteConverter.int8(bytes, size, number);
        size += Long.BYTES;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
