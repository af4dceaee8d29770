package org.shuyuan.register.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;

/** Understands what a list's address asks of single fields: values, ranges and subtrees. */
final class FieldFilters {

    private final Registers registers;
    private final Register register;
    private final ValueParser values;
    private final Map<String, String> parameters;

    FieldFilters(Registers registers, Register register, LocalDate today, Map<String, String> parameters) {
        this.registers = registers;
        this.register = register;
        this.values = new ValueParser(today);
        this.parameters = parameters;
    }

    /** The filters, a range for each field that has a bound; words that ask for something else are passed over. */
    List<RecordQuery.Filter> filters() {
        Map<String, Object> from = new LinkedHashMap<>();
        Map<String, Object> to = new LinkedHashMap<>();
        List<RecordQuery.Filter> filters = new ArrayList<>();
        parameters.forEach((name, text) -> {
            if (RecordQuery.WORDS.contains(name)) {
                return;
            }
            String id = name.replaceFirst("\\..*$", "");
            Field field = filterable(name, id);
            switch (name.substring(id.length())) {
                case "" -> filters.add(oneOf(field, text));
                case ".from" -> from.put(id, ranged(field, name, text));
                case ".to" -> to.put(id, ranged(field, name, text));
                case ".under" -> filters.add(under(field, text));
                default -> throw unknown(name);
            }
        });
        register.fields().values().stream()
                .filter(field -> from.containsKey(field.id()) || to.containsKey(field.id()))
                .forEach(field ->
                        filters.add(new RecordQuery.Filter.Between(field, from.get(field.id()), to.get(field.id()))));
        return filters;
    }

    private Field filterable(String parameter, String id) {
        Field field = register.field(id);
        if (field == null) {
            throw unknown(parameter);
        }
        if (field.indexed()) {
            return field;
        }
        throw new Problem(
                RecordError.NOT_FILTERABLE, Map.of("field", id, "known", Addresses.names(register, Field::indexed)));
    }

    private Problem unknown(String parameter) {
        String known = Stream.concat(
                        register.fields().values().stream()
                                .filter(Field::indexed)
                                .map(Field::id),
                        RecordQuery.WORDS.stream())
                .collect(Collectors.joining("、"));
        return new Problem(RecordError.UNKNOWN_PARAMETER, Map.of("parameter", parameter, "known", known));
    }

    private RecordQuery.Filter oneOf(Field field, String text) {
        List<Object> wanted = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            wanted.add(value(field, field.id(), each));
        }
        return new RecordQuery.Filter.OneOf(field, wanted);
    }

    /** Filters look for what is there, so abolished codes and texts against their format are no faults. */
    Object value(Field field, String parameter, String text) {
        if (text.isEmpty()) {
            throw badValue(field, parameter, text);
        }
        if (field.datum().type() == ValueType.CODE || field.datum().type() == ValueType.TEXT) {
            if (text.indexOf('\0') >= 0) {
                throw badValue(field, parameter, text);
            }
            return text;
        }
        return switch (values.parse(field, text)) {
            case ValueParser.Parsed.Value parsed -> parsed.value();
            case ValueParser.Parsed.Faulty faulty -> throw badValue(field, parameter, text);
        };
    }

    private static Problem badValue(Field field, String parameter, String text) {
        return Addresses.bad(parameter, text, Addresses.expected(field.datum().type()));
    }

    private Object ranged(Field field, String parameter, String text) {
        if (!field.sort()) {
            throw new Problem(
                    RecordError.NOT_SORTABLE,
                    Map.of("field", field.id(), "known", Addresses.names(register, Field::sort)));
        }
        return value(field, parameter, text);
    }

    private RecordQuery.Filter under(Field field, String text) {
        String ref = field.datum().ref();
        if (ref == null || registers.require(ref).tree() == null || field.many()) {
            throw unknown(field.id() + ".under");
        }
        return new RecordQuery.Filter.Under(field, ref, (UUID) value(field, field.id() + ".under", text));
    }
}
