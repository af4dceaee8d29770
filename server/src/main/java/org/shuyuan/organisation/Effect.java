package org.shuyuan.organisation;

import java.util.HashMap;
import java.util.List;
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

    /** Tells how many, where there are any; {@code more} are the text's other parameters. */
    public static List<Effect> counted(String code, long count, Map<String, ?> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("count", count);
        return count == 0 ? List.of() : List.of(new Effect(code, parameters));
    }
}
