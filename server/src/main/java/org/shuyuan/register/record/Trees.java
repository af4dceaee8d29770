package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Evidence;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.schema.Names;
import org.shuyuan.trust.Vault;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The trees of registers in time: who stood under whom on a day, and who took over from whom. What others took over from stays in the
 * sight of its heirs: their scopes contain it.
 */
@Service
public class Trees {

    private final Database database;
    private final Registers registers;
    private final Records records;
    private final Evidence evidence;
    private final Vault vault;
    private final Clock clock;

    Trees(Database database, Model model, Records records, Evidence evidence, Vault vault, Clock clock) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.records = records;
        this.evidence = evidence;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * A record of a tree.
     *
     * @param json as lists show it, with its title only, and that only if nobody sees it masked
     * @param below whether anything stood under it on that day
     */
    public record Node(byte[] json, boolean below) {}

    /**
     * The records that stood directly under another on a day, or at the top; by title, as the actor sees them now.
     *
     * @param after the last record of the page before
     */
    public List<Node> below(
            Register register, @Nullable UUID under, LocalDate day, @Nullable UUID after, int most, Actor actor) {
        Policies policies = new Policies(registers, actor, LocalDate.now(clock));
        policies.requireSight(register);
        List<Field> title = Stream.of(register.require(register.title()))
                .filter(field -> !field.datum().sensitivity().masked())
                .toList();
        RecordSql sql = new RecordSql(policies, register, title, vault);
        Query query = new TreeDaySql(register).below(sql.row(), policies.rights(register), under, day, after, most);
        return database.read(connection -> {
            List<Node> nodes = new ArrayList<>();
            try (PreparedStatement statement = query.prepareAnew(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    nodes.add(new Node(sql.row().of(JsonRow.cells(rows, 2)), rows.getBoolean(1)));
                }
            }
            return nodes;
        });
    }

    /** All that a record stood under on a day, by edges and by heirs, itself first; for the node itself, outside any actor's rights. */
    public List<UUID> above(Register register, UUID id, LocalDate day) {
        Query query = new TreeDaySql(register).above(id, day);
        return database.read(connection -> ids(connection, query));
    }

    /** What stands directly under a record today and has not ended; outside any actor's rights. */
    public List<UUID> openBelow(Register register, UUID id, LocalDate day) {
        Query query = new TreeDaySql(register).openBelow(id, day);
        return database.read(connection -> ids(connection, query));
    }

    /** How many records stand under this one today, itself not counted. */
    public long countBelow(Register register, UUID id) {
        Query query = Query.of(
                "select count(*) - 1 from " + Names.INSTANCE.treeTable(register.id()) + " where ancestor = ?", id);
        return database.read(connection -> count(connection, query));
    }

    private static List<UUID> ids(Connection connection, Query query) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static long count(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet answer = statement.executeQuery()) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** The day of the first known move after a day, or null where none followed. */
    public @Nullable LocalDate nextMove(Register register, UUID id, LocalDate day) {
        Query query = Query.of(
                "select min(since) from " + Names.INSTANCE.edgeTable(register.id()) + " where child = ? and since > ?",
                id,
                day);
        return database.<@Nullable LocalDate>read(connection -> {
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getObject(1, LocalDate.class);
            }
        });
    }

    /** Says where a record stood from {@code day} until a later move that is known already; today's place stays. */
    @Transactional
    public void correct(
            Register register,
            UUID id,
            @Nullable UUID parent,
            LocalDate day,
            LocalDate next,
            @Nullable String reason,
            Actor actor) {
        String tree = String.valueOf(register.tree());
        records.requireMay(register, id, Verb.CHANGE, Set.of(tree), actor);
        if (parent != null && above(register, parent, day).contains(id)) {
            throw circular(register, parent);
        }
        UUID change = evidence.attest(
                actor,
                "correct_place",
                register.id(),
                id,
                reason,
                Map.of("parent", String.valueOf(parent), "since", day.toString(), "until", next.toString()));
        database.write(connection -> {
            new TreeSql(register).correct(connection, id, parent, day, next, change);
            return true;
        });
    }

    private static Problem circular(Register register, UUID parent) {
        return new Problem(
                RecordError.INVALID_RECORD,
                Map.of(),
                List.of(ValueParser.faultOf(
                        register.require(String.valueOf(register.tree())),
                        parent.toString(),
                        RecordFault.CIRCULAR,
                        Map.of())),
                Map.of());
    }

    /** Has a record that ended be taken over by others, who have it and all that was its under them from now on. */
    @Transactional
    public void succeed(
            Register register, UUID predecessor, UUID heir, LocalDate since, @Nullable String reason, Actor actor) {
        records.requireMay(register, predecessor, Verb.RETIRE, Set.of(), actor);
        records.requireMay(register, heir, Verb.CHANGE, Set.of(String.valueOf(register.tree())), actor);
        UUID change = evidence.attest(
                actor,
                "succeed",
                register.id(),
                predecessor,
                reason,
                Map.of("heir", heir.toString(), "since", since.toString()));
        database.write(connection -> {
            TreeSql tree = new TreeSql(register);
            if (tree.circular(connection, predecessor, heir)) {
                throw circular(register, heir);
            }
            tree.succeed(connection, predecessor, heir, since, change);
            return true;
        });
    }

    /** Takes back that anybody took over from the record. */
    @Transactional
    public void disinherit(Register register, UUID predecessor, @Nullable String reason, Actor actor) {
        records.requireMay(register, predecessor, Verb.RETIRE, Set.of(), actor);
        evidence.attest(actor, "disinherit", register.id(), predecessor, reason, Map.of());
        database.write(connection -> {
            new TreeSql(register).disinherit(connection, predecessor);
            return true;
        });
    }
}
