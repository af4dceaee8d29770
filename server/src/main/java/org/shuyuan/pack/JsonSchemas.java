package org.shuyuan.pack;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the JSON Schema (2020-12) of a kind of definition from its record, so that editors complete what the binder accepts. */
final class JsonSchemas {

    /** A text may be written without quotes, though it looks like something else. */
    private static final List<String> PLAIN = List.of("string", "number", "boolean");

    private JsonSchemas() {}

    static Map<String, Object> of(DefinitionKind<?> kind) {
        Map<String, Object> one = record(kind.definition());
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", kind.id());
        if (kind.shape() == DefinitionKind.Shape.MAP) {
            schema.put("type", "object");
            schema.put("additionalProperties", one);
        } else {
            schema.putAll(one);
        }
        return schema;
    }

    private static Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        Keys.of(type).forEach((key, component) -> {
            properties.put(key, component(component));
            if (Keys.required(component)) {
                required.add(key);
            }
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> component(RecordComponent component) {
        Map<String, Object> schema = new LinkedHashMap<>(type(component.getAnnotatedType()));
        if (component.isAnnotationPresent(OneOrMany.class)) {
            schema = new LinkedHashMap<>(
                    Map.of("anyOf", List.of(schema, type(Keys.argument(component.getAnnotatedType())))));
        }
        Says says = component.getAnnotation(Says.class);
        if (says != null) {
            schema.put("description", says.value());
        }
        return schema;
    }

    private static Map<String, Object> type(AnnotatedType annotated) {
        Class<?> type = Keys.raw(annotated);
        Map<String, Object> schema = new LinkedHashMap<>();
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isEnum()) {
            schema.put("enum", Keys.words(type));
        } else if (type == List.class) {
            schema.put("type", "array");
            schema.put("items", item(Keys.argument(annotated)));
        } else if (type == Map.class) {
            schema.put("type", "object");
            schema.put("additionalProperties", valueOfMap(Keys.argument(annotated)));
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type == int.class || type == Integer.class) {
            schema.put("type", "integer");
        } else if (type == LocalDate.class) {
            schema.put("type", "string");
            schema.put("format", "date");
        } else if (type == String.class) {
            schema.put("type", PLAIN);
        }
        return schema;
    }

    /** A text in a map may be left empty, as `null`. */
    private static Map<String, Object> valueOfMap(AnnotatedType value) {
        return Keys.raw(value) == String.class
                ? Map.of("type", List.of("string", "number", "boolean", "null"))
                : type(value);
    }

    /** A list within a list may be written as its only item. */
    private static Map<String, Object> item(AnnotatedType item) {
        Map<String, Object> schema = type(item);
        return Keys.raw(item) == List.class ? Map.of("anyOf", List.of(schema, type(Keys.argument(item)))) : schema;
    }
}
