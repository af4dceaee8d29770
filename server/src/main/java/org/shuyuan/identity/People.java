package org.shuyuan.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Place;

/** The people whom packs bring along for trying the node. */
public record People(List<Person> people) {

    public People {
        people = List.copyOf(people);
    }

    /** @param place where the pack says it */
    public record Person(Place place, String account, String name, List<Holding> holdings) {

        public Person {
            holdings = List.copyOf(holdings);
        }
    }

    /** @param at the identity of the record under which the role holds, or null for everywhere */
    public record Holding(String role, @Nullable String at) {}
}
