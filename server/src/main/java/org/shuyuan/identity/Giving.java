package org.shuyuan.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.Role;
import org.springframework.stereotype.Component;

/**
 * Who may give a role where: who holds a role that its definition names, at the place or above it. Whoever may give a role may end it; one
 * that this release does not have, the operator only.
 * An account is kept by those who may give all that it holds, so that nobody takes over more than the own rights.
 */
@Component
class Giving {

    private final Registers registers;
    private final Places places;

    Giving(Registers registers, Places places) {
        this.registers = registers;
        this.places = places;
    }

    boolean may(Actor actor, Actor.Grant given) {
        Role role = registers.roles().get(given.role());
        return operates(actor) || (role != null && within(actor, role.givenBy(), given.at()));
    }

    /** Whether the actor may keep an account that holds these grants. */
    boolean mayKeep(Actor actor, List<Grants.Grant> held) {
        return operates(actor)
                || (!held.isEmpty()
                        && held.stream().allMatch(grant -> may(actor, new Actor.Grant(grant.role(), grant.at()))));
    }

    /** Whether the actor may give the role at some place. */
    boolean mayAnywhere(Actor actor, String role) {
        Role known = registers.roles().get(role);
        return operates(actor) || (known != null && actor.roles().stream().anyMatch(known.givenBy()::contains));
    }

    /** As {@link #mayKeep}, as a condition on a row {@code a} of accounts. */
    Query keeps(Actor actor, LocalDate today) {
        if (operates(actor)) {
            return Query.of("true");
        }
        String held =
                "select from identity.grant_ g where g.account = a.id and (g.until is null or g.until > greatest(g.since, ?))";
        return Query.of("exists (" + held + ") and not exists (" + held + " and not coalesce(", today, today)
                .add(gives(actor))
                .add(", false))");
    }

    /** Whether the actor may give the row {@code g} of grants; roles of the same givers are asked of together. */
    private Query gives(Actor actor) {
        Map<List<Actor.Grant>, List<String>> roles = new LinkedHashMap<>();
        registers.roles().values().forEach(role -> {
            List<Actor.Grant> givers = actor.grants().stream()
                    .filter(grant -> role.givenBy().contains(grant.role()))
                    .toList();
            if (!givers.isEmpty()) {
                roles.computeIfAbsent(givers, any -> new ArrayList<>()).add(role.id());
            }
        });
        List<Query> ways = new ArrayList<>();
        roles.forEach((givers, given) -> {
            Query way = Query.of("(g.role = any(?)", given);
            if (givers.stream().noneMatch(grant -> grant.at() == null)) {
                way.add(" and ")
                        .add(places.inside()
                                .apply(
                                        "g.at",
                                        givers.stream().map(Actor.Grant::at).toList()));
            }
            ways.add(way.add(")"));
        });
        return ways.isEmpty()
                ? Query.of("(false)")
                : Query.of("(").add(Query.join(" or ", ways)).add(")");
    }

    /** Whether the actor may give anything at all. */
    boolean mayAny(Actor actor) {
        return operates(actor)
                || registers.roles().values().stream()
                        .anyMatch(role -> actor.roles().stream().anyMatch(role.givenBy()::contains));
    }

    /** Somebody who may give nothing learns nothing of what is amiss with a request. */
    void requireAny(Actor actor) {
        if (!mayAny(actor)) {
            throw new Problem(
                    actor.signedIn() ? AccountError.NOT_YOURS_TO_GIVE : PlatformError.NOT_SIGNED_IN, Map.of());
        }
    }

    boolean operates(Actor actor) {
        return actor.grants().stream().anyMatch(grant -> {
            Role role = registers.roles().get(grant.role());
            return role != null && role.operator() && grant.at() == null;
        });
    }

    private boolean within(Actor actor, Set<String> givers, @Nullable UUID at) {
        List<Actor.Grant> giving = actor.grants().stream()
                .filter(grant -> givers.contains(grant.role()))
                .toList();
        if (giving.stream().anyMatch(grant -> grant.at() == null)) {
            return true;
        }
        List<UUID> own =
                giving.stream().map(Actor.Grant::at).filter(Objects::nonNull).toList();
        return at != null && !own.isEmpty() && places.within().test(at, own);
    }
}
