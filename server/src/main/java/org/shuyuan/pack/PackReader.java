package org.shuyuan.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the files of packs into {@link Definitions}; says what is out of place. */
final class PackReader {

    static final DefinitionKind<PackFile> PACK =
            new DefinitionKind<>("pack", "", PackFile.class, DefinitionKind.Shape.FILE);

    private static final String ID = "[a-z][a-z0-9_]{0,39}";

    private final List<DefinitionKind<?>> kinds;
    private final Faults faults;

    PackReader(List<DefinitionKind<?>> kinds, Faults faults) {
        this.kinds = kinds;
        this.faults = faults;
    }

    /** The packs that lie in these folders: a folder with a {@code pack.yaml} is one, others are searched one level down. */
    List<Pack> packs(List<Path> folders) {
        Map<String, Pack> packs = new LinkedHashMap<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                faults.add(new Place(folder.toString(), 1), "", "there is no such folder", "name a folder with packs");
                continue;
            }
            List<Path> found = Files.exists(folder.resolve("pack.yaml"))
                    ? List.of(folder.toAbsolutePath().normalize())
                    : children(folder).stream()
                            .filter(child -> Files.exists(child.resolve("pack.yaml")))
                            .toList();
            if (found.isEmpty()) {
                faults.add(
                        new Place(folder.toString(), 1),
                        "",
                        "no pack.yaml here or one level down",
                        "make a pack with `./shuyuan new-pack NAME`");
            }
            for (Path each : found) {
                Pack pack = pack(each);
                Pack earlier = pack == null ? null : packs.putIfAbsent(pack.id(), pack);
                if (earlier != null && !earlier.folder().equals(each)) {
                    faults.add(
                            new Place(file(each, each.resolve("pack.yaml")), 1),
                            earlier.id(),
                            "two folders hold a pack `" + earlier.id() + "`: also " + earlier.folder(),
                            "rename one");
                }
            }
        }
        return List.copyOf(packs.values());
    }

    private @Nullable Pack pack(Path folder) {
        Path path = folder.resolve("pack.yaml");
        Yaml yaml = yaml(folder, path);
        PackFile file = yaml == null ? null : new Binder(faults).bind(yaml, PackFile.class);
        if (file == null) {
            return null;
        }
        checkId(file.yaml().at("pack"), file.pack());
        String name = String.valueOf(folder.getFileName());
        if (!file.pack().equals(name)) {
            faults.add(
                    file.yaml().at("pack"),
                    file.pack(),
                    "the pack's id is not its folder's name",
                    "write `pack: " + name + "`");
        }
        return new Pack(
                file.pack(),
                file.release(),
                file.needs(),
                file.authority(),
                file.effectiveFrom(),
                file.exceptions(),
                file.changes(),
                folder);
    }

    /** Adds what {@code pack} says of every kind. */
    void read(Pack pack, Definitions definitions) {
        for (DefinitionKind<?> kind : kinds) {
            for (Path path : children(pack.folder().resolve(kind.folder()))) {
                if (path.toString().endsWith(".yaml")) {
                    readFile(pack, kind, path, definitions);
                } else if (path.toString().endsWith(".yml")) {
                    faults.add(
                            new Place(file(pack.folder(), path), 1), "", "files end in .yaml here", "rename the file");
                }
            }
        }
    }

    private <D extends Record> void readFile(Pack pack, DefinitionKind<D> kind, Path path, Definitions definitions) {
        Yaml yaml = yaml(pack.folder(), path);
        if (yaml == null) {
            return;
        }
        String name = String.valueOf(path.getFileName()).replaceFirst("\\.yaml$", "");
        Binder binder = new Binder(faults);
        switch (kind.shape()) {
            case FILE -> {
                D content = binder.bind(yaml, kind.definition());
                String id = id(yaml, kind, name);
                if (content != null) {
                    Place place = ((Yaml.Mapping) yaml).at(kind.id());
                    checkId(place, id);
                    if (!id.equals(name)) {
                        faults.add(
                                place,
                                id,
                                "the file is named " + name + ".yaml, so its " + kind.id() + " is `" + name + "`",
                                "rename one to the other");
                    }
                    definitions.add(kind, new Definition<>(pack, id, place, path, content));
                }
            }
            case MAP -> {
                if (!(yaml instanceof Yaml.Mapping mapping)) {
                    faults.add(
                            yaml.place(),
                            yaml.quote(),
                            "ids and what they mean are expected here",
                            "write `id: {…}` lines");
                    return;
                }
                mapping.entries().forEach((id, each) -> {
                    D content = binder.bind(each, kind.definition());
                    if (content != null) {
                        definitions.add(kind, new Definition<>(pack, id, mapping.at(id), path, content));
                    }
                });
            }
        }
    }

    /** The id that the file repeats under its kind's word; a kind whose word holds something else goes by the file's name. */
    private static String id(Yaml yaml, DefinitionKind<?> kind, String name) {
        return yaml instanceof Yaml.Mapping mapping && mapping.get(kind.id()) instanceof Yaml.Scalar scalar
                ? scalar.text()
                : name;
    }

    private void checkId(Place place, String id) {
        if (!id.matches(ID)) {
            faults.add(
                    place,
                    id,
                    "`" + id + "` is not an id",
                    "write snake_case: a letter, then letters, digits and _, at most 40");
        }
    }

    private @Nullable Yaml yaml(Path folder, Path path) {
        String text = text(folder, path, faults);
        if (text == null) {
            return null;
        }
        Yaml yaml = new YamlReader(file(folder, path), faults).read(text);
        if (yaml == null && !faults.refuse()) {
            faults.add(new Place(file(folder, path), 1), "", "the file is empty", "fill it or delete it");
        }
        return yaml;
    }

    /** The text of a pack's file, or null where it isn't UTF-8. */
    static @Nullable String text(Path folder, Path path, Faults faults) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (CharacterCodingException broken) {
            faults.add(new Place(file(folder, path), 1), "", "the file is not UTF-8", "save it as UTF-8");
            return null;
        } catch (IOException broken) {
            faults.add(
                    new Place(file(folder, path), 1),
                    "",
                    "the file cannot be read: " + broken.getMessage(),
                    "check that it is a file and may be read");
            return null;
        }
    }

    /** How a fault names a file: from the folder that holds the pack. */
    static String file(Path folder, Path path) {
        Path home = folder.getParent();
        return (home == null ? path : home.relativize(path)).toString().replace('\\', '/');
    }

    static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> sorted = new ArrayList<>(children.toList());
            sorted.sort(null);
            return sorted;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
