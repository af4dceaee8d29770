package org.shuyuan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What is measured, and how large.
 *
 * @param names the benchmarks, all of them where none is named
 * @param quick small sizes and short runs, to try whether everything works
 * @param sizes what {@code --rows=N} and its like say instead
 */
record Options(Path root, Path work, List<String> names, boolean quick, TreeMap<String, String> sizes) {

    static Options of(String[] words) {
        List<String> names = new ArrayList<>();
        TreeMap<String, String> sizes = new TreeMap<>();
        boolean quick = false;
        for (String word : words) {
            if (word.equals("--quick")) {
                quick = true;
            } else if (word.startsWith("--") && word.contains("=")) {
                sizes.put(word.substring(2, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            } else {
                names.add(word);
            }
        }
        Path root = Path.of(System.getProperty("shuyuan.home")).toAbsolutePath().normalize();
        return new Options(root, Path.of(System.getProperty("bench.work")), names, quick, sizes);
    }

    /** A size by its name, as the command says it, or as it is by default. */
    int size(String name, int full, int small) {
        String said = sizes.get(name);
        return said == null ? quick ? small : full : Integer.parseInt(said.replace("_", ""));
    }

    /** What the table of a benchmark gives as its command. */
    String command(String name) {
        StringBuilder command = new StringBuilder("./shuyuan bench " + name);
        if (quick) {
            command.append(" --quick");
        }
        sizes.forEach((size, value) -> command.append(" --").append(size).append('=').append(value));
        return command.toString();
    }
}
