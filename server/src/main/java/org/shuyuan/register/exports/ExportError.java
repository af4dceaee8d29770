package org.shuyuan.register.exports;

import org.shuyuan.platform.ErrorCode;

/** What goes wrong with exports. */
enum ExportError implements ErrorCode {
    UNKNOWN_FORMAT(Kind.BAD_REQUEST);

    private final Kind kind;

    ExportError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
