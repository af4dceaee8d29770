package org.shuyuan.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.shuyuan.platform.Actor;
import org.springframework.stereotype.Service;

/** Makes accounts for the people whom packs bring along. */
@Service
public class DemoPeople {

    private final Accounts accounts;

    DemoPeople(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @param waiting people who were not made, because a record where they hold a role is missing */
    public record Installed(List<NewAccount> made, List<People.Person> waiting) {}

    /**
     * Makes the accounts that are missing; what became of the others since is left as it is.
     *
     * @param find the record with an identity
     */
    public Installed install(People people, Function<String, Optional<UUID>> find) {
        List<NewAccount> made = new ArrayList<>();
        List<People.Person> waiting = new ArrayList<>();
        for (People.Person person : people.people()) {
            if (accounts.find(person.account()).isPresent()) {
                continue;
            }
            List<Actor.Grant> grants = grants(person, find);
            if (grants.size() < person.holdings().size()) {
                waiting.add(person);
                continue;
            }
            String password = Passwords.generate();
            accounts.create(person.account(), person.name(), password, grants);
            made.add(new NewAccount(
                    person.account(),
                    person.name(),
                    password,
                    person.holdings().stream()
                            .map(People.Holding::role)
                            .distinct()
                            .toList()));
        }
        return new Installed(List.copyOf(made), List.copyOf(waiting));
    }

    /** The grants whose records are there. */
    private static List<Actor.Grant> grants(People.Person person, Function<String, Optional<UUID>> find) {
        List<Actor.Grant> grants = new ArrayList<>();
        for (People.Holding holding : person.holdings()) {
            if (holding.at() == null) {
                grants.add(new Actor.Grant(holding.role(), null));
            } else {
                find.apply(holding.at()).ifPresent(at -> grants.add(new Actor.Grant(holding.role(), at)));
            }
        }
        return grants;
    }
}
