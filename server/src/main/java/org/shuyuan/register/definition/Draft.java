package org.shuyuan.register.definition;

import java.util.Collection;
import java.util.Collections;
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

    private static final Map<String, String> WORDS = Map.of("codes", "code set");

    final Definitions definitions;
    final Faults faults;
    private final Map<String, Set<String>> reach = new HashMap<>();
    private final Map<String, Map<String, ? extends Definition<?>>> byKind = new HashMap<>();

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
    @SuppressWarnings("unchecked") // what is kept under a kind's id was made for that kind
    <D extends Record> Map<String, Definition<D>> byId(DefinitionKind<D> kind) {
        Map<String, ? extends Definition<?>> known = byKind.get(kind.id());
        if (known == null) {
            known = collect(kind);
            byKind.put(kind.id(), known);
        }
        return (Map<String, Definition<D>>) known;
    }

    private <D extends Record> Map<String, Definition<D>> collect(DefinitionKind<D> kind) {
        Map<String, Definition<D>> byId = new LinkedHashMap<>();
        for (Definition<D> definition : definitions.of(kind)) {
            Definition<D> earlier = byId.putIfAbsent(definition.id(), definition);
            if (earlier != null) {
                faults.add(
                        definition.place(),
                        definition.id(),
                        "there is " + article(kind) + " `" + definition.id() + "` already, at " + earlier.place(),
                        "delete this one, or give it another id if it is another thing");
            }
        }
        return Collections.unmodifiableMap(byId);
    }

    private static String article(DefinitionKind<?> kind) {
        return (kind.id().startsWith("e") ? "an " : "a ") + word(kind);
    }

    private static String word(DefinitionKind<?> kind) {
        return WORDS.getOrDefault(kind.id(), kind.id());
    }

    /** What {@code id} names, or null with a fault where it names nothing or lies in a pack that isn't needed. */
    <D extends Record> @Nullable Definition<D> find(Pack from, Place place, DefinitionKind<D> kind, String id) {
        Map<String, Definition<D>> known = byId(kind);
        Definition<D> found = known.get(id);
        if (found == null) {
            if (!definitions.isUnread(id)) {
                faults.add(
                        place, id, "there is no " + word(kind) + " `" + id + "`", Nearest.remedy(id, known.keySet()));
            }
            return null;
        }
        String home = found.pack().id();
        if (!reach.getOrDefault(from.id(), Set.of()).contains(home) && !definitions.isUnread(from.id())) {
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

    void refuse(boolean wrong, Place place, String offending, String problem, String remedy) {
        if (wrong) {
            faults.add(place, offending, problem, remedy);
        }
    }
}
