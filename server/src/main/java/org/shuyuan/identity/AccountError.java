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
    /** More passwords are being held against accounts than this node has cores for. */
    SIGN_IN_BUSY(Kind.TOO_MANY),
    /** The password given with a new one is not the present one. */
    WRONG_PASSWORD(Kind.INVALID),
    PASSWORD_LENGTH(Kind.INVALID),
    PASSWORD_SAME(Kind.INVALID),
    PASSWORD_HAS_ACCOUNT(Kind.INVALID),
    PASSWORD_SIMPLE(Kind.INVALID),
    /** Another chose the password; nothing may be done before the holder has chosen one. */
    PASSWORD_TO_CHOOSE(Kind.FORBIDDEN),
    ACCOUNT_LOCKED(Kind.FORBIDDEN),
    UNKNOWN_SESSION(Kind.NOT_FOUND),
    ACCOUNT_TAKEN(Kind.CONFLICT),
    ACCOUNT_NAME(Kind.INVALID),
    MISSING_MEMBER(Kind.INVALID),
    /** Nothing that the actor holds gives this role there. */
    NOT_YOURS_TO_GIVE(Kind.FORBIDDEN),
    /** Only the own account's evidence may be read without a role that audits. */
    NOT_YOURS_TO_AUDIT(Kind.FORBIDDEN),
    UNKNOWN_ROLE(Kind.INVALID),
    UNKNOWN_PLACE(Kind.INVALID),
    /** No such record of a person, or not one that the actor sees. */
    UNKNOWN_PERSON(Kind.NOT_FOUND),
    /** Another account's holder is this person: one person, one account. */
    PERSON_TAKEN(Kind.CONFLICT),
    PERIOD_REVERSED(Kind.INVALID),
    UNKNOWN_GRANT(Kind.NOT_FOUND),
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
