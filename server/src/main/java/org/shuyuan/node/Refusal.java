package org.shuyuan.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why the node doesn't start, or a command does nothing; its text is {@code refusal.<code>}. */
final class Refusal extends RuntimeException {

    private final String code;
    private final transient Map<String, String> parameters;

    /** @param namesAndValues of the text's parameters, by turns */
    Refusal(String code, @Nullable Object... namesAndValues) {
        super(code, null, false, false);
        this.code = code;
        this.parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
    }

    String code() {
        return code;
    }

    Map<String, String> parameters() {
        return parameters;
    }
}
