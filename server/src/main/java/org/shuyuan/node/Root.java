package org.shuyuan.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL refuses to run as root. Where the node does, its server runs in a user namespace in which it isn't. */
final class Root {

    private Root() {}

    /** The words to put before a command of PostgreSQL's. */
    static List<String> prefix() throws IOException {
        if (!isRoot()) {
            return List.of();
        }
        List<String> prefix = List.of("unshare", "--user");
        if (!works(prefix)) {
            throw new Refusal("root");
        }
        return prefix;
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static boolean works(List<String> prefix) {
        try {
            List<String> command = new java.util.ArrayList<>(prefix);
            command.add("true");
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
