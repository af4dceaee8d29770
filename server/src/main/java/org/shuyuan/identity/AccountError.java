package org.shuyuan.identity;

import org.shuyuan.platform.ErrorCode;

/** What goes wrong with accounts and sessions. */
public enum AccountError implements ErrorCode {
    /** No such account or not its password; which of the two is not told. */
    WRONG_CREDENTIALS(Kind.UNAUTHENTICATED),
    SESSION_ENDED(Kind.UNAUTHENTICATED),
    /** Another site sent the browser here with the session's cookie. */
    FOREIGN_ORIGIN(Kind.FORBIDDEN),
    TOO_MANY_ATTEMPTS(Kind.TOO_MANY),
    SIGN_IN_BUSY(Kind.UNAVAILABLE),
    UNKNOWN_ACCOUNT(Kind.NOT_FOUND);

    private final Kind kind;

    AccountError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
