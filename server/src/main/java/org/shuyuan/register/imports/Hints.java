package org.shuyuan.register.imports;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Format;
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

    private static final Pattern DIGITS = Pattern.compile("[0-9]{6,}");

    /** A number too short to be a citizen's, which people mistype by a digit or two, not by five. */
    private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{1,12}");

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final @Nullable Field secret;
    private final String index;
    private final Vault vault;

    Hints(Registers registers, Field reference, Vault vault) {
        Register there = registers.require(String.valueOf(reference.datum().ref()));
        this.secret = secret(there);
        this.index = secret == null ? "" : there.blindIndex(secret);
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
                || !maySecret(secret.datum().format(), text);
    }

    /** Any text with a number in it, but for a short number that does not have the secret's format. */
    private static boolean maySecret(@Nullable Format format, String text) {
        boolean other = format != null
                && SHORT_NUMBER.matcher(text).matches()
                && !format.pattern().matcher(text).matches();
        return !other && DIGITS.matcher(text).find();
    }

    String hint(String text) {
        if (open(text)) {
            return text.startsWith(SEALED) ? text.substring(1) : text;
        }
        return SEALED + HexFormat.of().formatHex(vault.blind(index, text));
    }
}
