package org.shuyuan.register.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Facts;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.RandomDigits;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import tools.jackson.databind.JsonNode;

/** The values that a record is to have, as far as they are understood, with everything that is wrong with them. */
final class Draft {

    private final Register register;
    private final ValueParser parser;
    private final LocalDate today;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Set<String> given = new LinkedHashSet<>();
    private final List<FieldFault> faults = new ArrayList<>();

    /** A draft that starts from what the record holds now, or from nothing. */
    Draft(Register register, LocalDate today, Map<String, ? extends @Nullable Object> present) {
        this.register = register;
        this.parser = new ValueParser(today);
        this.today = today;
        values.putAll(present);
    }

    /** Takes over the fields of a JSON object; fields that it doesn't name keep what they have. */
    void take(JsonNode json) {
        if (!json.isObject()) {
            faults.add(new FieldFault(null, null, RecordFault.NOT_AN_OBJECT.code(), Map.of()));
            return;
        }
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            Field field = register.field(member.getKey());
            switch (field) {
                case null ->
                    faults.add(new FieldFault(
                            member.getKey(),
                            null,
                            RecordFault.UNKNOWN_FIELD.code(),
                            Map.of(
                                    "label",
                                    member.getKey(),
                                    "known",
                                    String.join("、", register.fields().keySet()))));
                case Field.Followed followed ->
                    faults.add(ValueParser.faultOf(
                            followed,
                            null,
                            RecordFault.FOLLOWED,
                            Map.of("source", followed.register() + "." + followed.source())));
                case Field.Stored stored -> take(stored, member.getValue());
            }
        }
    }

    private void take(Field.Stored field, JsonNode json) {
        given.add(field.id());
        if (field.many()) {
            takeMany(field, json);
            return;
        }
        String text = text(json);
        if (text == null && !json.isNull()) {
            faults.add(ValueParser.faultOf(field, json.toString(), RecordFault.ONE_VALUE, Map.of()));
            return;
        }
        values.put(field.id(), text == null || text.isEmpty() ? null : parse(field, text));
    }

    private void takeMany(Field.Stored field, JsonNode json) {
        if (!json.isArray() && !json.isNull()) {
            faults.add(ValueParser.faultOf(field, json.toString(), RecordFault.MANY_VALUES, Map.of()));
            return;
        }
        Set<Object> many = new LinkedHashSet<>();
        for (JsonNode each : json) {
            String text = text(each);
            Object value = text == null || text.isEmpty() ? null : parse(field, text);
            if (value != null) {
                many.add(value);
            }
        }
        values.put(field.id(), List.copyOf(many));
    }

    private @Nullable Object parse(Field field, String text) {
        return switch (parser.parse(field, text)) {
            case ValueParser.Parsed.Value parsed -> parsed.value();
            case ValueParser.Parsed.Faulty faulty -> {
                faults.add(faulty.fault());
                yield null;
            }
        };
    }

    /** The text of a single value; a reference may be written as the {@code {"id": …}} that reads answer with. */
    private static @Nullable String text(JsonNode json) {
        if (json.isObject() && json.get("id") != null && json.get("id").isString()) {
            return json.get("id").stringValue();
        }
        return json.isNull() || json.isContainer() ? null : json.asString();
    }

    /** Gives fields that nobody named the default of their definition, and says what is missing or doesn't hold. */
    void complete() {
        register.stored().forEach(field -> {
            Object value = values.get(field.id());
            if (value == null && field.many()) {
                values.put(field.id(), List.of());
            } else if (value == null
                    && !given.contains(field.id())
                    && field instanceof Field.Kept kept
                    && kept.preset() != null) {
                values.put(
                        field.id(), kept.random() ? RandomDigits.of(kept.datum().max()) : parse(field, kept.preset()));
            }
            boolean empty = Objects.equals(values.get(field.id()), field.many() ? List.of() : null);
            if (field.required()
                    && empty
                    && faults.stream().noneMatch(fault -> field.id().equals(fault.field()))) {
                faults.add(ValueParser.faultOf(field, "", RecordFault.REQUIRED, Map.of()));
            }
        });
        checkPeriod();
        if (faults.isEmpty()) {
            checkLocally();
        }
    }

    private void checkPeriod() {
        if (register.period() == null) {
            return;
        }
        Field until = register.require(register.period().until());
        if (values.get(register.period().from()) instanceof LocalDate from
                && values.get(until.id()) instanceof LocalDate end
                && !end.isAfter(from)) {
            faults.add(ValueParser.faultOf(until, end.toString(), RecordFault.PERIOD, Map.of("from", from)));
        }
    }

    private void checkLocally() {
        register.checks().forEach((id, check) -> {
            if (check.local() && Boolean.FALSE.equals(check.evaluate(new Held()))) {
                faults.add(broken(register, id));
            }
        });
    }

    /** The fault of a check that is false; its text is the pack's. */
    public static FieldFault broken(Register register, String check) {
        return new FieldFault(
                null,
                null,
                RecordFault.CHECK.code(),
                Map.of("check", check, "text", new Messages.Key("check." + register.id() + "." + check)));
    }

    void fault(FieldFault fault) {
        faults.add(fault);
    }

    List<FieldFault> faults() {
        return faults;
    }

    /** Refuses what has faults, all of them at once. */
    void requireSound() {
        refuse(faults);
    }

    static void refuse(List<FieldFault> faults) {
        if (!faults.isEmpty()) {
            throw new Problem(RecordError.INVALID_RECORD, Map.of(), faults, Map.of());
        }
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    /** Whether the draft could have made this row, but for what is drawn by chance. */
    boolean couldHaveMade(Map<String, ? extends @Nullable Object> row) {
        return changed(row).stream()
                .allMatch(
                        id -> register.require(id) instanceof Field.Kept kept && kept.random() && !given.contains(id));
    }

    /** The fields whose values differ from those that {@code present} has. */
    Set<String> changed(Map<String, ? extends @Nullable Object> present) {
        Set<String> changed = new LinkedHashSet<>();
        register.stored().forEach(field -> {
            if (!Objects.equals(values.get(field.id()), present.get(field.id()))) {
                changed.add(field.id());
            }
        });
        return changed;
    }

    /** The draft as a local condition sees it. */
    private final class Held implements Facts {

        @Override
        public @Nullable Object value(List<String> path) {
            return values.get(path.getFirst());
        }

        @Override
        public Facts of(String register, UUID record) {
            throw new IllegalStateException("a local condition reads no other record");
        }

        @Override
        public boolean inScope(Object ref) {
            throw new IllegalStateException("a local condition asks for no scope");
        }

        @Override
        public @Nullable UUID me() {
            throw new IllegalStateException("a local condition asks for nobody");
        }

        @Override
        public LocalDate today() {
            return today;
        }
    }
}
