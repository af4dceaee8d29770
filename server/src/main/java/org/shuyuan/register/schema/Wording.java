package org.shuyuan.register.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.shuyuan.platform.Messages;
import tools.jackson.databind.JsonNode;

/**
 * What an upgrade has to say, to be put into a reader's language.
 *
 * @param key of the server's own texts
 * @param values what stands in the text's braces: names, numbers and other wordings
 */
public record Wording(String key, Map<String, ?> values) implements Messages.Said {

    private static final Messages MESSAGES = new Messages();

    public Wording {
        values = Map.copyOf(values);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Wording read(JsonNode json) {
        Map<String, Object> values = new HashMap<>();
        json.get("values")
                .forEachEntry((name, value) -> values.put(name, value.isObject() ? read(value) : value.asString()));
        return new Wording(json.get("key").asString(), values);
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    @Override
    public String in(String language) {
        return MESSAGES.say(language, key, values);
    }

    /** As the operator's terminal has it. */
    String english() {
        return in("en");
    }
}
