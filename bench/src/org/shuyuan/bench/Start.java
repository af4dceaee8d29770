package org.shuyuan.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the launcher's word to the first answered request, on data that are there already. */
final class Start {

    private record Sample(double seconds, double cpu, double node, double postgres, double nodeAlone) {}

    private Start() {}

    static void run(Options options) throws IOException {
        int rounds = options.size("rounds", 7, 2);
        int rest = options.size("rest", 10, 5);
        List<Sample> samples = new ArrayList<>();
        Result result = new Result("start", "Second start: from `./shuyuan run` to the first answered request");
        try (Node first = Node.start(options)) {
            result.method(options, first, """
                    The node was started once before, so that it is built, its cache is trained and its tables are there; then %d starts, \
                    medians. The clock starts when the launcher does, and stops when GET /api/node has been answered with 200 (asked every 10 ms). CPU \
                    is that of the launcher, the node, and PostgreSQL with all that belong to them until then. Memory after %d s without a \
                    request: RSS of the node; of PostgreSQL the sum of its processes' PSS, so that what they share counts once.
                    """.formatted(rounds, rest));
            result.say("Rows in the database: " + first.database().text("""
                    select string_agg(relname || ' ' || to_char(greatest(reltuples, 0), 'FM999,999,990'), ', ' order by relname)
                    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
                    where nspname = 'data' and relkind = 'r' and relname not like '%\\_\\_%'
                    """) + ".");
        }
        for (int i = 0; i < rounds; i++) {
            samples.add(sample(options, rest));
            System.out.println("· " + samples.getLast());
        }
        result.rows(List.of("", "median", "range"), List.of(
                row("seconds to the first answer", samples.stream().map(Sample::seconds).toList()),
                row("CPU-seconds, everything", samples.stream().map(Sample::cpu).toList()),
                row("of these, launcher and node", samples.stream().map(Sample::nodeAlone).toList()),
                row("idle memory of the node, MB", samples.stream().map(Sample::node).toList()),
                row("idle memory of PostgreSQL, MB", samples.stream().map(Sample::postgres).toList())));
        result.write(options);
    }

    private static List<String> row(String name, List<Double> values) {
        return List.of(name, Stats.number(Stats.median(values)), Stats.spread(values));
    }

    private static Sample sample(Options options, int rest) throws IOException {
        Path data = options.work().resolve("data");
        Files.deleteIfExists(data.resolve("node.json"));
        int port = Peer.freePort();
        long start = System.nanoTime();
        Process process = Node.launch(options, data, port);
        try {
            while (!answers(port)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The node does not start; see " + options.work().resolve("node.log"));
                }
                Shell.pause(10);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long postgres = Long.parseLong(
                    Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
            double node = Processes.treeCpu(process.pid());
            double cpu = node + Processes.treeCpu(postgres);
            Shell.pause(rest * 1000L);
            return new Sample(seconds, cpu, Processes.memory(process.pid(), "VmRSS") / 1e6, Processes.proportionalMemory(postgres) / 1e6, node);
        } finally {
            Node.stop(process);
        }
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/api/node").toURL().openConnection();
            connection.setConnectTimeout(1000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
