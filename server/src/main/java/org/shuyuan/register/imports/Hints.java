package org.shuyuan.register.imports;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.trust.Vault;

/**
 * How a reference stands in staging: as it is written, unless the records it leads to are known by a value that must not be stored in the
 * clear. Then whatever may be such a value stands there as its keyed digest.
 */
final class Hints {

    /** What no text of a cell begins with. */
    static final String SEALED = "\u0001";

    /** What may be a secret value: any number of some length; where secret values have a format, one as long as those, slips included. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6,}");

    private static final Pattern MANY_DIGITS = Pattern.compile("[0-9]{13,}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final @Nullable Field secret;
    private final String index;
    private final Vault vault;

    Hints(Registers registers, Field reference, Vault vault) {
        Register there = registers.require(String.valueOf(reference.datum().ref()));
        this.secret = secret(there);
        this.index = secret == null ? "" : there.id() + "." + secret.id();
        this.vault = vault;
    }

    /** The field of a register by whose secret value alone a record is known, or null. */
    static @Nullable Field secret(Register register) {
        return register.identity().stream()
                .filter(alternative -> alternative.size() == 1)
                .map(alternative -> register.require(alternative.getFirst()))
                .filter(field -> field.datum().encrypted())
                .findFirst()
                .orElse(null);
    }

    /** Whether what is written may be repeated. */
    boolean open(String text) {
        return secret == null
                || UUID.matcher(text).matches()
                || !(secret.datum().format() == null ? DIGITS : MANY_DIGITS)
                        .matcher(text)
                        .find();
    }

    String hint(String text) {
        if (open(text)) {
            return text.startsWith(SEALED) ? text.substring(1) : text;
        }
        return SEALED + HexFormat.of().formatHex(vault.blind(index, text));
    }
}
