package org.shuyuan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Half a million organisations: what the rights in a subtree add to a list, and how long it takes to open a node of the tree. */
final class Organisations {

    private static final String RECORDS = "/api/registers/organisation/records";
    private static final double ADDS = 1.2;
    private static final double OPENS = 50;

    private final Options options;
    private final Node node;
    private final Sql database;
    private final int requests;

    private Organisations(Options options, Node node) {
        this.options = options;
        this.node = node;
        this.database = node.database();
        this.requests = options.size("requests", 300, 60);
    }

    static void run(Options options) throws Exception {
        Path folder = Generated.empty(options.work().resolve("organisations"));
        try (Node node = Node.start(options, options.root(), folder.resolve("data"), "--port", "0",
                "--shuyuan.keys=" + folder.resolve("keys/data.keys"))) {
            new Organisations(options, node).run();
        }
    }

    private void run() throws Exception {
        int rows = options.size("rows", 500_000, 20_000);
        long start = System.nanoTime();
        Generated.bringIn(node, "organisation", Generated.pupils(options, 1, rows).resolve("10-organisation.csv"),
                node.session("node_operator", null));
        double imported = (System.nanoTime() - start) / 1e9;
        database.run("vacuum analyze data.organisation", "vacuum analyze data.organisation__tree");
        Result result = new Result("organisations", "Organisations: " + String.format("%,d", rows) + " schools in a tree of three levels of authorities");
        result.method(options, node, """
                The generator's schools under 1,000 counties, 20 cities and a province, imported in %s s. Lists of fifty through HTTP, by somebody who holds a \
                role at a city (a twentieth of all), whose rights say `self in scope`, beside the same list by somebody who is signed in and holds \
                nothing here, so that no subtree is asked for; in turn, %d requests of each, over one kept connection. \
                To open a node is the list of what stands directly under it. Milliseconds from the first byte sent to the last received.
                """.formatted(Stats.number(imported), requests));
        lists(result);
        opening(result);
        result.write(options);
    }

    private void lists(Result result) throws IOException {
        UUID city = UUID.fromString(database.text("select id::text from data.organisation where kind = 'city_authority' order by name limit 1"));
        String clerk = node.session("org_clerk", city);
        String nobody = node.session("catalogue_clerk", null);
        double worst = 0;
        List<List<String>> table = new ArrayList<>();
        for (String query : List.of("?sort=name&size=50", "?sort=code&size=50", "?kind=school&size=50", "?search=第12&size=50")) {
            List<Double> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            try (Wire one = new Wire(node.port(), clerk); Wire other = new Wire(node.port(), nobody)) {
                String path = RECORDS + query.replace("第", "%E7%AC%AC");
                for (int i = -requests / 5; i < requests; i++) {
                    double scoped = one.time(path);
                    double plain = other.time(path);
                    if (i >= 0) {
                        with.add(scoped);
                        without.add(plain);
                    }
                }
            }
            double share = Stats.median(with) / Stats.median(without);
            worst = Math.max(worst, share);
            table.add(List.of("`" + query + "`", Stats.number(Stats.median(without)), Stats.number(Stats.median(with)),
                    Stats.number(Stats.p95(without)), Stats.number(Stats.p95(with)), Stats.number(share)));
        }
        result.section("What rights in a subtree add to a list");
        result.rows(List.of("list", "median without, ms", "with", "p95 without", "with", "median with ÷ without"), table);
        result.goal("the worst list takes < 1.2 × as long with rights in a subtree", worst, worst < ADDS);
    }

    private void opening(Result result) throws IOException {
        List<List<String>> table = new ArrayList<>();
        double worst = 0;
        try (Wire wire = new Wire(node.port(), node.session("catalogue_clerk", null))) {
            for (String kind : List.of("province_authority", "city_authority", "county_authority", "school")) {
                List<String> ids = new ArrayList<>(database.rows("select id::text from data.organisation where kind = ? limit 2000", kind).stream()
                        .map(List::getFirst)
                        .toList());
                Collections.shuffle(ids, new Random(1));
                List<Double> took = new ArrayList<>();
                for (int i = -requests / 5; i < requests; i++) {
                    double time = wire.time(RECORDS + "?sort=name&size=50&parent=" + ids.get(Math.floorMod(i, ids.size())));
                    if (i >= 0) {
                        took.add(time);
                    }
                }
                worst = Math.max(worst, Stats.p95(took));
                table.add(List.of(kind, Stats.number(Stats.median(took)), Stats.number(Stats.p95(took)), Stats.number(Collections.max(took))));
            }
        }
        result.section("Opening a node of the tree");
        result.rows(List.of("a node of kind", "median, ms", "p95", "longest"), table);
        result.goal("p95 of opening any node < 50 ms", worst, worst < OPENS);
    }
}
