package org.shuyuan.register.record;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.trust.Vault;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What became of a record, version by version: who changed what, when and why, as far as the actor may read it. */
@Service
public class Histories {

    private final Database database;
    private final Registers registers;
    private final Reads reads;
    private final Vault vault;
    private final Clock clock;

    public Histories(Database database, Model model, Reads reads, Vault vault, Clock clock) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.reads = reads;
        this.vault = vault;
        this.clock = clock;
    }

    /** One version of a record: who made it, when and why, and what it changed. */
    public record Version(
            int version,
            Instant since,
            @Nullable Instant until,
            @Nullable String by,
            @Nullable String action,
            @Nullable String reason,
            List<Change> changes) {}

    /** A field's value before and after. */
    public record Change(
            String field,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** All versions that the actor may see, the latest first. Who made them is told to those who have signed in. */
    public List<Version> of(Register register, UUID id, Actor actor) {
        reads.detail(register, id, null, actor);
        RecordSql sql = new RecordSql(new Policies(registers, actor, LocalDate.now(clock)), register, vault);
        return database.read(connection -> {
            List<Version> versions = new ArrayList<>();
            List<ObjectNode> states = new ArrayList<>();
            try (PreparedStatement statement = sql.history(id).prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    OffsetDateTime until = rows.getObject(3, OffsetDateTime.class);
                    ObjectNode values = (ObjectNode) JsonMapper.shared().readTree(rows.getBytes(8));
                    sql.sealed().open(values);
                    states.add(values);
                    versions.add(new Version(
                            rows.getInt(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            until == null ? null : until.toInstant(),
                            actor.signedIn() ? rows.getString(4) : null,
                            rows.getString(5),
                            actor.signedIn() ? rows.getString(6) : null,
                            List.of()));
                }
            }
            return withChanges(versions, states);
        });
    }

    private static List<Version> withChanges(List<Version> versions, List<ObjectNode> states) {
        List<Version> told = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            Version version = versions.get(i);
            ObjectNode before = i + 1 < states.size()
                    ? states.get(i + 1)
                    : JsonMapper.shared().createObjectNode();
            told.add(new Version(
                    version.version(),
                    version.since(),
                    version.until(),
                    version.by(),
                    version.action(),
                    version.reason(),
                    changes(before, states.get(i))));
        }
        return told;
    }

    private static List<Change> changes(ObjectNode before, ObjectNode after) {
        List<Change> changes = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(after.propertyNames());
        names.addAll(before.propertyNames());
        for (String name : names) {
            JsonNode old = given(before.get(name));
            JsonNode now = given(after.get(name));
            if (!Objects.equals(old, now)) {
                changes.add(new Change(name, old, now));
            }
        }
        return changes;
    }

    private static @Nullable JsonNode given(@Nullable JsonNode value) {
        return value == null || value.isNull() || (value.isArray() && value.isEmpty()) ? null : value;
    }
}
