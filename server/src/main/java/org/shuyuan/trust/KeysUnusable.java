package org.shuyuan.trust;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The key file is not as it must be; nothing may be sealed or opened. */
public final class KeysUnusable extends RuntimeException {

    /** What is wrong with the file. */
    public enum Reason {
        /** There is none, though something was sealed before. */
        MISSING,
        /** Others than its owner may read or write it. */
        EXPOSED,
        /** It can't be read or written, or isn't a key file. */
        BROKEN
    }

    private final Reason reason;
    private final transient Path file;

    KeysUnusable(Reason reason, Path file, @Nullable Throwable cause) {
        super(reason + " " + file, cause);
        this.reason = reason;
        this.file = file;
    }

    public Reason reason() {
        return reason;
    }

    public Path file() {
        return file;
    }
}
