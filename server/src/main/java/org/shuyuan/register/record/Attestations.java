package org.shuyuan.register.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Digests;
import org.shuyuan.platform.Ids;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.trust.Vault;

/** Makes the evidence of what is done to records. */
final class Attestations {

    private final String model;
    private final Vault vault;

    /** @param model the hash of the model under which it is done */
    Attestations(String model, Vault vault) {
        this.model = model;
        this.vault = vault;
    }

    Attestation of(
            Instant now,
            Actor actor,
            String action,
            Register register,
            UUID id,
            Map<String, @Nullable Object> written,
            @Nullable String reason) {
        return new Attestation(
                Ids.next(), now, actor, action, register.id(), id, model, digest(register, written), reason);
    }

    /** SHA-256 over the written values in the order of their names; of an L4 value its keyed digest stands in. */
    private byte[] digest(Register register, Map<String, @Nullable Object> written) {
        MessageDigest digest = Digests.sha256();
        new TreeMap<>(written).forEach((name, value) -> {
            Field field = register.require(name);
            digest.update((name + "=").getBytes(StandardCharsets.UTF_8));
            digest.update(
                    value != null && field.datum().encrypted()
                            ? vault.blind(register.id() + "." + name + " evidence", value.toString())
                            : String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        });
        return digest.digest();
    }
}
