package org.shuyuan.register.imports;

/** Somebody stopped the import; nothing is written. */
final class Cancelled extends RuntimeException {

    Cancelled() {
        super(null, null, false, false);
    }
}
