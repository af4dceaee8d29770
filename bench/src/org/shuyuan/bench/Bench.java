package org.shuyuan.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the benchmarks that are named, or all. */
public final class Bench {

    /** One benchmark, on a node that runs. */
    interface Measure {
        void run(Options options, Node node) throws Exception;
    }

    /** One benchmark that starts its own nodes. */
    interface Alone {
        void run(Options options) throws Exception;
    }

    public static void main(String[] words) throws Exception {
        Options options = Options.of(words);
        Map<String, Alone> known = new LinkedHashMap<>();
        known.put("start", Start::run);
        known.put("point-read", onNode(PointRead::run));
        known.put("shapes", onNode(Shapes::run));
        known.put("import", onNode(ImportRows::run));
        known.put("xlsx", onNode(Xlsx::run));
        known.put("enrolments", Enrolments::run);
        known.put("export", onNode(ExportRows::run));
        known.put("list", onNode(ListPages::run));
        known.put("desk-lists", onNode(DeskLists::run));
        known.put("desk-import", onNode(DeskImport::run));
        known.put("desk-page", onNode(DeskPage::run));
        known.put("organisations", Organisations::run);
        known.put("signin", onNode(SignIns::run));
        known.put("upgrade", Upgrade::run);
        for (String name : options.names()) {
            if (!known.containsKey(name)) {
                System.err.println("There is no benchmark " + name + ": " + String.join(", ", known.keySet()));
                System.exit(1);
            }
        }
        for (Map.Entry<String, Alone> each : known.entrySet()) {
            if (options.names().isEmpty() || options.names().contains(each.getKey())) {
                each.getValue().run(options);
            }
        }
    }

    private static Alone onNode(Measure measure) {
        return options -> {
            try (Node node = Node.start(options)) {
                measure.run(options, node);
            }
        };
    }
}
