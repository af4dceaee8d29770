package org.shuyuan.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmarks that are named, or all. */
public final class Bench {

    /** One benchmark, on a node that runs. */
    interface Measure {
        void run(Options options, Node node) throws Exception;
    }

    public static void main(String[] words) throws Exception {
        Options options = Options.of(words);
        Map<String, Measure> known = new LinkedHashMap<>();
        known.put("point-read", PointRead::run);
        known.put("shapes", Shapes::run);
        known.put("import", ImportRows::run);
        known.put("xlsx", Xlsx::run);
        known.put("list", ListPages::run);
        for (String name : options.names()) {
            if (!known.containsKey(name) && !List.of("start", "upgrade").contains(name)) {
                System.err.println("There is no benchmark " + name + ": start, upgrade, " + String.join(", ", known.keySet()));
                System.exit(1);
            }
        }
        if (options.names().isEmpty() || options.names().contains("start")) {
            Start.run(options);
        }
        if (options.names().isEmpty() || options.names().contains("upgrade")) {
            Upgrade.run(options);
        }
        for (Map.Entry<String, Measure> each : known.entrySet()) {
            if (options.names().isEmpty() || options.names().contains(each.getKey())) {
                try (Node node = Node.start(options)) {
                    each.getValue().run(options, node);
                }
            }
        }
    }
}
