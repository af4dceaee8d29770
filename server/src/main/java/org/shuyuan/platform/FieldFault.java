package org.shuyuan.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with one field.
 *
 * @param field the field's id, or null where the record as a whole is meant
 * @param value what was given; null where it must not be repeated
 * @param code of the message {@code fault.<code>}
 * @param parameters of the message
 */
public record FieldFault(@Nullable String field, @Nullable String value, String code, Map<String, ?> parameters) {

    public FieldFault {
        parameters = Map.copyOf(parameters);
    }
}
