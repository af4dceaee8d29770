package org.shuyuan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that say what must not drift. They lie in {@code server/src/test/resources} and are read as text. */
public final class Golden {

    private Golden() {}

    /** The accepted text of a file, such as {@code golden/plan.sql}; empty if there is none yet. */
    public static String read(String name) {
        try {
            return Files.exists(path(name)) ? Files.readString(path(name)) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Fails if the text differs from the accepted one; run with {@code -Dgolden.accept=true} it accepts the text instead. */
    public static void check(String name, String actual) {
        if (Boolean.getBoolean("golden.accept")) {
            accept(name, actual);
        }
        assertThat(actual)
                .as("%s has drifted. If that is meant: ./shuyuan test --accept", name)
                .isEqualTo(read(name));
    }

    private static void accept(String name, String actual) {
        try {
            Files.createDirectories(path(name).getParent());
            Files.writeString(path(name), actual);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Path path(String name) {
        return Path.of(System.getProperty("shuyuan.root", ".."), "server/src/test/resources", name);
    }
}
