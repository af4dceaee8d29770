package org.shuyuan.register.imports;

import org.jspecify.annotations.Nullable;

/**
 * How a file is to be brought in.
 *
 * @param dryRun check only, and count what would be written
 * @param fileName as people know it
 */
public record ImportOptions(
        Mode mode, boolean dryRun, @Nullable String fileName) {

    /** What is written where some rows are faulty. */
    public enum Mode {
        /** The others. */
        GOOD_ROWS,
        /** Nothing. */
        ALL_OR_NOTHING
    }
}
