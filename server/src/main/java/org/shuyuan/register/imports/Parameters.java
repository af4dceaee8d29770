package org.shuyuan.register.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shuyuan.platform.Messages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parameters of a message as JSON; the key of another text is {@code {"key": …}}. */
final class Parameters {

    private Parameters() {}

    static String write(Map<String, ?> parameters) {
        Map<String, Object> written = new LinkedHashMap<>();
        parameters.forEach((name, value) -> written.put(name, written(value)));
        return JsonMapper.shared().writeValueAsString(written).replace("\\u0000", "␀");
    }

    private static Object written(Object value) {
        return switch (value) {
            case Messages.Key key -> Map.of("key", key.key());
            case Collection<?> many -> many.stream().map(Parameters::written).toList();
            case Number number -> number;
            default -> value.toString();
        };
    }

    static Map<String, Object> read(String json) {
        Map<String, Object> parameters = new HashMap<>();
        JsonMapper.shared().readTree(json).properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                parameters.put(entry.getKey(), read(entry.getValue()));
            }
        });
        return parameters;
    }

    private static Object read(JsonNode json) {
        if (json.isArray()) {
            List<Object> many = new ArrayList<>();
            json.forEach(each -> many.add(read(each)));
            return many;
        }
        JsonNode key = json.get("key");
        return key != null ? new Messages.Key(key.stringValue()) : json.asString();
    }
}
