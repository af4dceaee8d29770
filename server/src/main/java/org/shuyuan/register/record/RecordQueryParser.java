package org.shuyuan.register.record;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;

/** Understands the parameters of a list's address, or says which one is wrong and what to write instead. */
final class RecordQueryParser {

    static final int SMALLEST = 1;
    static final int LARGEST = 200;
    private static final int USUAL = 50;
    private static final int LONGEST_SEARCH = 100;

    private final Registers registers;
    private final Register register;
    private final ValueParser values;
    private final Map<String, String> parameters;

    RecordQueryParser(Registers registers, Register register, LocalDate today, Map<String, String> parameters) {
        this.registers = registers;
        this.register = register;
        this.values = new ValueParser(today);
        this.parameters = parameters;
    }

    RecordQuery parse() {
        String sort = parameters.get("sort");
        boolean descending = sort != null && sort.startsWith("-");
        Field order = sort == null ? null : order(descending ? sort.substring(1) : sort);
        return new RecordQuery(
                filters(),
                search(),
                conditions(),
                only(),
                unreferred(),
                order,
                descending,
                size(),
                cursor(order),
                at(),
                flag("retired"),
                flag("count"));
    }

    private Field order(String name) {
        Field field = register.field(name);
        if (field != null && field.sort()) {
            return field;
        }
        throw new Problem(RecordError.NOT_SORTABLE, Map.of("field", name, "known", names(Field::sort)));
    }

    /** The names of the fields of which something holds. */
    private String names(Predicate<Field> holds) {
        return fields(holds).collect(Collectors.joining("、"));
    }

    private Stream<String> fields(Predicate<Field> holds) {
        return register.fields().values().stream().filter(holds).map(Field::id);
    }

    private @Nullable String search() {
        String search = parameters.get("search");
        if (search == null || search.isBlank()) {
            return null;
        }
        if (register.searched().isEmpty()) {
            throw new Problem(RecordError.NOT_SEARCHABLE, Map.of("register", register.id()));
        }
        if (search.length() > LONGEST_SEARCH || search.indexOf('\0') >= 0) {
            throw Addresses.bad("search", search, "1–" + LONGEST_SEARCH);
        }
        return search.strip();
    }

    private List<String> conditions() {
        List<String> names = words("when").toList();
        for (String name : names) {
            if (!register.conditions().containsKey(name)) {
                throw Addresses.bad("when", name, String.join("、", register.conditions().keySet()));
            }
        }
        return names;
    }

    private Set<RecordQuery.Only> only() {
        Set<RecordQuery.Only> only = EnumSet.noneOf(RecordQuery.Only.class);
        words("only").forEach(word -> {
            switch (word) {
                case "changeable" -> only.add(RecordQuery.Only.CHANGEABLE);
                case "broken" -> only.add(RecordQuery.Only.BROKEN);
                default -> throw Addresses.bad("only", word, "changeable、broken");
            }
        });
        return only;
    }

    private List<RecordQuery.Reference> unreferred() {
        return words("unreferred").map(this::reference).toList();
    }

    private RecordQuery.Reference reference(String word) {
        String[] names = word.split("\\.", 2);
        Register there = registers.find(names[0]);
        Field field = there == null || names.length < 2 ? null : there.field(names[1]);
        if (there != null
                && field instanceof Field.Kept kept
                && register.id().equals(kept.datum().ref())) {
            return new RecordQuery.Reference(there, kept);
        }
        String known = registers.registers().values().stream()
                .flatMap(each -> each.kept()
                        .filter(kept -> register.id().equals(kept.datum().ref()))
                        .map(kept -> each.id() + "." + kept.id()))
                .collect(Collectors.joining("、"));
        throw Addresses.bad("unreferred", word, known);
    }

    /** What a parameter lists, separated by commas. */
    private Stream<String> words(String parameter) {
        String words = parameters.get(parameter);
        return words == null ? Stream.empty() : Stream.of(words.split(","));
    }

    private int size() {
        String size = parameters.get("size");
        if (size == null) {
            return USUAL;
        }
        try {
            int number = Integer.parseInt(size);
            if (number >= SMALLEST && number <= LARGEST) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            throw Addresses.bad("size", size, SMALLEST + "–" + LARGEST);
        }
        throw Addresses.bad("size", size, SMALLEST + "–" + LARGEST);
    }

    private @Nullable Instant at() {
        return instant("at", parameters.get("at"));
    }

    /** A moment of the past or present; nobody knows a later state. */
    static @Nullable Instant instant(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            throw Addresses.bad(parameter, text, "2026-09-01T08:00:00Z");
        }
    }

    private boolean flag(String name) {
        String text = parameters.get(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Addresses.bad(name, text, "true / false");
    }

    private List<RecordQuery.Filter> filters() {
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
        words("shared").map(this::shared).forEach(filters::add);
        return filters;
    }

    private RecordQuery.Filter shared(String name) {
        Field field = register.field(name);
        if (field != null && sharable(field)) {
            return new RecordQuery.Filter.Shared((Field.Kept) field);
        }
        throw Addresses.bad("shared", name, names(RecordQueryParser::sharable));
    }

    private static boolean sharable(Field field) {
        return field instanceof Field.Kept && field.indexed() && !field.datum().encrypted();
    }

    private Field filterable(String parameter, String id) {
        Field field = register.field(id);
        if (field == null) {
            throw unknown(parameter);
        }
        if (field.indexed()) {
            return field;
        }
        throw new Problem(RecordError.NOT_FILTERABLE, Map.of("field", id, "known", names(Field::indexed)));
    }

    private Problem unknown(String parameter) {
        String known = Stream.concat(fields(Field::indexed), RecordQuery.WORDS.stream())
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
    private Object value(Field field, String parameter, String text) {
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
            throw new Problem(RecordError.NOT_SORTABLE, Map.of("field", field.id(), "known", names(Field::sort)));
        }
        return value(field, parameter, text);
    }

    private RecordQuery.Filter under(Field field, String text) {
        String ref = field.datum().ref();
        if (!(field instanceof Field.Kept kept)
                || ref == null
                || registers.require(ref).tree() == null
                || field.many()) {
            throw unknown(field.id() + ".under");
        }
        return new RecordQuery.Filter.Under(kept, ref, (UUID) value(field, field.id() + ".under", text));
    }

    private RecordQuery.@Nullable Cursor cursor(@Nullable Field order) {
        String text = parameters.get("after");
        if (text == null) {
            return null;
        }
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int comma = decoded.indexOf(',');
            UUID id = UUID.fromString(decoded.substring(0, comma));
            String value = decoded.substring(comma + 1);
            if (order == null || value.isEmpty()) {
                return new RecordQuery.Cursor(null, id);
            }
            return new RecordQuery.Cursor(value(order, "after", value.substring(1)), id);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException wrong) {
            throw new Problem(RecordError.BAD_CURSOR, Map.of());
        }
    }

    /** What a client hands back to get the next page. */
    static String cursor(@Nullable String value, UUID id) {
        String text = id + "," + (value == null ? "" : "=" + value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
