package org.shuyuan.organisation;

import java.util.Map;

/**
 * Something that an event brings about, in words: the text {@code effect.<code>} with its parameters.
 *
 * @param parameters may hold {@link org.shuyuan.platform.Messages.Key}s
 */
public record Effect(String code, Map<String, ?> parameters) {

    public Effect {
        parameters = Map.copyOf(parameters);
    }
}
