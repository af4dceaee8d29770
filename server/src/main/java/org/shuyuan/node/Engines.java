package org.shuyuan.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.shuyuan.identity.PeopleEngine;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.PackCompiler;
import org.shuyuan.register.definition.RegisterEngine;

/** The engines of this node, and the packs they compile. */
final class Engines {

    private Engines() {}

    /** The built-in packs of {@code home}, if there are any, with those of further folders. */
    static Compilation compile(Path home, List<Path> further) {
        Set<Path> folders = new LinkedHashSet<>();
        Path builtIn = home.resolve("packs");
        if (Files.isDirectory(builtIn)) {
            folders.add(builtIn.toAbsolutePath().normalize());
        }
        further.forEach(folder -> folders.add(folder.toAbsolutePath().normalize()));
        return compiler().compile(List.copyOf(folders));
    }

    static PackCompiler compiler() {
        return new PackCompiler(List.of(new RegisterEngine(), new PeopleEngine()));
    }
}
