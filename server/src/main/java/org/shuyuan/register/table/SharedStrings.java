package org.shuyuan.register.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts that cells of a workbook name by number. They are all that is kept of a file, in UTF-8 to be small. */
final class SharedStrings {

    private static final int PIECE = 1 << 20;
    private static final int MOST_BYTES = 128 << 20;
    private static final int MOST_TEXTS = 8_000_000;

    private final List<byte[]> pieces = new ArrayList<>();
    private long[] places = new long[1024]; // of which the lowest 20 bits are the length
    private int count;
    private int used = PIECE;

    private SharedStrings() {}

    static SharedStrings of(ArchiveFile archive, @Nullable String part) throws IOException {
        SharedStrings strings = new SharedStrings();
        if (part != null) {
            try (Xml xml = Workbook.xml(archive, part)) {
                while (xml.next()) {
                    if (xml.starts("si")) {
                        strings.add(xml.rich());
                    }
                }
            }
        }
        return strings;
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (used + bytes.length > PIECE) {
            pieces.add(new byte[PIECE]);
            used = 0;
        }
        if (count == MOST_TEXTS || (long) pieces.size() * PIECE > MOST_BYTES) {
            throw FileRefused.at(1, TableFault.TOO_MANY_TEXTS, Map.of());
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
        }
        System.arraycopy(bytes, 0, pieces.getLast(), used, bytes.length);
        places[count++] = ((long) (pieces.size() - 1) * PIECE + used) << 20 | bytes.length;
        used += bytes.length;
    }

    /** The text of a number as a cell holds it. */
    String get(String number) {
        int index;
        try {
            index = Integer.parseInt(number.strip());
        } catch (NumberFormatException malformed) {
            throw ArchiveFile.broken();
        }
        if (index < 0 || index >= count) {
            throw ArchiveFile.broken();
        }
        long place = places[index] >> 20;
        int length = (int) (places[index] & (PIECE - 1));
        return new String(pieces.get((int) (place / PIECE)), (int) (place % PIECE), length, StandardCharsets.UTF_8);
    }
}
