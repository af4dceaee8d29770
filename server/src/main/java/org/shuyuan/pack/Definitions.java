package org.shuyuan.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All definitions of all packs as they are written, in the order of the packs' needs; what engines compile. */
public final class Definitions {

    private final List<Pack> packs;
    private final Map<String, Yaml.Mapping> packFiles;
    private final Set<String> unread = new HashSet<>();
    private final Map<String, List<Definition<?>>> byKind = new LinkedHashMap<>();
    private final Texts texts;
    private final List<TextKey> expected = new ArrayList<>();

    Definitions(List<Pack> packs, Map<String, Yaml.Mapping> packFiles, Texts texts) {
        this.packs = List.copyOf(packs);
        this.packFiles = Map.copyOf(packFiles);
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
        expected.add(new TextKey(pack, key, place, Need.ALWAYS));
    }

    /** Says that there may be a text under {@code key}, in every language or in none. */
    public void mayHaveText(Pack pack, String key, Place place) {
        expected.add(new TextKey(pack, key, place, Need.TOGETHER));
    }

    /** Says that each language may have a text of its own under {@code key}. */
    public void mayHaveTextInSome(Pack pack, String key, Place place) {
        expected.add(new TextKey(pack, key, place, Need.FREELY));
    }

    List<TextKey> expectedTexts() {
        return expected;
    }

    /** Where {@code key} stands in a pack's {@code pack.yaml}. */
    public Place place(Pack pack, String key) {
        Yaml.Mapping yaml = packFiles.get(pack.id());
        return yaml == null ? new Place(pack.id() + "/pack.yaml", 1) : yaml.at(key);
    }

    /** Remembers that the definition {@code id}, or the file {@code id} of several, could not be read. */
    void addUnread(String id) {
        unread.add(id);
    }

    /** Whether a definition of this id is there but couldn't be read, so that missing it is no fault of its own. */
    public boolean isUnread(String id) {
        return unread.contains(id) || unread.contains(id.replaceFirst("\\..*$", ""));
    }

    boolean isComplete() {
        return unread.isEmpty();
    }

    /** Whether a text may be missing. */
    enum Need {
        ALWAYS,
        TOGETHER,
        FREELY
    }

    record TextKey(Pack pack, String key, Place place, Need need) {

        TextKey stricter(TextKey other) {
            return other.need.compareTo(need) < 0 ? other : this;
        }
    }
}
