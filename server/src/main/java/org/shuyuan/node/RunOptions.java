package org.shuyuan.node;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.shuyuan.pack.Nearest;

/** The options of {@code run} in the launcher's words, and the settings they mean. */
final class RunOptions {

    private static final List<String> WORDS =
            List.of("--port", "--management-port", "--data", "--db", "--packs", "--empty", "--log");

    private RunOptions() {}

    /** Settings as Spring reads them; one that is written out, as {@code --shuyuan.suite=sm}, stays as it is. */
    static List<String> settings(List<String> options) {
        List<String> settings = new ArrayList<>();
        int packs = 0;
        String management = "";
        Iterator<String> rest = options.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            String[] parts = option.split("=", 2);
            switch (parts[0]) {
                case "--port" -> settings.addAll(ports(port(parts[0], value(parts, rest))));
                case "--management-port" ->
                    management = "--management.server.port=" + port(parts[0], value(parts, rest));
                case "--data" -> settings.add("--shuyuan.data=" + value(parts, rest));
                case "--db" -> settings.add("--shuyuan.db=" + value(parts, rest));
                case "--packs" -> settings.add("--shuyuan.packs[" + packs++ + "]=" + value(parts, rest));
                case "--log" -> settings.addAll(log(value(parts, rest)));
                case "--empty" -> settings.add("--shuyuan.empty=true");
                default -> {
                    if (!parts[0].matches("--(shuyuan|server|spring|logging)\\..+")) {
                        throw new Refusal("option_unknown", "option", option, "remedy", remedy(parts[0]));
                    }
                    settings.add(option);
                }
            }
        }
        if (!management.isEmpty()) {
            settings.removeIf(setting -> setting.startsWith("--management.server.port="));
            settings.add(management);
        }
        return settings;
    }

    private static String remedy(String option) {
        return Nearest.to(option, WORDS).orElse(String.join(", ", WORDS));
    }

    private static String value(String[] parts, Iterator<String> rest) {
        if (parts.length == 2) {
            return parts[1];
        }
        if (!rest.hasNext()) {
            throw new Refusal("option_without_value", "option", parts[0]);
        }
        return rest.next();
    }

    private static List<String> log(String form) {
        return switch (form) {
            case "text" -> List.of();
            case "json" -> List.of("--logging.structured.format.console=logstash");
            default -> throw new Refusal("setting_invalid", "setting", "--log", "expected", "text | json");
        };
    }

    /** The port for people, and beside it the one for the operator. */
    private static List<String> ports(int port) {
        int management = port == 0 ? 0 : port == 65_535 ? port - 1 : port + 1;
        return List.of("--server.port=" + port, "--management.server.port=" + management);
    }

    private static int port(String option, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException wrong) {
            // refused below
        }
        throw new Refusal("setting_invalid", "setting", option, "expected", "0 … 65535");
    }
}
