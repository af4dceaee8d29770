package org.shuyuan.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shuyuan.identity.PeopleEngine;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.PackCompiler;
import org.shuyuan.register.definition.RegisterEngine;

/** The engines of this node, and the packs they compile. */
final class Engines {

    private Engines() {}

    /** The built-in packs of {@code home}, if there are any, with those of further folders. */
    static Compilation compile(Path home, List<Path> further) {
        List<Path> folders = new ArrayList<>();
        Path builtIn = home.resolve("packs");
        if (Files.isDirectory(builtIn)) {
            folders.add(builtIn);
        }
        folders.addAll(further);
        return compiler().compile(folders);
    }

    static PackCompiler compiler() {
        return new PackCompiler(List.of(new RegisterEngine(), new PeopleEngine()));
    }
}
