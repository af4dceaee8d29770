package org.shuyuan.register.record;

import java.util.Locale;

/** One thing that can be wrong with a field or a row; its text is {@code fault.<code>} in the server's messages. */
public interface FaultCode {

    /** The enum constant's name. */
    String name();

    /** The code that clients see: {@code TOO_LONG} is {@code too_long}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
