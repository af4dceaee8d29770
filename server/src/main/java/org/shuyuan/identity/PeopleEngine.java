package org.shuyuan.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.PeopleFile.GrantFile;
import org.shuyuan.identity.PeopleFile.PersonFile;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.DefinitionKind;
import org.shuyuan.pack.Definitions;
import org.shuyuan.pack.Engine;
import org.shuyuan.pack.Faults;
import org.shuyuan.pack.Nearest;
import org.shuyuan.pack.Place;

/** Compiles {@code demo/people.yaml}. */
public final class PeopleEngine implements Engine<People> {

    private static final DefinitionKind<PeopleFile> PEOPLE =
            new DefinitionKind<>("people", "demo", PeopleFile.class, DefinitionKind.Shape.FILE);

    static final String ACCOUNT = "[a-z0-9][a-z0-9._-]{0,59}";

    @Override
    public List<DefinitionKind<?>> kinds() {
        return List.of(PEOPLE);
    }

    @Override
    public Class<People> part() {
        return People.class;
    }

    @Override
    public @Nullable People compile(Definitions definitions, Faults faults) {
        Set<String> roles = definitions.ids("role");
        Map<String, Place> places = new HashMap<>();
        places.put(OperatorAccount.NAME, new Place("built in", 1));
        List<People.Person> people = new ArrayList<>();
        for (Definition<PeopleFile> file : definitions.of(PEOPLE)) {
            for (PersonFile person : file.content().people()) {
                check(person, places, faults);
                person.grants().forEach(grant -> check(grant, roles, faults));
                people.add(compile(person));
            }
        }
        return new People(people);
    }

    private static void check(PersonFile person, Map<String, Place> places, Faults faults) {
        Place place = person.yaml().at("account");
        if (!person.account().matches(ACCOUNT)) {
            faults.add(
                    place,
                    person.account(),
                    "`" + person.account() + "` is not an account's name",
                    "write small letters, digits, dots, _ and -, at most 60");
        }
        Place earlier = places.putIfAbsent(person.account(), place);
        if (earlier != null) {
            faults.add(
                    place,
                    person.account(),
                    "the account `" + person.account() + "` stands also at " + earlier,
                    "choose another name");
        }
    }

    private static void check(GrantFile grant, Set<String> roles, Faults faults) {
        if (!roles.contains(grant.role())) {
            faults.add(
                    grant.yaml().at("role"),
                    grant.role(),
                    "there is no role `" + grant.role() + "`",
                    Nearest.remedy(grant.role(), roles));
        }
    }

    private static People.Person compile(PersonFile person) {
        return new People.Person(
                person.yaml().place(),
                person.account(),
                person.name(),
                person.grants().stream()
                        .map(grant -> new People.Holding(grant.role(), grant.at()))
                        .toList());
    }

    /** Nothing: people are made once and may change by themselves, so they are no part of what a model means. */
    @Override
    public Object describe(People people) {
        return List.of();
    }
}
