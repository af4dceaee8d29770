package org.shuyuan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What {@code bench/generate} makes, in files and in a node. */
final class Generated {

    private static final int PER_SCHOOL = 1_000;

    private Generated() {}

    /** The files of so many pupils and their schools; made once, since the same size is the same bytes. */
    static Path pupils(Options options, int pupils, int schools) throws IOException {
        Path folder = options.work().resolve("pupils-" + pupils + "-" + schools);
        if (!Files.exists(folder.resolve("50-guardian.csv"))) {
            Shell.run(options.root(), Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    options.root().resolve("bench/generate/Pupils.java").toString(), "many", folder.toString(), "" + schools, "" + pupils);
        }
        return folder;
    }

    static Path pupils(Options options, int pupils) throws IOException {
        return pupils(options, pupils, Math.max(10, pupils / PER_SCHOOL));
    }

    /** Imports a file of which every row must go in. */
    static void bringIn(Node node, String register, Path file, String session) throws IOException {
        JsonNode state = node.bringIn(register, file, session);
        if (state.path("faulty").asLong() > 0 || state.path("created").asLong() == 0) {
            throw new IllegalStateException("Not all rows of " + file + " went in: " + state);
        }
    }

    /** A folder for nobody else, empty. */
    static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** A home whose packs are copies of the folders. */
    static Path home(Path home, List<Path> packs) throws IOException {
        for (Path pack : packs) {
            try (Stream<Path> files = Files.walk(pack)) {
                for (Path file : files.toList()) {
                    Path to = home.resolve("packs").resolve(pack.getParent().relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        return home;
    }
}
