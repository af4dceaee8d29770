package org.shuyuan.organisation;

import org.shuyuan.platform.ErrorCode;

/** What goes wrong with events. */
enum EventError implements ErrorCode {
    /** No pack declares a register of organisations. */
    NO_SPINE(Kind.NOT_FOUND),
    UNKNOWN_EVENT(Kind.NOT_FOUND),
    INVALID_EVENT(Kind.INVALID),
    ALREADY_WITHDRAWN(Kind.CONFLICT),
    /** A record was changed after the event, so going back would undo that as well. */
    CHANGED_SINCE(Kind.CONFLICT),
    /** A correction of the past is put right by another one. */
    NOT_WITHDRAWABLE(Kind.CONFLICT);

    private final Kind kind;

    EventError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
