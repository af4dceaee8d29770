package org.shuyuan.register.record;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.shuyuan.platform.ErrorCode;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;

/** What the address of a request names. */
public final class Addresses {

    private static final int ECHOED = 80;

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

    /** What a parameter of the address names by its id. */
    static UUID id(String parameter, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException wrong) {
            throw bad(parameter, text, expected(ValueType.REF));
        }
    }

    /** The names of a register's fields of which something holds. */
    static String names(Register register, Predicate<Field> holds) {
        return register.fields().values().stream().filter(holds).map(Field::id).collect(Collectors.joining("、"));
    }

    /** How a value of the type is written in an address. */
    static Messages.Key expected(ValueType type) {
        return new Messages.Key("expected." + type.name().toLowerCase(Locale.ROOT));
    }

    /**
     * A parameter whose value is not understood.
     *
     * @param expected what to write instead: a text or a {@link Messages.Key}; the empty text where no value would do
     */
    public static Problem bad(String parameter, String value, Object expected) {
        return expected.equals("")
                ? new Problem(RecordError.POINTLESS_PARAMETER, Map.of("parameter", parameter))
                : new Problem(
                        RecordError.BAD_PARAMETER,
                        Map.of("parameter", parameter, "value", echoed(value), "expected", expected));
    }

    private static String echoed(String value) {
        return value.length() > ECHOED ? value.substring(0, ECHOED) + "…" : value.replace("\0", "␀");
    }
}
