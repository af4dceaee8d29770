package org.shuyuan.pack;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds YAML to the record of its kind: a key per component, in snake_case. Unknown, missing and ill-typed keys are faults; a value
 * that can't be bound is null, and so is a record that lacks one, lest half of what was written be taken for the whole.
 *
 * <p>Components may be texts, whole numbers, {@code boolean}, dates, enums, records, {@link Yaml} as it stands, and lists and maps
 * of these. A component of type {@link Yaml.Mapping} receives the record's own YAML.
 */
final class Binder {

    private final Faults faults;

    Binder(Faults faults) {
        this.faults = faults;
    }

    <D extends Record> @Nullable D bind(Yaml yaml, Class<D> type) {
        if (!(yaml instanceof Yaml.Mapping mapping)) {
            fault(yaml, "keys and values are expected here", "write `key: value` lines");
            return null;
        }
        Map<String, RecordComponent> keys = Keys.of(type);
        for (String key : mapping.entries().keySet()) {
            if (!keys.containsKey(key)) {
                faults.add(mapping.at(key), key, "unknown key `" + key + "`", Nearest.remedy(key, keys.keySet()));
            }
        }
        return construct(type, mapping);
    }

    private <D extends Record> @Nullable D construct(Class<D> type, Yaml.Mapping mapping) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        boolean complete = true;
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = component(components[i], mapping);
            boolean given = mapping.get(Keys.snake(components[i].getName())) != null;
            complete &= values[i] != null || !(given || Keys.required(components[i]));
        }
        if (!complete) {
            return null;
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make a " + type.getName(), impossible);
        }
    }

    private @Nullable Object component(RecordComponent component, Yaml.Mapping mapping) {
        if (component.getType() == Yaml.Mapping.class) {
            return mapping;
        }
        String key = Keys.snake(component.getName());
        Yaml yaml = mapping.get(key);
        if (yaml == null) {
            if (Keys.required(component)) {
                faults.add(mapping.place(), "", "`" + key + "` is missing", "add `" + key + ": …`" + says(component));
            }
            return absent(component.getType());
        }
        if (yaml instanceof Yaml.Scalar scalar && scalar.isNull()) {
            faults.add(mapping.at(key), key + ":", "`" + key + "` has no value", "write one, or delete the key");
            return absent(component.getType());
        }
        if (component.isAnnotationPresent(OneOrMany.class) && !(yaml instanceof Yaml.Sequence)) {
            yaml = new Yaml.Sequence(yaml.place(), List.of(yaml));
        }
        Object value = value(yaml, component.getAnnotatedType());
        return value == null ? absent(component.getType()) : value;
    }

    private static String says(RecordComponent component) {
        Says says = component.getAnnotation(Says.class);
        return says == null ? "" : ": " + says.value();
    }

    private static @Nullable Object absent(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == List.class ? List.of() : type == Map.class ? Map.of() : null;
    }

    private @Nullable Object value(Yaml yaml, AnnotatedType annotated) {
        Class<?> type = Keys.raw(annotated);
        if (type == Yaml.class) {
            return yaml;
        }
        if (type == List.class) {
            return list(yaml, Keys.argument(annotated));
        }
        if (type == Map.class) {
            return map(yaml, Keys.argument(annotated));
        }
        if (type.isRecord()) {
            return bind(yaml, type.asSubclass(Record.class));
        }
        if (!(yaml instanceof Yaml.Scalar scalar)) {
            return fault(yaml, "a single value is expected here", "write the value on the same line");
        }
        if (type.isEnum()) {
            return constant(scalar, type);
        }
        return scalar(scalar, type);
    }

    private @Nullable Object scalar(Yaml.Scalar scalar, Class<?> type) {
        String text = scalar.text();
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class || type == Boolean.class) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> fault(scalar, "`" + text + "` is neither true nor false", "write `true` or `false`");
            };
        }
        if (type == int.class || type == Integer.class) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException wrong) {
                return fault(
                        scalar,
                        "`" + text + "` is not a whole number",
                        "write digits only, for a number below 2147483648");
            }
        }
        if (type == LocalDate.class) {
            LocalDate day = Days.read(text);
            return day != null
                    ? day
                    : fault(scalar, "`" + text + "` is not a day of the calendar", "write it as 2026-09-01");
        }
        throw new IllegalArgumentException("a definition cannot have a component of type " + type);
    }

    private @Nullable Object constant(Yaml.Scalar scalar, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (Keys.word((Enum<?>) constant).equals(scalar.text())) {
                return constant;
            }
        }
        return fault(
                scalar, "`" + scalar.text() + "` is not known here", Nearest.remedy(scalar.text(), Keys.words(type)));
    }

    private @Nullable Object list(Yaml yaml, AnnotatedType item) {
        if (!(yaml instanceof Yaml.Sequence sequence)) {
            return fault(yaml, "a list is expected here", "write it in [ ] or with `- ` lines");
        }
        boolean nested = Keys.raw(item) == List.class;
        List<Object> values = new ArrayList<>();
        for (Yaml each : sequence.items()) {
            Object value = nested && each instanceof Yaml.Scalar
                    ? value(new Yaml.Sequence(each.place(), List.of(each)), item)
                    : value(each, item);
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    private @Nullable Object map(Yaml yaml, AnnotatedType item) {
        if (!(yaml instanceof Yaml.Mapping mapping)) {
            return fault(yaml, "keys and values are expected here", "write `key: value` lines");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.entries().forEach((key, each) -> {
            Object value = value(each, item);
            if (value != null) {
                values.put(key, value);
            }
        });
        return java.util.Collections.unmodifiableMap(values);
    }

    private @Nullable Object fault(Yaml yaml, String problem, String remedy) {
        faults.add(yaml.place(), yaml.quote(), problem, remedy);
        return null;
    }
}
