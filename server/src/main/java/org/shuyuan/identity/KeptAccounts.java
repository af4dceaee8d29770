package org.shuyuan.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Reads;
import org.springframework.stereotype.Service;

/** The accounts that an actor may keep, with what they hold. A list takes three statements, however many accounts it has. */
@Service
class KeptAccounts {

    private static final int PAGE = 50;
    private static final String COLUMNS =
            "select a.id, a.name, a.display_name, a.locked is not null as locked, a.must_change, a.person from identity.account a";

    private final Database database;
    private final Grants grants;
    private final Giving giving;
    private final Registers registers;
    private final RoleLabels roles;
    private final Places places;
    private final Reads reads;
    private final Clock clock;

    KeptAccounts(
            Database database,
            Grants grants,
            Giving giving,
            Registers registers,
            RoleLabels roles,
            Places places,
            Reads reads,
            Clock clock) {
        this.database = database;
        this.grants = grants;
        this.giving = giving;
        this.registers = registers;
        this.roles = roles;
        this.places = places;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * An account with what it holds.
     *
     * @param person the record of its holder, where a register of persons is kept
     */
    record Kept(
            UUID id,
            String account,
            String name,
            boolean locked,
            boolean mustChoosePassword,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Person person,

            List<Held> grants) {}

    /** @param title null where the reader may not see the record */
    record Person(UUID id, @Nullable String title) {}

    /** Whether a grant is still to begin, holds, or has ended; or gives nothing, as this release has no such role. */
    enum State {
        COMING,
        NOW,
        UNKNOWN,
        ENDED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(Grants.Grant grant, boolean known, LocalDate today) {
            boolean coming = grant.since().isAfter(today);
            if (grant.until() != null && !grant.until().isAfter(coming ? grant.since() : today)) {
                return ENDED;
            }
            if (!known) {
                return UNKNOWN;
            }
            return coming ? COMING : NOW;
        }
    }

    /**
     * A role held.
     *
     * @param title of the place, or null where the role holds everywhere
     * @param mayEnd whether the reader may end it
     */
    record Held(
            UUID id,
            String role,
            String label,
            State state,
            boolean mayEnd,
            @Nullable UUID at,
            @Nullable String title,
            LocalDate since,
            @Nullable LocalDate until) {}

    /** @param next what to ask for after this page, or null at the end */
    record Page(List<Kept> accounts, @Nullable String next) {}

    /** @param everywhere whether the actor may give it without a place */
    record Givable(String role, String label, boolean everywhere) {}

    /**
     * What somebody who gives roles chooses from.
     *
     * @param places the register whose records roles are held at, if there is one
     * @param persons the register whose records accounts may name as their holders, if there is one
     */
    record Choices(
            List<Givable> roles,
            @Nullable String places,
            @Nullable String persons) {}

    private record Row(
            UUID id,
            String name,
            String displayName,
            boolean locked,
            boolean mustChange,
            @Nullable UUID person) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    row.getString("display_name"),
                    row.getBoolean("locked"),
                    row.getBoolean("must_change"),
                    row.getObject("person", UUID.class));
        }
    }

    Choices choices(Actor actor, String language) {
        giving.requireAny(actor);
        List<Givable> givable = registers.roles().keySet().stream()
                .filter(role -> giving.mayAnywhere(actor, role))
                .map(role ->
                        new Givable(role, roles.say(language, role), giving.may(actor, new Actor.Grant(role, null))))
                .toList();
        Register persons = persons();
        return new Choices(givable, places.register(), persons == null ? null : persons.id());
    }

    /** The accounts that the actor may keep, by name. */
    Page list(Actor actor, String search, String after, String language) {
        giving.requireAny(actor);
        Query query = Query.of(COLUMNS + " where lower(a.name) > lower(?)", after);
        if (!search.isEmpty()) {
            query.add(" and (strpos(lower(a.name), lower(?)) > 0 or strpos(a.display_name, ?) > 0)", search, search);
        }
        query.add(" and ").add(giving.keeps(actor, LocalDate.now(clock)));
        query.add(" order by lower(a.name) limit " + (PAGE + 1));
        List<Row> rows = database.read(connection -> {
            List<Row> found = new ArrayList<>();
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(Row.of(result));
                }
            }
            return found;
        });
        List<Row> page = rows.subList(0, Math.min(PAGE, rows.size()));
        Map<UUID, List<Grants.Grant>> held =
                grants.of(page.stream().map(Row::id).toList());
        Map<UUID, String> titles =
                titles(held.values().stream().flatMap(List::stream).toList());
        List<Kept> kept = page.stream()
                .map(row -> new Kept(
                        row.id(),
                        row.name(),
                        row.displayName(),
                        row.locked(),
                        row.mustChange(),
                        row.person() == null ? null : new Person(row.person(), null),
                        shown(held.getOrDefault(row.id(), List.of()), titles, grant -> true, language)))
                .toList();
        return new Page(kept, rows.size() > PAGE ? page.getLast().name() : null);
    }

    /** The account with all that it holds or held; one that the actor may not keep is unknown. */
    Kept one(Actor actor, UUID account, String language) {
        Row row = require(actor, account);
        List<Grants.Grant> held = grants.all(account);
        return new Kept(
                row.id(),
                row.name(),
                row.displayName(),
                row.locked(),
                row.mustChange(),
                row.person() == null ? null : new Person(row.person(), person(actor, row.person())),
                shown(
                        held,
                        titles(held),
                        grant -> giving.may(actor, new Actor.Grant(grant.role(), grant.at())),
                        language));
    }

    /** Refuses an account that is not there or that the actor may not keep, in the same words. */
    void requireKept(Actor actor, UUID account) {
        require(actor, account);
    }

    private Row require(Actor actor, UUID account) {
        Row row = find(account);
        if (!giving.mayKeep(actor, grants.of(account))) {
            throw unknown();
        }
        return row;
    }

    /** Refuses an account that is not there. */
    void requireKnown(UUID account) {
        find(account);
    }

    private Row find(UUID account) {
        return database.read(connection -> {
            try (PreparedStatement statement =
                            Query.of(COLUMNS + " where a.id = ?", account).prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw unknown();
                }
                return Row.of(row);
            }
        });
    }

    private static Problem unknown() {
        return new Problem(AccountError.UNKNOWN_ACCOUNT, Map.of("account", "…"));
    }

    /** The title of a person's record, or null where the actor may not see it. */
    @Nullable
    String person(Actor actor, UUID person) {
        Register register = persons();
        return register == null
                ? null
                : reads.titles(register, List.of(person), actor).get(person);
    }

    private @Nullable Register persons() {
        return registers.spine("person");
    }

    private Map<UUID, String> titles(List<Grants.Grant> held) {
        return places.titles()
                .apply(held.stream()
                        .map(Grants.Grant::at)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    private List<Held> shown(
            List<Grants.Grant> held,
            Map<UUID, String> titles,
            java.util.function.Predicate<Grants.Grant> mayEnd,
            String language) {
        LocalDate today = LocalDate.now(clock);
        return held.stream()
                .map(grant -> {
                    State state = State.of(grant, roles.known(grant.role()), today);
                    return new Held(
                            grant.id(),
                            grant.role(),
                            roles.say(language, grant.role()),
                            state,
                            state != State.ENDED && mayEnd.test(grant),
                            grant.at(),
                            grant.at() == null ? null : titles.getOrDefault(grant.at(), ""),
                            grant.since(),
                            grant.until());
                })
                .toList();
    }
}
