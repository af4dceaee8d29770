package org.shuyuan.pack;

import java.util.List;
import java.util.Map;

/**
 * What all packs mean together: immutable, every name resolved, the same for the same packs.
 *
 * @param packs in the order of their needs
 * @param hash SHA-256, in hexadecimal, of {@link #description}
 * @param description the whole model as JSON in a fixed order
 */
public record Model(List<Pack> packs, Texts texts, Map<Class<?>, Object> parts, String hash, String description) {

    public Model {
        packs = List.copyOf(packs);
        parts = Map.copyOf(parts);
    }

    /** What the engine of this class of part compiled. */
    public <P> P part(Class<P> type) {
        Object part = parts.get(type);
        if (part == null) {
            throw new IllegalArgumentException("no engine compiles a " + type.getName());
        }
        return type.cast(part);
    }
}
