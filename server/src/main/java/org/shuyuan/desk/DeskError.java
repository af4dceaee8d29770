package org.shuyuan.desk;

import org.shuyuan.platform.ErrorCode;

/** What goes wrong at the desk. */
enum DeskError implements ErrorCode {
    UNKNOWN_VIEW(Kind.NOT_FOUND),
    DRAFT_TOO_LARGE(Kind.INVALID),
    DRAFT_WITHOUT_VALUES(Kind.BAD_REQUEST),
    VIEW_NAME(Kind.INVALID),
    VIEW_NAME_TAKEN(Kind.CONFLICT),
    /** Somebody can only share with the organisations in which he holds a role. */
    NOT_YOUR_ORGANISATION(Kind.FORBIDDEN);

    private final Kind kind;

    DeskError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
