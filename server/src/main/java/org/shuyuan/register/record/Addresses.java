package org.shuyuan.register.record;

import java.util.Map;
import java.util.UUID;
import org.shuyuan.platform.ErrorCode;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;

/** What the address of a request names. */
public final class Addresses {

    private Addresses() {}

    public static Register register(Registers registers, String id) {
        Register register = registers.find(id);
        if (register == null) {
            throw new Problem(RecordError.UNKNOWN_REGISTER, Map.of("register", id));
        }
        return register;
    }

    /** @param unknown what is said of an id that isn't one, as of one that nothing has */
    public static UUID id(String text, ErrorCode unknown) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException wrong) {
            throw new Problem(unknown, Map.of());
        }
        throw new Problem(unknown, Map.of());
    }
}
