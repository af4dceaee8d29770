package org.shuyuan.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.organisation.Effect;
import org.shuyuan.organisation.Ending;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Evidence;
import org.springframework.stereotype.Component;

/**
 * With an organisation end the roles held at it, and with it they come back: each from the day on which it is entered, for until then they
 * were in fact held, or not.
 */
@Component
class GrantEnding implements Ending {

    private final Grants grants;
    private final Evidence evidence;

    GrantEnding(Grants grants, Evidence evidence) {
        this.grants = grants;
        this.evidence = evidence;
    }

    @Override
    public List<Effect> ended(Ended ended, Actor actor) {
        List<Grants.Grant> held = grants.at(ended.organisation());
        held.forEach(grant -> {
            grants.endBy(ended.event(), grant);
            attest(actor, "end_grant", grant, ended.reason());
        });
        return Effect.counted("grants_end", held.size(), Map.of("title", ended.title(), "accounts", accounts(held)));
    }

    /** What was given again since, or belongs to an account that was locked since, is left to whoever decided that. */
    @Override
    public List<Effect> restored(UUID event, @Nullable String reason, Actor actor) {
        List<Grants.Grant> back = grants.returning(event);
        back.forEach(grant -> {
            grants.add(grant.account(), given(grant), grant.since(), grant.until());
            attest(actor, "grant", grant, reason);
        });
        long left = grants.countEndedBy(event) - back.size();
        List<Effect> effects =
                new ArrayList<>(Effect.counted("grants_back", back.size(), Map.of("accounts", accounts(back))));
        effects.addAll(Effect.counted("grants_stay", left, Map.of()));
        return effects;
    }

    private static long accounts(List<Grants.Grant> grants) {
        return grants.stream().map(Grants.Grant::account).distinct().count();
    }

    private static Actor.Grant given(Grants.Grant grant) {
        return new Actor.Grant(grant.role(), grant.at());
    }

    private void attest(Actor actor, String action, Grants.Grant grant, @Nullable String reason) {
        evidence.attest(
                actor,
                action,
                "account",
                grant.account(),
                reason,
                AccountOffice.detail(given(grant), grant.since(), grant.until()));
    }
}
