package org.shuyuan.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes a small complete pack to start from: a register of clubs under the name that is asked for. */
final class NewPack {

    /** The files of the pattern; {@code NAME} in names and texts becomes the pack's id. */
    private static final List<String> FILES = List.of(
            "pack.yaml",
            "README.md",
            "elements/NAME.yaml",
            "roles/NAME_keeper.yaml",
            "registers/NAME.yaml",
            "i18n/zh-CN.json",
            "i18n/en.json",
            "demo/10-NAME.csv",
            "tests/a_keeper_adds_to_NAME.yaml");

    private static final int LONGEST = 22; // so that the longest id made of it stays an id

    private NewPack() {}

    static int run(List<String> words) {
        if (words.size() != 1 || words.getFirst().startsWith("-")) {
            throw new Refusal("usage", "usage", "new-pack NAME");
        }
        Path given = Path.of(words.getFirst());
        Path folder = given.getNameCount() > 1 || given.isAbsolute()
                ? given
                : Commands.home().resolve("packs").resolve(given);
        String name = String.valueOf(folder.getFileName());
        if (!name.matches("[a-z][a-z0-9_]*") || name.length() > LONGEST) {
            throw new Refusal("pack_name", "name", name, "longest", LONGEST);
        }
        if (Files.exists(folder)) {
            throw new Refusal("pack_exists", "path", folder);
        }
        try {
            for (String file : FILES) {
                Path path = folder.resolve(file.replace("NAME", name));
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(path, pattern(file).replace("NAME", name));
            }
        } catch (IOException failed) {
            throw new Refusal("write_failed", "path", folder, "reason", Refusals.reason(failed));
        }
        Voice.tell("new_pack.made", Map.of("path", folder));
        return 0;
    }

    private static String pattern(String file) throws IOException {
        String resource = "/new-pack/" + file;
        try (InputStream stream = Objects.requireNonNull(NewPack.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
