package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks through a part of a workbook as it inflates, in flat memory, before a parser gets it: how much it really is, whether it declares
 * entities, whether one text alone would fill the memory. Sizes that the archive claims are not believed.
 */
final class MarkupScan {

    private static final int LONGEST_TEXT = 1 << 20;
    private static final int NOTED_RANGES = 1_000;
    private static final String MERGED = "mergeCell ";

    private final long most;
    private final List<String> merged = new ArrayList<>();
    private final byte[] tag = new byte[128];
    private int tagged = -1;
    private long size;
    private int between;

    /** @param most bytes that the part may have once inflated */
    MarkupScan(long most) {
        this.most = most;
    }

    /** The ranges of merged cells, as {@code A1:B2}. */
    List<String> merged() {
        return merged;
    }

    MarkupScan scan(InputStream in) throws IOException {
        byte[] piece = new byte[1 << 16];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            size += read;
            if (size > most) {
                throw FileRefused.at(1, ImportFault.WORKBOOK_TOO_LARGE, Map.of("megabytes", most >> 20));
            }
            for (int i = 0; i < read; i++) {
                take(piece[i]);
            }
        }
        return this;
    }

    private void take(byte each) {
        if (each == '<') {
            between = 0;
            tagged = 0;
        } else if (++between > LONGEST_TEXT) {
            throw FileRefused.at(1, ImportFault.CELL_WITHOUT_END, Map.of("line", 1));
        } else if (tagged >= 0) {
            if (each == '>' || tagged == tag.length) {
                look(new String(tag, 0, tagged, StandardCharsets.ISO_8859_1));
                tagged = -1;
            } else if (tagged == 0 && each != '!' && each != 'm') {
                tagged = -1; // no declaration and no merged cells
            } else {
                tag[tagged++] = each;
            }
        }
    }

    private void look(String inside) {
        if (inside.startsWith("!DOCTYPE") || inside.startsWith("!ENTITY")) {
            throw FileRefused.at(1, ImportFault.BROKEN_WORKBOOK, Map.of());
        }
        if (inside.startsWith(MERGED) && merged.size() < NOTED_RANGES) {
            int from = inside.indexOf("ref=\"") + 5;
            int to = inside.indexOf('"', from);
            if (from >= 5 && to > from) {
                merged.add(inside.substring(from, to));
            }
        }
    }
}
