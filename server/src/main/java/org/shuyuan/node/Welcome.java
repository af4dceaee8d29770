package org.shuyuan.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.shuyuan.identity.NewAccount;

/** What the operator reads when the node has started. */
final class Welcome {

    private Welcome() {}

    static void tellPasswords(List<NewAccount> made) {
        if (made.isEmpty()) {
            return;
        }
        Voice.print("");
        Voice.tell("start.passwords", Map.of());
        for (NewAccount account : made) {
            String name = account.name().equals(account.account()) ? "" : account.name() + " ";
            Voice.print("    %-20s %s   %s%s"
                    .formatted(account.account(), account.password(), name, String.join(", ", account.roles())));
        }
        Voice.print("");
    }

    static void tellAddress(RunningNode node, NodeSettings settings, Duration taken) {
        Voice.print("");
        Voice.tell(
                "start.ready",
                Map.of(
                        "name",
                        settings.name(),
                        "url",
                        node.url(),
                        "management",
                        node.management(),
                        "data",
                        settings.data(),
                        "keys",
                        settings.keyFile(),
                        "seconds",
                        "%.1f".formatted(taken.toMillis() / 1000.0)));
    }
}
