package org.shuyuan.register.imports;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be brought in.
 *
 * @param dryRun check only, and count what would be written
 * @param fileName as people know it
 * @param matching what is said of columns: fields by names, an empty one for a column that is left out
 */
public record ImportOptions(
        Mode mode, boolean dryRun, @Nullable String fileName, Map<String, String> matching) {

    public ImportOptions {
        matching = Map.copyOf(matching);
    }

    /** With nothing said of columns. */
    public ImportOptions(Mode mode, boolean dryRun, @Nullable String fileName) {
        this(mode, dryRun, fileName, Map.of());
    }

    /** What is written where some rows are faulty. */
    public enum Mode {
        /** The others. */
        GOOD_ROWS,
        /** Nothing. */
        ALL_OR_NOTHING
    }
}
