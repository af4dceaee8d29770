package org.shuyuan.register.record;

import org.shuyuan.platform.ErrorCode;

/** What goes wrong with records. */
public enum RecordError implements ErrorCode {
    UNKNOWN_REGISTER(Kind.NOT_FOUND),
    UNKNOWN_CODE_SET(Kind.NOT_FOUND),
    /** There is none, or the actor may not know of it: the two look alike. */
    UNKNOWN_RECORD(Kind.NOT_FOUND),
    NOT_ALLOWED(Kind.FORBIDDEN),
    UNKNOWN_PARAMETER(Kind.BAD_REQUEST),
    NOT_FILTERABLE(Kind.BAD_REQUEST),
    NOT_SORTABLE(Kind.BAD_REQUEST),
    NOT_SEARCHABLE(Kind.BAD_REQUEST),
    NOT_READABLE(Kind.FORBIDDEN),
    BAD_PARAMETER(Kind.BAD_REQUEST),
    /** The register has nothing that this parameter could name. */
    POINTLESS_PARAMETER(Kind.BAD_REQUEST),
    BAD_CURSOR(Kind.BAD_REQUEST),
    /** The record is another version by now; the answer carries it. */
    STALE_VERSION(Kind.CONFLICT),
    /** No id that a new record may have. */
    BAD_ID(Kind.BAD_REQUEST),
    /** The id belongs to a record that was made with other values, or by somebody else; its maker is answered with it. */
    ID_TAKEN(Kind.CONFLICT),
    VERSION_MISSING(Kind.BAD_REQUEST),
    ALREADY_RETIRED(Kind.CONFLICT),
    INVALID_RECORD(Kind.INVALID);

    private final Kind kind;

    RecordError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
