package org.shuyuan.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Problem;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Lists under a name: one's own, and those that colleagues share. A view shows nothing that its reader couldn't see without it. */
@Service
class SavedViews {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_QUERY = 2000;

    private final JdbcClient database;
    private final Clock clock;

    SavedViews(JdbcClient database, Clock clock) {
        this.database = database;
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
        List<UUID> places = actor.grants().stream()
                .map(Actor.Grant::at)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return database
                .sql("""
                        select id, name, query, shared, account = :account as mine from desk.saved_view
                        where register = :register
                            and (account = :account or (shared and (shared_at is null or shared_at = any(:places))))
                        order by mine desc, name collate platform.pinyin
                        """)
                .param("account", actor.account())
                .param("register", register)
                .param("places", places.toArray(UUID[]::new))
                .query(View.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /**
     * Saves a view.
     *
     * @param sharedAt with those who hold a role at this organisation, which the actor must hold one at too; without it, with all
     * @return its id
     */
    UUID save(String register, String name, String query, boolean shared, @Nullable UUID sharedAt, Actor actor) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
            throw new Problem(DeskError.VIEW_NAME, Map.of("name", called, "longest", LONGEST_NAME));
        }
        boolean belongs = actor.grants().stream().anyMatch(grant -> Objects.equals(grant.at(), sharedAt));
        if (shared && !belongs) {
            throw new Problem(DeskError.NOT_YOUR_ORGANISATION, Map.of());
        }
        UUID id = Ids.next();
        try {
            database.sql("""
                            insert into desk.saved_view (id, account, register, name, query, shared, shared_at, created)
                            values (:id, :account, :register, :name, :query, :shared, :at, :now)
                            """)
                    .param("id", id)
                    .param("account", actor.account())
                    .param("register", register)
                    .param("name", called)
                    .param("query", query)
                    .param("shared", shared)
                    .param("at", shared ? sharedAt : null, java.sql.Types.OTHER)
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
