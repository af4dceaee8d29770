package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.schema.Names;
import org.shuyuan.trust.Vault;
import org.springframework.stereotype.Service;

/** Reads records for an actor: lists, and details as of any moment. PostgreSQL writes the JSON. */
@Service
public class Reads {

    /** What PostgreSQL says of a statement that took too long. */
    private static final String CANCELLED = "57014";

    private static final int PATIENT = 0; // seconds: as long as it takes

    private final Database database;
    private final Registers registers;
    private final String model;
    private final Vault vault;
    private final Clock clock;

    public Reads(Database database, Model model, Vault vault, Clock clock) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.model = model.hash();
        this.vault = vault;
        this.clock = clock;
    }

    /** The record as JSON in UTF-8; a record out of the actor's sight is unknown. What others see masked leaves evidence. */
    public byte[] detail(Register register, UUID id, @Nullable Instant at, Actor actor) {
        return detail(register, id, at, null, actor);
    }

    /** @param columns the names of the fields that are wanted, separated by commas; else all */
    byte[] detail(Register register, UUID id, @Nullable Instant at, @Nullable String columns, Actor actor) {
        Policies policies = policies(register, actor);
        return detail(policies, register, id, at, Columns.of(register, policies.rights(register), columns));
    }

    /** The record without the fields that some see masked: who doesn't show them leaves no evidence of a reading. */
    public byte[] plain(Register register, UUID id, Actor actor) {
        List<Field> plain = register.fields().values().stream()
                .filter(field -> !field.datum().sensitivity().masked())
                .toList();
        return detail(policies(register, actor), register, id, null, plain);
    }

    /** Refuses a record out of the actor's sight as one that isn't there. */
    public void requireSeen(Register register, UUID id, Actor actor) {
        policies(register, actor);
        if (!titles(register, List.of(id), actor).containsKey(id)) {
            throw new Problem(RecordError.UNKNOWN_RECORD, Map.of());
        }
    }

    private byte[] detail(
            Policies policies, Register register, UUID id, @Nullable Instant at, Collection<Field> fields) {
        RecordSql sql = new RecordSql(policies, register, fields, vault);
        Disclosure disclosure = new Disclosure(policies, register, model);
        byte[] json = database.read(connection -> {
            byte[] found = detail(connection, sql.detail(id, at));
            if (found.length > 0) {
                disclosure.note(id, found);
                disclosure.attest(connection, clock.instant());
            }
            return found;
        });
        if (json.length == 0) {
            throw new Problem(RecordError.UNKNOWN_RECORD, Map.of());
        }
        return sql.sealed().open(json);
    }

    private static byte[] detail(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getBytes(1) : new byte[0];
        }
    }

    /**
     * A page of a list.
     *
     * @param records each as JSON in UTF-8
     * @param next what to hand back for the page after, or null on the last
     * @param count how many match, at most one more than {@link RecordSql#COUNTED}; null where nobody asked
     */
    public record Page(
            List<byte[]> records,
            @Nullable String next,
            @Nullable Long count) {}

    /** The records that match the parameters of an address, with the columns that it asks for, or all. */
    public Page list(Register register, Map<String, String> parameters, Actor actor) {
        Map<String, String> asked = new HashMap<>(parameters);
        String columns = asked.remove(Columns.PARAMETER);
        RecordQuery query = new RecordQueryParser(registers, register, today(), asked).parse();
        Policies policies = policies(register, actor);
        RecordSql sql =
                new RecordSql(policies, register, Columns.of(register, policies.rights(register), columns), vault);
        Disclosure disclosure = new Disclosure(policies, register, model);
        return database.read(connection -> {
            List<Line> lines = new ArrayList<>();
            RecordQuery.Cursor after = query.after();
            if (query.order() == null || after == null || after.value() != null) {
                fetch(connection, sql.page(query, false, null, query.size() + 1), lines);
            }
            if (query.mayBeEmpty() && lines.size() <= query.size()) {
                UUID afterId = after != null && after.value() == null ? after.id() : null;
                fetch(connection, sql.page(query, true, afterId, query.size() + 1 - lines.size()), lines);
            }
            lines.stream()
                    .limit(query.size())
                    .forEach(line -> disclosure.noteGuarded(line.id(), sql.row().guarded(line.cells())));
            disclosure.attest(connection, clock.instant());
            Long count = query.count() ? count(connection, sql.count(query), PATIENT) : null;
            return page(lines, query.size(), sql, count);
        });
    }

    private record Line(@Nullable String key, UUID id, byte[] @Nullable [] cells) {}

    private static void fetch(Connection connection, Query query, List<Line> lines) throws SQLException {
        try (PreparedStatement statement = query.prepareAnew(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lines.add(new Line(rows.getString(1), rows.getObject(2, UUID.class), JsonRow.cells(rows, 3)));
            }
        }
    }

    private Page page(List<Line> lines, int size, RecordSql sql, @Nullable Long count) {
        List<Line> shown = lines.subList(0, Math.min(size, lines.size()));
        Line last = shown.isEmpty() ? null : shown.getLast();
        String next = last == null || lines.size() <= size ? null : RecordQueryParser.cursor(last.key(), last.id());
        return new Page(shown.stream().map(line -> sql.row().of(line.cells())).toList(), next, count);
    }

    /**
     * How many records match the parameters of an address, at most one more than {@value RecordSql#COUNTED}; nothing where that takes
     * longer than {@code seconds}, as a condition that no index serves may.
     */
    public OptionalLong count(Register register, Map<String, String> parameters, int seconds, Actor actor) {
        RecordQuery query = new RecordQueryParser(registers, register, today(), parameters).parse();
        Query sql = new RecordSql(policies(register, actor), register, vault).count(query);
        return database.read(connection -> {
            try {
                return OptionalLong.of(count(connection, sql, seconds));
            } catch (SQLException failure) {
                if (CANCELLED.equals(failure.getSQLState())) {
                    return OptionalLong.empty();
                }
                throw failure;
            }
        });
    }

    private static long count(Connection connection, Query query, int seconds) throws SQLException {
        try (PreparedStatement statement = query.prepareAnew(connection)) {
            statement.setQueryTimeout(seconds);
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }

    /** The first records that match the parameters of an address, at most {@code most}. */
    List<UUID> ids(Register register, Map<String, String> parameters, int most, Actor actor) {
        RecordQuery query = new RecordQueryParser(registers, register, today(), parameters).parse();
        Query sql = new RecordSql(policies(register, actor), register, vault).ids(query, most);
        return database.read(connection -> {
            List<UUID> ids = new ArrayList<>();
            try (PreparedStatement statement = sql.prepareAnew(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            return ids;
        });
    }

    /**
     * What stands for each of these records elsewhere, of those that the actor sees; empty where the title is for fewer people than the
     * record, or masked for some.
     */
    public Map<UUID, String> titles(Register register, Collection<UUID> ids, Actor actor) {
        Rights rights = new Policies(registers, actor, today()).rights(register);
        Map<UUID, String> titles = new HashMap<>();
        if (ids.isEmpty() || !rights.seesAnything()) {
            return titles;
        }
        Query query = Query.of("select t.id, ")
                .add(title(register, rights))
                .add(" from " + Names.INSTANCE.table(register.id()) + " t where t.id = any(?::uuid[]) and ", ids)
                .add(rights.visible("t"));
        return database.read(connection -> {
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    titles.put(rows.getObject(1, UUID.class), rows.getString(2));
                }
            }
            return titles;
        });
    }

    private static Query title(Register register, Rights rights) {
        if (!(register.require(register.title()) instanceof Field.Kept title)
                || title.datum().sensitivity().masked()) {
            return Query.of("''");
        }
        return Query.of("case when ")
                .add(rights.readable(title, "t"))
                .add(" then t." + Names.quote(title.id()) + "::text else '' end");
    }

    private Policies policies(Register register, Actor actor) {
        Policies policies = new Policies(registers, actor, today());
        policies.requireSight(register);
        return policies;
    }

    /** Whether the actor sees anything at all in a register. */
    public boolean seesAnything(Register register, Actor actor) {
        return new Policies(registers, actor, today()).rights(register).seesAnything();
    }

    /** Whether the actor may do this to some record of a register. */
    public boolean mayEver(Policy.Verb verb, Register register, Actor actor) {
        return new Policies(registers, actor, today()).rights(register).mayEver(verb);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
