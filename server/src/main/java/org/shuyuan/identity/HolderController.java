package org.shuyuan.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who held which role over an organisation on a day, by the tree and the grants of that day. */
@RestController
class HolderController {

    private final JdbcClient database;
    private final Places places;
    private final Giving giving;
    private final Clock clock;

    HolderController(JdbcClient database, Places places, Giving giving, Clock clock) {
        this.database = database;
        this.places = places;
        this.giving = giving;
        this.clock = clock;
    }

    /**
     * Somebody with a role.
     *
     * @param at the organisation at which it is held, or null where it is held everywhere
     */
    record Holder(
            UUID account,
            String name,
            String role,
            @Nullable UUID at,
            LocalDate since,
            @Nullable LocalDate until) {}

    /** @param day today without it */
    @GetMapping("/api/organisations/{id}/holders")
    @Authority(value = Kind.CHECKED, because = "tells only of roles that the actor may give where they are held")
    Map<String, Object> holders(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable LocalDate day, Actor actor) {
        giving.requireAny(actor);
        LocalDate on = day == null ? LocalDate.now(clock) : day;
        List<Holder> holders = database
                .sql("""
                        select a.id as account, a.display_name as name, g.role, g.at, g.since, g.until
                        from identity.grant_ g join identity.account a on a.id = g.account
                        where (g.at is null or g.at in (:places)) and g.since <= :day and (g.until is null or g.until > :day)
                        order by g.role, a.display_name, g.id
                        """)
                .param("places", places.above().apply(id, on))
                .param("day", on)
                .query(Holder.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .filter(holder -> giving.may(actor, new Actor.Grant(holder.role(), holder.at())))
                .toList();
        return Map.of("day", on, "holders", holders);
    }
}
