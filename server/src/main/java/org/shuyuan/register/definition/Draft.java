package org.shuyuan.register.definition;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.DefinitionKind;
import org.shuyuan.pack.Definitions;
import org.shuyuan.pack.Faults;
import org.shuyuan.pack.Nearest;
import org.shuyuan.pack.Pack;
import org.shuyuan.pack.Place;

/** What the steps of compiling share: the definitions by id, the faults, and which pack may refer to which. */
final class Draft {

    final Definitions definitions;
    final Faults faults;
    private final Map<String, Set<String>> reach = new HashMap<>();

    Draft(Definitions definitions, Faults faults) {
        this.definitions = definitions;
        this.faults = faults;
        for (Pack pack : definitions.packs()) {
            Set<String> reached = new HashSet<>(Set.of(pack.id()));
            pack.needs().forEach(need -> reached.addAll(reach.getOrDefault(need, Set.of())));
            reach.put(pack.id(), reached);
        }
    }

    /** The definitions of a kind by id; of two with one id, the first. */
    <D extends Record> Map<String, Definition<D>> byId(DefinitionKind<D> kind) {
        Map<String, Definition<D>> byId = new LinkedHashMap<>();
        for (Definition<D> definition : definitions.of(kind)) {
            Definition<D> earlier = byId.putIfAbsent(definition.id(), definition);
            if (earlier != null) {
                faults.add(
                        definition.place(),
                        definition.id(),
                        "there is a " + kind.id() + " `" + definition.id() + "` already, at " + earlier.place(),
                        "delete this one, or give it another id if it is another thing");
            }
        }
        return byId;
    }

    /** What {@code id} names, or null with a fault where it names nothing or lies in a pack that isn't needed. */
    <T> @Nullable T resolve(
            Pack from, Place place, String what, String id, Map<String, T> known, Map<String, String> packs) {
        T found = known.get(id);
        if (found == null) {
            faults.add(place, id, "there is no " + what + " `" + id + "`", Nearest.remedy(id, known.keySet()));
            return null;
        }
        String home = packs.get(id);
        if (home != null && !reach.getOrDefault(from.id(), Set.of()).contains(home)) {
            faults.add(
                    place,
                    id,
                    "`" + id + "` belongs to the pack " + home + ", which " + from.id() + " does not need",
                    "add `" + home + "` to `needs` in " + from.id() + "/pack.yaml");
        }
        return found;
    }

    /** A fault where {@code word} is none of {@code words}; tells whether it is one. */
    boolean known(Place place, String what, String word, Collection<String> words) {
        if (words.contains(word)) {
            return true;
        }
        faults.add(place, word, "there is no " + what + " `" + word + "` here", Nearest.remedy(word, words));
        return false;
    }
}
