package org.shuyuan.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All definitions of all packs as they are written, in the order of the packs' needs; what engines compile. */
public final class Definitions {

    private final List<Pack> packs;
    private final Map<String, List<Definition<?>>> byKind = new LinkedHashMap<>();
    private final Texts texts;
    private final List<TextKey> expected = new ArrayList<>();

    Definitions(List<Pack> packs, Texts texts) {
        this.packs = List.copyOf(packs);
        this.texts = texts;
    }

    void add(DefinitionKind<?> kind, Definition<?> definition) {
        byKind.computeIfAbsent(kind.id(), id -> new ArrayList<>()).add(definition);
    }

    public List<Pack> packs() {
        return packs;
    }

    public Texts texts() {
        return texts;
    }

    /** The definitions of a kind. */
    @SuppressWarnings("unchecked") // `add` is called with definitions of the kind's own record only
    public <D extends Record> List<Definition<D>> of(DefinitionKind<D> kind) {
        return byKind.getOrDefault(kind.id(), List.of()).stream()
                .map(definition -> (Definition<D>) definition)
                .toList();
    }

    /** The ids of all definitions of a kind, which may be another engine's. */
    public Set<String> ids(String kind) {
        return byKind.getOrDefault(kind, List.of()).stream().map(Definition::id).collect(Collectors.toSet());
    }

    /** Says that every language must have a text under {@code key}, because of what stands at {@code place}. */
    public void needText(Pack pack, String key, Place place) {
        expected.add(new TextKey(pack, key, place, true));
    }

    /** Says that languages may have a text under {@code key}. */
    public void mayHaveText(Pack pack, String key, Place place) {
        expected.add(new TextKey(pack, key, place, false));
    }

    List<TextKey> expectedTexts() {
        return expected;
    }

    record TextKey(Pack pack, String key, Place place, boolean required) {}
}
