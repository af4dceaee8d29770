package org.shuyuan.register.record;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.TestNode;
import org.shuyuan.expression.Expression;
import org.shuyuan.expression.Facts;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Role;
import org.shuyuan.register.model.ValueType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The policy once more, in plain Java: every row of every register in memory, each rule asked of each row by the evaluator of conditions.
 * It shares nothing with the statements that the node sends but the compiled definitions.
 */
final class PolicyModel {

    private final TestNode node;
    private final LocalDate today;
    private final Map<String, Map<UUID, Map<String, Object>>> rows = new LinkedHashMap<>();

    PolicyModel(TestNode node, LocalDate today) throws SQLException {
        this.node = node;
        this.today = today;
        for (Register register : node.registers.registers().values()) {
            rows.put(register.id(), read(register));
        }
    }

    private Map<UUID, Map<String, Object>> read(Register register) throws SQLException {
        Map<UUID, Map<String, Object>> all = new LinkedHashMap<>();
        try (Connection connection = node.connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select id, to_jsonb(t)::text from data.\"" + register.id()
                        + "\" t where _retired is null order by id")) {
            while (found.next()) {
                JsonNode json = JsonMapper.shared().readTree(found.getString(2));
                Map<String, Object> values = new HashMap<>();
                register.stored().forEach(field -> {
                    Object value = value(field, json.get(field.id()));
                    if (value != null) {
                        values.put(field.id(), value);
                    }
                });
                all.put(found.getObject(1, UUID.class), values);
            }
        }
        return all;
    }

    private static @Nullable Object value(Field field, @Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (field.many()) {
            List<Object> values = new ArrayList<>();
            json.forEach(each -> values.add(one(field.datum().type(), each)));
            return values;
        }
        return one(field.datum().type(), json);
    }

    private static Object one(ValueType type, JsonNode json) {
        return switch (type) {
            case TEXT, CODE -> json.asString();
            case INTEGER -> json.longValue();
            case DECIMAL, MONEY -> new BigDecimal(json.asString());
            case DATE -> LocalDate.parse(json.asString());
            case TIME -> LocalTime.parse(json.asString());
            case INSTANT -> OffsetDateTime.parse(json.asString()).toInstant();
            case BOOLEAN -> json.booleanValue();
            case REF -> UUID.fromString(json.asString());
        };
    }

    Set<UUID> ids(Register register) {
        return rows(register.id()).keySet();
    }

    private Map<UUID, Map<String, Object>> rows(String register) {
        return java.util.Objects.requireNonNull(rows.get(register));
    }

    /** What an actor has of one row; {@code clear} are fields that a mask would hide from others. */
    record Sight(Set<String> fields, Set<String> clear) {}

    /** Null where the actor does not see the row. */
    @Nullable
    Sight sight(Register register, UUID id, Actor actor) {
        Set<String> fields = new TreeSet<>();
        Set<String> clear = new TreeSet<>();
        boolean seen = false;
        for (Policy.Read rule : register.policy().read()) {
            if (holds(rule.role(), actor) && isTrue(rule.where(), register, id, actor, rule.role())) {
                seen = true;
                fields.addAll(rule.fields());
                clear.addAll(rule.clear());
            }
        }
        return seen ? new Sight(fields, clear) : null;
    }

    /** Whether an actor may do something to a row, touching one field, with nothing else of it changed. */
    boolean may(Register register, UUID id, Actor actor, Policy.Verb verb, Set<String> touched) {
        return register.policy().rules(verb).stream()
                .anyMatch(rule -> holds(rule.role(), actor)
                        && rule.fields().containsAll(touched)
                        && isTrue(rule.where(), register, id, actor, rule.role()));
    }

    private static boolean holds(String role, Actor actor) {
        return role.equals(Role.ANYONE)
                || (role.equals(Role.SIGNED_IN) && actor.signedIn())
                || actor.grants().stream().anyMatch(grant -> grant.role().equals(role));
    }

    private boolean isTrue(@Nullable Expression where, Register register, UUID id, Actor actor, String role) {
        return where == null || Boolean.TRUE.equals(where.evaluate(new Asked(register, id, actor, role)));
    }

    /** Whether a record stands under one of the places, by walking up. */
    private boolean under(UUID record, List<UUID> places, Register spine) {
        UUID at = record;
        for (int i = 0; at != null && i < 100; i++) {
            if (places.contains(at)) {
                return true;
            }
            Map<String, Object> row = rows(spine.id()).get(at);
            at = row == null || spine.tree() == null ? null : (UUID) row.get(spine.tree());
        }
        return false;
    }

    private final class Asked implements Facts {

        private final Register register;
        private final UUID id;
        private final Actor actor;
        private final String role;

        Asked(Register register, UUID id, Actor actor, String role) {
            this.register = register;
            this.id = id;
            this.actor = actor;
            this.role = role;
        }

        @Override
        public @Nullable Object value(List<String> path) {
            List<String> steps = path.getFirst().equals("old") ? path.subList(1, path.size()) : path;
            Register at = register;
            UUID record = id;
            Object value = id;
            for (String step : steps) {
                if (step.equals("self")) {
                    continue;
                }
                Map<String, Object> row = rows(at.id()).get(record);
                value = row == null ? null : row.get(step);
                if (!(value instanceof UUID next)) {
                    return value;
                }
                record = next;
                at = node.register(String.valueOf(at.require(step).datum().ref()));
            }
            return value;
        }

        @Override
        public Facts of(String other, UUID record) {
            return new Asked(node.register(other), record, actor, role);
        }

        @Override
        public boolean inScope(Object ref) {
            Register spine = java.util.Objects.requireNonNull(node.registers.spine("organisation"));
            return actor.everywhere(role) || under((UUID) ref, actor.scope(role), spine);
        }

        @Override
        public @Nullable UUID me() {
            return actor.person();
        }

        @Override
        public LocalDate today() {
            return today;
        }
    }
}
