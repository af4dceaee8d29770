package org.shuyuan.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.shuyuan.platform.Database;
import org.shuyuan.register.schema.Resealing;
import org.shuyuan.trust.Vault;

/** Puts a new key into use and seals with it what an older one sealed, while the node goes on. Killed, it goes on when run again. */
final class RotateKeys {

    private RotateKeys() {}

    static int run(List<String> words) {
        Arguments arguments = Arguments.of(words, List.of("--data"), List.of());
        if (!arguments.plain().isEmpty()) {
            throw new Refusal("usage", "usage", "rotate-keys [--data DIR]");
        }
        Path data = Commands.data(arguments);
        RunningNode node = RunningNode.of(data);
        Path keys = Commands.keyFile(data);
        Vault vault = Vault.open(keys, node.suite(), true);
        Resealing resealing = new Resealing(new Database(Commands.connections(node)), vault);
        boolean alone = resealing.alone(() -> {
            if (resealing.finished()) {
                vault.rotate();
                Voice.tell("keys.rotated", Map.of("path", keys));
            } else {
                Voice.tell("keys.goes_on", Map.of());
            }
            long sealed =
                    resealing.run((table, count) -> Voice.tell("keys.sealed", Map.of("table", table, "count", count)));
            resealing.attest(node.model(), sealed);
            Voice.tell("keys.done", Map.of("count", sealed));
        });
        if (!alone) {
            throw new Refusal("rotation_runs");
        }
        return 0;
    }
}
