package org.shuyuan.register.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;

/**
 * The evidence of one action.
 *
 * @param action what was done: create, change, retire, import
 * @param model the hash of the model under which it was done
 * @param digest SHA-256 of what was written, ciphertext where it is L4
 */
record Attestation(
        UUID id,
        Instant at,
        Actor actor,
        String action,
        String register,
        UUID record,
        String model,
        byte[] digest,
        @Nullable String reason) {}
