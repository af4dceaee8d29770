package org.shuyuan.trust;

/** A sealed value was changed after it was sealed, or its key is not in the key file. Tells nothing of the value. */
public final class Broken extends RuntimeException {

    Broken(String message) {
        super(message);
    }
}
