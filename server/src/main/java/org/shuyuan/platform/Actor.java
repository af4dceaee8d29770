package org.shuyuan.platform;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, with the rights of this moment.
 *
 * @param account null where nobody has signed in
 * @param name as it stands in evidence
 * @param person the actor's record in the register of persons, if there is one
 */
public record Actor(
        @Nullable UUID account, String name, @Nullable UUID person, List<Grant> grants) {

    /** Somebody who has not signed in. */
    public static final Actor ANYONE = new Actor(null, "anyone", null, List.of());

    public Actor {
        grants = List.copyOf(grants);
    }

    /**
     * A role held at a place.
     *
     * @param at the record under which it holds, or null where it holds everywhere
     */
    public record Grant(String role, @Nullable UUID at) {}

    public boolean signedIn() {
        return account != null;
    }

    /** Whether the role is held without bounds. */
    public boolean everywhere(String role) {
        return grants.stream().anyMatch(grant -> grant.role().equals(role) && grant.at() == null);
    }

    /** The records under which the role is held. */
    public List<UUID> scope(String role) {
        return grants.stream()
                .filter(grant -> grant.role().equals(role))
                .map(Grant::at)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The roles held anywhere. */
    public Set<String> roles() {
        Set<String> roles = new TreeSet<>();
        grants.forEach(grant -> roles.add(grant.role()));
        return roles;
    }
}
