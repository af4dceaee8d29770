package org.shuyuan.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the files of packs into {@link Definitions}; says what is out of place. */
final class PackReader {

    static final DefinitionKind<PackFile> PACK =
            new DefinitionKind<>("pack", "", PackFile.class, DefinitionKind.Shape.FILE);

    private final List<DefinitionKind<?>> kinds;
    private final Faults faults;
    private final Map<String, Yaml.Mapping> packFiles = new LinkedHashMap<>();
    private final Set<String> unreadPacks = new HashSet<>();

    PackReader(List<DefinitionKind<?>> kinds, Faults faults) {
        this.kinds = kinds;
        this.faults = faults;
    }

    /** The packs that lie in these folders: a folder with a {@code pack.yaml} is one, others are searched one level down. */
    List<Pack> packs(List<Path> folders) {
        SortedMap<String, Pack> packs = new TreeMap<>();
        for (Path given : folders) {
            Path folder = given.toAbsolutePath().normalize();
            if (!Files.isDirectory(folder)) {
                faults.add(new Place(given.toString(), 1), "", "there is no such folder", "name a folder with packs");
                continue;
            }
            List<Path> found = Files.exists(folder.resolve("pack.yaml"))
                    ? List.of(folder)
                    : children(folder, faults).stream()
                            .filter(child -> Files.exists(child.resolve("pack.yaml")))
                            .toList();
            if (found.isEmpty()) {
                faults.add(
                        new Place(given.toString(), 1),
                        "",
                        "no pack.yaml here or one level down",
                        "make a pack with `./shuyuan new-pack NAME`");
            }
            for (Path each : found) {
                Pack pack = pack(each);
                Pack earlier = packs.putIfAbsent(pack.id(), pack);
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

    /** What each {@code pack.yaml} says, by pack. */
    Map<String, Yaml.Mapping> packFiles() {
        return packFiles;
    }

    /** A pack; one whose {@code pack.yaml} is faulty is taken by its folder's name, so that the faults of its files are said too. */
    private Pack pack(Path folder) {
        Path path = folder.resolve("pack.yaml");
        String name = String.valueOf(folder.getFileName());
        Yaml yaml = yaml(folder, path);
        PackFile file = yaml == null ? null : new Binder(faults).bind(yaml, PackFile.class);
        if (file == null) {
            unreadPacks.add(name);
            return new Pack(name, 1, List.of(), "", null, List.of(), List.of(), folder);
        }
        packFiles.putIfAbsent(name, file.yaml());
        Place place = file.yaml().at("pack");
        faults.checkId(place, file.pack());
        if (!file.pack().equals(name)) {
            faults.add(
                    place,
                    file.pack(),
                    "the pack's id is not its folder's name",
                    "write `pack: " + name + "`, or rename the folder");
        }
        if (file.release() < 1) {
            faults.add(
                    file.yaml().at("release"),
                    "release: " + file.release(),
                    "releases count from 1",
                    "write `release: 1`");
        }
        return new Pack(
                name,
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
        if (unreadPacks.contains(pack.id())) {
            definitions.addUnread(pack.id());
        }
        for (DefinitionKind<?> kind : kinds) {
            for (Path path : children(pack.folder().resolve(kind.folder()), faults)) {
                if (path.toString().endsWith(".yaml")) {
                    readFile(pack, kind, path, definitions);
                }
            }
        }
        new Strays(kinds, faults).warn(pack);
    }

    private <D extends Record> void readFile(Pack pack, DefinitionKind<D> kind, Path path, Definitions definitions) {
        Yaml yaml = yaml(pack.folder(), path);
        String name = String.valueOf(path.getFileName()).replaceFirst("\\.yaml$", "");
        switch (kind.shape()) {
            case FILE -> {
                D content = yaml == null ? null : new Binder(faults).bind(yaml, kind.definition());
                if (!(yaml instanceof Yaml.Mapping mapping) || content == null) {
                    definitions.addUnread(name);
                    return;
                }
                String id = id(mapping, kind, name);
                Place place = mapping.at(kind.id());
                faults.checkId(place, id);
                if (!id.equals(name)) {
                    faults.add(
                            place,
                            id,
                            "the file is named " + name + ".yaml, so its " + kind.id() + " is `" + name + "`",
                            "rename one to the other");
                }
                definitions.add(kind, new Definition<>(pack, id, place, path, content));
            }
            case MAP -> {
                if (!(yaml instanceof Yaml.Mapping mapping)) {
                    definitions.addUnread(name);
                    if (yaml != null) {
                        faults.add(
                                yaml.place(),
                                yaml.quote(),
                                "ids and what they mean are expected here",
                                "write `id: {…}` lines");
                    }
                    return;
                }
                mapping.entries().forEach((id, each) -> {
                    D content = new Binder(faults).bind(each, kind.definition());
                    if (content == null) {
                        definitions.addUnread(id);
                    } else {
                        definitions.add(kind, new Definition<>(pack, id, mapping.at(id), path, content));
                    }
                });
            }
        }
    }

    /** The id that the file repeats under its kind's word; a kind whose word holds something else goes by the file's name. */
    private static String id(Yaml.Mapping mapping, DefinitionKind<?> kind, String name) {
        return mapping.get(kind.id()) instanceof Yaml.Scalar scalar ? scalar.text() : name;
    }

    private @Nullable Yaml yaml(Path folder, Path path) {
        String text = text(folder, path, faults);
        if (text == null) {
            return null;
        }
        return new YamlReader(file(folder, path), faults).read(text);
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

    static List<Path> children(Path folder, Faults faults) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            faults.add(
                    new Place(folder.toString(), 1),
                    "",
                    "the folder cannot be read: " + unreadable.getMessage(),
                    "check who may read it");
            return List.of();
        }
    }
}
