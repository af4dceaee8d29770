package org.shuyuan.platform;

/** What goes wrong below every room. */
public enum PlatformError implements ErrorCode {
    MALFORMED_REQUEST(Kind.BAD_REQUEST),
    MALFORMED_PARAMETER(Kind.BAD_REQUEST),
    UNKNOWN_PATH(Kind.NOT_FOUND),
    NOT_SIGNED_IN(Kind.UNAUTHENTICATED),
    METHOD_NOT_ALLOWED(Kind.BAD_REQUEST),
    DATABASE_AWAY(Kind.UNAVAILABLE),
    NEWER_TABLES(Kind.UNAVAILABLE),
    INTERNAL_FAULT(Kind.INTERNAL);

    private final Kind kind;

    PlatformError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
