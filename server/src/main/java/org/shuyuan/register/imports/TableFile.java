package org.shuyuan.register.imports;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one after the other, whatever its format; lines without any value don't count. */
interface TableFile extends AutoCloseable {

    /**
     * A line.
     *
     * @param number where it stands, from 1
     * @param cells as texts
     * @param flaws cells that mean nothing, by place, with what is wrong with them
     */
    record Line(long number, List<String> cells, Map<Integer, ImportFault> flaws) {

        Line(long number, List<String> cells) {
            this(number, cells, Map.of());
        }
    }

    /** The next line, or null after the last. */
    @Nullable
    Line next();

    /** SHA-256 of the file, once its end is reached. */
    byte[] digest();

    @Override
    void close() throws IOException;

    static boolean blank(List<String> cells) {
        for (String cell : cells) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }
}
