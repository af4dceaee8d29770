package org.shuyuan.register.imports;

import org.shuyuan.platform.ErrorCode;

/** What goes wrong with imports as a whole. */
enum ImportError implements ErrorCode {
    /** There is none, or it is somebody else's: the two look alike. */
    UNKNOWN_IMPORT(Kind.NOT_FOUND),
    IMPORT_PARAMETER(Kind.BAD_REQUEST),
    IMPORT_NOT_RAW(Kind.BAD_REQUEST),
    IMPORT_TOO_LARGE(Kind.INVALID),
    IMPORT_CUT_OFF(Kind.BAD_REQUEST),
    /** The file was kept for a while only, and is not here any more. */
    IMPORT_FILE_GONE(Kind.CONFLICT),
    /** It runs, or its rows are in. */
    IMPORT_UNDER_WAY(Kind.CONFLICT),
    IMPORTS_BUSY(Kind.TOO_MANY),
    FILE_REFUSED(Kind.INVALID),
    ROWS_REFUSED(Kind.INVALID),
    TOO_MANY_FAULTS(Kind.INVALID),
    CHANGED_MEANWHILE(Kind.CONFLICT),
    BROKEN_RULE(Kind.CONFLICT),
    IMPORT_INTERRUPTED(Kind.UNAVAILABLE),
    IMPORT_FAILED(Kind.INTERNAL);

    private final Kind kind;

    ImportError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
