package org.shuyuan.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.shuyuan.organisation.Effect;
import org.shuyuan.organisation.Ending;
import org.shuyuan.platform.Actor;
import org.springframework.stereotype.Component;

/** With an organisation end the roles held at it: from the day on which it is entered, for until then they were in fact held. */
@Component
class GrantEnding implements Ending {

    private final Grants grants;

    GrantEnding(Grants grants) {
        this.grants = grants;
    }

    @Override
    public List<Effect> ended(UUID organisation, String title, LocalDate day, Actor actor) {
        List<Grants.Grant> held = grants.at(organisation);
        held.forEach(grants::end);
        long accounts = held.stream().map(Grants.Grant::account).distinct().count();
        return held.isEmpty()
                ? List.of()
                : List.of(new Effect("grants_end", Map.of("title", title, "count", held.size(), "accounts", accounts)));
    }
}
