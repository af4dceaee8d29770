package org.shuyuan.platform;

/** One thing that can go wrong; each room has an enum of its own. Its texts are {@code problem.<code>} in the server's messages. */
public interface ErrorCode {

    /** Whose doing it is, and so how HTTP says it. */
    enum Kind {
        /** The request is wrong (400). */
        BAD_REQUEST(400),
        /** Nobody is signed in, or the credentials are wrong (401). */
        UNAUTHENTICATED(401),
        /** The actor may not (403). */
        FORBIDDEN(403),
        /** There is no such thing, or the actor may not know of it (404). */
        NOT_FOUND(404),
        /** Somebody else was first (409). */
        CONFLICT(409),
        /** The values don't hold (422). */
        INVALID(422),
        /** Too often; later (429). */
        TOO_MANY(429),
        /** Our fault (500). */
        INTERNAL(500),
        /** Something that we need is away or full; try later (503). */
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    Kind kind();

    /** The enum constant's name. */
    String name();

    /** The code that clients see: {@code STALE_VERSION} is {@code stale_version}. */
    default String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
