package org.shuyuan.register.record;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.trust.Vault;
import org.springframework.stereotype.Service;

/** How many records there are for each value of a field, of those that an actor sees and whose value may be seen as it is. */
@Service
class Counts {

    private static final int MOST_FIELDS = 3;
    private static final int MOST_GROUPS = 1_000;
    private static final Set<ValueType> COUNTED = Set.of(ValueType.CODE, ValueType.REF, ValueType.BOOLEAN);

    private final Database database;
    private final Registers registers;
    private final Vault vault;
    private final Clock clock;

    Counts(Database database, Model model, Vault vault, Clock clock) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param by the fields
     * @param below the record of a tree whose direct subtrees are counted, or nothing
     * @param list the parameters of the list whose records are counted
     */
    record Asked(String by, String below, Map<String, String> list) {}

    /**
     * The groups, the largest first.
     *
     * @param counts each as JSON
     * @param more whether there are more than are told
     */
    record Answer(List<String> counts, boolean more) {}

    Answer of(Register register, Asked asked, Actor actor) {
        Policies policies = new Policies(registers, actor, LocalDate.now(clock));
        policies.requireSight(register);
        RecordQueryParser parser = new RecordQueryParser(registers, register, LocalDate.now(clock), asked.list());
        CountKeys keys = keys(register, asked);
        Query sql = new RecordSql(policies, register, vault).counts(parser.parse(), keys, MOST_GROUPS + 1);
        return database.read(connection -> {
            List<String> counts = new ArrayList<>();
            try (PreparedStatement statement = sql.prepareAnew(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.add(rows.getString(1));
                }
            }
            return new Answer(counts.stream().limit(MOST_GROUPS).toList(), counts.size() > MOST_GROUPS);
        });
    }

    private CountKeys keys(Register register, Asked asked) {
        List<String> names = List.of(asked.by().split(","));
        if (names.size() > MOST_FIELDS) {
            throw Addresses.bad("by", asked.by(), String.join(",", names.subList(0, MOST_FIELDS)));
        }
        List<Field.Kept> fields =
                names.stream().map(name -> key(register, name)).toList();
        return new CountKeys(
                fields, asked.below().isEmpty() ? null : below(register, fields.getFirst(), asked.below()));
    }

    private Field.Kept key(Register register, String name) {
        return countable(register)
                .filter(field -> field.id().equals(name))
                .findFirst()
                .orElseThrow(() -> Addresses.bad("by", name, names(countable(register))));
    }

    private static Stream<Field.Kept> countable(Register register) {
        return register.fields().values().stream()
                .filter(Field::indexed)
                .flatMap(field -> Stream.ofNullable(counted(field)));
    }

    private static String names(Stream<Field.Kept> fields) {
        return fields.map(Field::id).collect(Collectors.joining("、"));
    }

    /** The field, where its values are few enough to be counted one by one. */
    private static Field.@Nullable Kept counted(Field field) {
        return field instanceof Field.Kept kept && COUNTED.contains(kept.datum().type()) ? kept : null;
    }

    private UUID below(Register register, Field first, String text) {
        if (!inTree(first)) {
            throw Addresses.bad("by", first.id(), names(countable(register).filter(this::inTree)));
        }
        return Addresses.id("below", text);
    }

    private boolean inTree(Field field) {
        String ref = field.datum().ref();
        return ref != null && registers.require(ref).tree() != null && !field.many();
    }
}
