package org.shuyuan.node.backup;

import java.nio.file.Path;

/** A folder is no backup that may be restored. */
public final class BackupUnusable extends RuntimeException {

    /** What is wrong with it. */
    public enum Reason {
        /** It has no manifest: it was cut short, or is something else. */
        INCOMPLETE,
        /** Its manifest is of a form that this program doesn't know. */
        UNKNOWN,
        /** A file is missing, or isn't what the manifest says. */
        DAMAGED
    }

    private final Reason reason;
    private final transient Path file;

    BackupUnusable(Reason reason, Path file) {
        super(reason + " " + file);
        this.reason = reason;
        this.file = file;
    }

    public Reason reason() {
        return reason;
    }

    /** The folder, or the file in it. */
    public Path file() {
        return file;
    }
}
