package org.shuyuan.pack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Warns of files and folders of a pack that nobody reads: most often a slip in a name. */
final class Strays {

    private static final Set<String> DATA = Set.of("data", "demo");
    private static final String TEXTS = "i18n";
    private static final String TOOLS = "tools";

    private final Set<String> folders = new TreeSet<>(Set.of("data", "demo", TEXTS, TOOLS));
    private final Faults faults;

    Strays(List<DefinitionKind<?>> kinds, Faults faults) {
        kinds.forEach(kind -> folders.add(kind.folder()));
        this.faults = faults;
    }

    void warn(Pack pack) {
        for (Path folder : PackReader.children(pack.folder(), faults)) {
            String name = String.valueOf(folder.getFileName());
            if (!Files.isDirectory(folder) || name.startsWith(".") || name.equals(TOOLS)) {
                continue;
            }
            if (folders.contains(name)) {
                PackReader.children(folder, faults).forEach(path -> warn(pack, name, path));
            } else {
                warn(pack, folder, "nothing is read from this folder", Nearest.remedy(name, folders));
            }
        }
    }

    private void warn(Pack pack, String folder, Path path) {
        String name = String.valueOf(path.getFileName());
        String stem = name.replaceFirst("\\.[^.]*$", "");
        if (name.startsWith(".")) {
            return;
        }
        if (folder.equals(TEXTS)) {
            if (!name.endsWith(".json") || !Texts.LANGUAGES.contains(stem)) {
                String known = String.join(".json or ", Texts.LANGUAGES) + ".json";
                warn(pack, path, "no language is read from this file", "name it " + known);
            }
        } else if (name.endsWith(".csv")) {
            if (!DATA.contains(folder) && !Files.exists(path.resolveSibling(stem + ".yaml"))) {
                warn(pack, path, "no definition stands beside this table", "write " + folder + "/" + stem + ".yaml");
            }
        } else if (!name.endsWith(".yaml")) {
            warn(
                    pack,
                    path,
                    "nothing is read from this file",
                    Files.isDirectory(path) ? "move its files up into " + folder + "/" : "files end in .yaml here");
        }
    }

    private void warn(Pack pack, Path path, String problem, String remedy) {
        faults.warn(new Place(PackReader.file(pack.folder(), path), 1), "", problem, remedy);
    }
}
