package org.shuyuan.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Rows;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Trees;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Lists under a name: one's own, and those that colleagues share. A view shows nothing that its reader couldn't see without it. */
@Service
class SavedViews {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_QUERY = 2000;

    private final JdbcClient database;
    private final Trees trees;
    private final @Nullable Register places;
    private final Clock clock;

    SavedViews(JdbcClient database, Model model, Trees trees, Clock clock) {
        this.database = database;
        this.trees = trees;
        this.places = model.part(Registers.class).spine("organisation");
        this.clock = clock;
    }

    /**
     * A view.
     *
     * @param query the list's parameters, as they stand in the page's address
     * @param mine whether the reader saved it and may take it away
     */
    record View(UUID id, String name, String query, boolean shared, boolean mine) {}

    /** By name, one's own first. */
    List<View> of(String register, Actor actor) {
        Set<UUID> held = new HashSet<>();
        actor.grants().stream().map(Actor.Grant::at).filter(Objects::nonNull).forEach(held::add);
        return Rows.of(database.sql("""
                        select id, name, query, shared, account = :account as mine from desk.saved_view
                        where register = :register
                            and (account = :account or (shared and (shared_at is null or shared_at = any(:held)
                                or (shared_below and shared_at = any(:above)))))
                        order by mine desc, name collate platform.pinyin
                        """)
                .param("account", actor.account())
                .param("register", register)
                .param("held", held.toArray(UUID[]::new))
                .param("above", above(held).toArray(UUID[]::new))
                .query(View.class));
    }

    /** All that these stand under today. */
    private Set<UUID> above(Set<UUID> held) {
        Set<UUID> above = new HashSet<>();
        if (places != null) {
            held.forEach(each -> above.addAll(trees.above(places, each, LocalDate.now(clock))));
        }
        return above;
    }

    /**
     * Who else is shown a view.
     *
     * @param at those who hold a role at this organisation, which the actor must hold one at too; without it, all
     * @param below those, too, who hold one at an organisation below it
     */
    record Sharing(@Nullable UUID at, boolean below) {}

    /**
     * Saves a view.
     *
     * @param sharing null where it is for the actor alone
     * @return its id
     */
    UUID save(String register, String name, String query, @Nullable Sharing sharing, Actor actor) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
            throw new Problem(DeskError.VIEW_NAME, Map.of("name", called, "longest", LONGEST_NAME));
        }
        if (sharing != null && actor.grants().stream().noneMatch(grant -> Objects.equals(grant.at(), sharing.at()))) {
            throw new Problem(DeskError.NOT_YOUR_ORGANISATION, Map.of());
        }
        UUID id = Ids.next();
        try {
            database.sql("""
                            insert into desk.saved_view
                                (id, account, register, name, query, shared, shared_at, shared_below, created)
                            values (:id, :account, :register, :name, :query, :shared, :at, :below, :now)
                            """)
                    .param("id", id)
                    .param("account", actor.account())
                    .param("register", register)
                    .param("name", called)
                    .param("query", query)
                    .param("shared", sharing != null)
                    .param("at", sharing == null ? null : sharing.at(), java.sql.Types.OTHER)
                    .param("below", sharing != null && sharing.at() != null && sharing.below())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Problem(DeskError.VIEW_NAME_TAKEN, Map.of("name", called));
        }
        return id;
    }

    void remove(String register, UUID id, Actor actor) {
        int removed = database.sql(
                        "delete from desk.saved_view where id = :id and register = :register and account = :account")
                .param("id", id)
                .param("register", register)
                .param("account", actor.account())
                .update();
        if (removed == 0) {
            throw new Problem(DeskError.UNKNOWN_VIEW, Map.of());
        }
    }
}
