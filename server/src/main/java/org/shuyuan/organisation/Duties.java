package org.shuyuan.organisation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Addresses;
import org.shuyuan.register.record.Policies;
import org.springframework.stereotype.Service;

/**
 * Duties held in organisations. One that nobody holds is answered for by whoever holds it above; it is listed all the same, where the
 * organisation owes it. What an organisation owes is said by conditions of its register named {@code owes_<kind>}; without one, every
 * organisation owes the duty.
 */
@Service
class Duties {

    /** How many a count goes up to. */
    static final int COUNTED = 1000;

    /** The same for the mark at an organisation of the tree. */
    static final int MARKED = 99;

    private final Database database;
    private final Registers registers;
    private final Clock clock;

    Duties(Database database, Model model, Clock clock) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.clock = clock;
    }

    /** @param id of the duty's record, which stands at {@code organisation} */
    record Holder(UUID id, UUID organisation) {}

    /** @param resolved the organisation above whose holder answers instead, if any */
    record Empty(
            UUID id,
            String title,
            @Nullable UUID resolved,
            @Nullable String resolvedTitle) {}

    /** Every kind of duty, and who answers for it at an organisation. */
    Map<CodeSet.Entry, Optional<Holder>> of(UUID organisation, Actor actor) {
        DutySql sql = sql(actor);
        Map<CodeSet.Entry, Optional<Holder>> holders = new LinkedHashMap<>();
        for (CodeSet.Entry kind : kinds(sql.duty())) {
            Query query = sql.holder(organisation, kind.code());
            holders.put(kind, database.read(connection -> holder(connection, query)));
        }
        return holders;
    }

    private static Optional<Holder> holder(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Holder(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                    : Optional.empty();
        }
    }

    /** How many organisations lack a holder of their own, by kind of duty: at most one more than {@link #COUNTED} each. */
    Map<CodeSet.Entry, Long> countEmpty(@Nullable UUID under, Actor actor) {
        DutySql sql = sql(actor);
        Map<CodeSet.Entry, Long> counts = new LinkedHashMap<>();
        for (CodeSet.Entry kind : kinds(sql.duty())) {
            Query query = sql.countEmpty(kind.code(), under, COUNTED + 1);
            counts.put(kind, database.read(connection -> {
                try (PreparedStatement statement = query.prepare(connection);
                        ResultSet answer = statement.executeQuery()) {
                    answer.next();
                    return answer.getLong(1);
                }
            }));
        }
        return counts;
    }

    /** How many organisations at and under each of some lack a holder of some duty: at most one more than {@link #MARKED} each. */
    Map<UUID, Long> countGaps(List<UUID> at, Actor actor) {
        DutySql sql = sql(actor);
        List<String> kinds = kinds(sql.duty()).stream().map(CodeSet.Entry::code).toList();
        Map<UUID, Long> counts = new LinkedHashMap<>();
        if (kinds.isEmpty()) {
            return counts;
        }
        Query query = sql.countGaps(kinds, at.toArray(UUID[]::new), MARKED + 1);
        return database.read(connection -> {
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
                return counts;
            }
        });
    }

    /** The organisations that lack a holder of their own, by title. */
    List<Empty> empty(String kind, @Nullable UUID under, @Nullable UUID after, int most, Actor actor) {
        Query query = sql(actor).empty(kind, under, after, most);
        return database.read(connection -> {
            List<Empty> found = new ArrayList<>();
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Empty(
                            rows.getObject(1, UUID.class),
                            rows.getString(2),
                            rows.getObject(3, UUID.class),
                            rows.getString(4)));
                }
            }
            return found;
        });
    }

    /** Refuses what is no kind of duty. */
    void requireKind(String kind) {
        List<String> known = kinds(register()).stream().map(CodeSet.Entry::code).toList();
        if (!known.contains(kind)) {
            throw Addresses.bad("kind", kind, String.join("、", known));
        }
    }

    /** The kinds of duties that are valid today. */
    private List<CodeSet.Entry> kinds(Register duty) {
        CodeSet codes =
                Objects.requireNonNull(duty.require(DutySql.KIND).datum().codes());
        LocalDate today = LocalDate.now(clock);
        return codes.byCode().values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.validOn(today))
                .toList();
    }

    Register register() {
        return sql(Actor.ANYONE).duty();
    }

    private DutySql sql(Actor actor) {
        Register spine = registers.spine(Spine.CONTRACT);
        Register duty = registers.spine(DutySql.CONTRACT);
        if (spine == null || duty == null) {
            throw new Problem(EventError.NO_SPINE, Map.of());
        }
        return new DutySql(new Policies(registers, actor, LocalDate.now(clock)), new Spine(spine), duty);
    }
}
