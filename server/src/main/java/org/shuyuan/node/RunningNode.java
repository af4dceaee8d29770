package org.shuyuan.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shuyuan.trust.Suite;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a running node leaves in its data directory for the operator's own commands. */
record RunningNode(
        String url, long pid, String management, String version, String model, Suite suite, DatabaseAddress database) {

    static final String FILE = "node.json";

    static RunningNode of(Path data) {
        Path file = data.resolve(FILE);
        try {
            RunningNode node = JsonMapper.shared().readValue(Files.readString(file), RunningNode.class);
            if (ProcessHandle.of(node.pid()).isEmpty()) {
                throw new Refusal("not_running", "path", data);
            }
            return node;
        } catch (IOException | JacksonException absent) {
            throw new Refusal("not_running", "path", data);
        }
    }
}
