package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Digests;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evidence that somebody was shown values which are masked for others (L3 and L4). Who sees none of them costs nothing. The values
 * themselves never stand in it.
 */
final class Disclosure {

    private final Register register;
    private final String model;
    private final Actor actor;
    private final List<Field> possible;
    private final Map<UUID, Set<String>> shown = new LinkedHashMap<>();

    Disclosure(Policies policies, Register register, String model) {
        Rights rights = policies.rights(register);
        this.register = register;
        this.model = model;
        this.actor = policies.actor();
        this.possible = register.fields().values().stream()
                .filter(field -> field.datum().sensitivity().masked())
                .filter(field -> !rights.clear(field, "t").text().equals(Rights.NEVER))
                .toList();
    }

    /** The fields that the actor may see as they are, in some record. */
    List<Field> possible() {
        return possible;
    }

    /** Notes what a record shows, as JSON in the form of a list's. */
    void note(UUID id, byte[] record) {
        if (!possible.isEmpty()) {
            note(id, JsonMapper.shared().readTree(record).get("values"));
        }
    }

    /** Notes what a record shows, of which {@link JsonRow#guarded} are the values that count. */
    void noteGuarded(UUID id, byte[] values) {
        if (!possible.isEmpty()) {
            note(id, JsonMapper.shared().readTree(values));
        }
    }

    private void note(UUID id, JsonNode values) {
        for (Field field : possible) {
            JsonNode value = values.get(field.id());
            if (value != null && !value.isNull() && !value.has("masked")) {
                shown.computeIfAbsent(id, any -> new TreeSet<>()).add(field.id());
            }
        }
    }

    /** Writes the evidence, before what was read leaves the node. */
    void attest(Connection connection, Instant now) throws SQLException {
        if (shown.isEmpty()) {
            return;
        }
        Set<String> fields = new TreeSet<>();
        shown.values().forEach(fields::addAll);
        Collection<UUID> records = shown.keySet();
        String detail = JsonMapper.shared().writeValueAsString(Map.of("fields", fields, "records", records));
        Query query = Query.of(
                "select platform.attest(?::uuid, ?::timestamptz, ?::uuid, ?::text, 'read', ?::text, ?::uuid, ?::text, ?::bytea, null, ?::jsonb)",
                Ids.next(),
                now,
                actor.account(),
                actor.name(),
                register.id(),
                records.size() == 1 ? records.iterator().next() : null,
                model,
                Digests.sha256(detail),
                detail);
        try (PreparedStatement statement = query.prepare(connection)) {
            statement.execute();
        }
    }
}
