package org.shuyuan.register.record;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;

/** Understands the parameters of a list's address, or says which one is wrong and what to write instead. */
final class RecordQueryParser {

    static final int SMALLEST = 1;
    static final int LARGEST = 200;
    private static final int USUAL = 50;
    private static final int LONGEST_SEARCH = 100;

    private final Registers registers;
    private final Register register;
    private final Map<String, String> parameters;
    private final FieldFilters fields;

    RecordQueryParser(Registers registers, Register register, LocalDate today, Map<String, String> parameters) {
        this.registers = registers;
        this.register = register;
        this.parameters = parameters;
        this.fields = new FieldFilters(registers, register, today, parameters);
    }

    RecordQuery parse() {
        String sort = parameters.get("sort");
        boolean descending = sort != null && sort.startsWith("-");
        Field order = sort == null ? null : order(descending ? sort.substring(1) : sort);
        return new RecordQuery(
                fields.filters(),
                search(),
                conditions(),
                only(),
                unreferred(),
                words("shared").map(this::shared).toList(),
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
        throw new Problem(
                RecordError.NOT_SORTABLE, Map.of("field", name, "known", Addresses.names(register, Field::sort)));
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
                throw Addresses.bad(
                        "when", name, String.join("、", register.conditions().keySet()));
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

    private Field.Kept shared(String name) {
        if (register.field(name) instanceof Field.Kept field && sharable(field)) {
            return field;
        }
        throw Addresses.bad("shared", name, Addresses.names(register, RecordQueryParser::sharable));
    }

    private static boolean sharable(Field field) {
        return field instanceof Field.Kept && field.indexed() && !field.datum().encrypted();
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
            return new RecordQuery.Cursor(fields.value(order, "after", value.substring(1)), id);
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
