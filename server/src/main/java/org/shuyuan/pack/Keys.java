package org.shuyuan.pack;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the components of a record are written as keys; what binding and the JSON Schemas share. */
final class Keys {

    private Keys() {}

    /** The keys of a record in their order; components that the binder fills itself are left out. */
    static Map<String, RecordComponent> of(Class<?> type) {
        Map<String, RecordComponent> keys = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() != Yaml.Mapping.class) {
                keys.put(snake(component.getName()), component);
            }
        }
        return keys;
    }

    /** {@code effectiveFrom} is written {@code effective_from}, and {@code default_}, a word that Java reserves, {@code default}. */
    static String snake(String name) {
        return name.replaceAll("_$", "").replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Whether a definition that leaves the key out is faulty. */
    static boolean required(RecordComponent component) {
        Class<?> type = component.getType();
        return type != List.class
                && type != Map.class
                && type != boolean.class
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** The type of a list's items or of a map's values. */
    static AnnotatedType argument(AnnotatedType type) {
        AnnotatedType[] arguments = ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    static Class<?> raw(AnnotatedType type) {
        return switch (type.getType()) {
            case Class<?> plain -> plain;
            case java.lang.reflect.ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> throw new IllegalArgumentException("a definition cannot have a component of type " + type);
        };
    }

    /** The words by which an enum's constants are written. */
    static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> word((Enum<?>) constant))
                .toList();
    }

    /** {@code TEXT} is written {@code text}; names with a digit, as {@code L1}, stay. */
    static String word(Enum<?> constant) {
        String name = constant.name();
        return name.matches(".*\\d") ? name : name.toLowerCase(Locale.ROOT);
    }
}
