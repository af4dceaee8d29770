package org.shuyuan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One record by its id, out of a million, through HTTP with a session; beside pgbench, and beside peers. */
final class PointRead {

    private static final String QUERY =
            "query($id:UUID!){entryByRowId(rowId:$id){rowId _version name number kind day amount note unitByUnit{rowId name}}}";

    private record Contender(String name, long process, Load.Run run) {}

    private PointRead() {}

    static void run(Options options, Node node) throws IOException {
        int rows = options.size("rows", 1_000_000, 100_000);
        int rounds = options.size("rounds", 7, 2);
        int seconds = options.size("seconds", 15, 3);
        int clients = options.size("clients", 16, 16);
        Sql database = node.database();
        new Fill(database).entries("entry", rows);
        String keeper = node.session("bench_keeper", null);
        String reader = node.session("bench_reader", Fill.ROOT);
        Load load = new Load(options, node, clients);
        UUID id = Fill.entry(1);
        Statements.Sent sent = new Statements(options, database).detail("entry", id, Statements.actor("bench_keeper", null));
        Path row = script(options, "row", rows, "select * from data.entry where id = '" + id + "'");
        Path same = script(options, "same", rows, sent.inlined());
        String path = "/api/registers/entry/records/";
        String body = node.get(path + id, keeper);
        String start = path + Fill.ENTRY_ID;
        try (Peer tomcat = Peer.tomcat(options, body);
                Peer one = Peer.postgraphile(options, database, 1);
                Peer two = Peer.postgraphile(options, database, Runtime.getRuntime().availableProcessors())) {
            List<Contender> contenders = List.of(
                    new Contender("pgbench: the row, all columns", 0, time -> load.pgbench(time, row)),
                    new Contender("**node: the record**", node.pid(),
                            time -> load.wrk(time, node.port(), "record.lua", "" + rows, start, keeper)),
                    new Contender("node: the record, to a reader within a scope", node.pid(),
                            time -> load.wrk(time, node.port(), "record.lua", "" + rows, start, reader)),
                    new Contender("pgbench: the node's statement", 0, time -> load.pgbench(time, same)),
                    new Contender("Java and JDBC: the node's statement", ProcessHandle.current().pid(),
                            time -> Statements.repeat(database, sent, id, rows, clients, time)),
                    new Contender("Tomcat alone: the same bytes", tomcat.process().pid(),
                            time -> load.wrk(time, tomcat.port(), "record.lua", "" + rows, start, keeper)),
                    peer(one, rows, load),
                    peer(two, rows, load));
            Map<String, List<Load.Sample>> samples = measure(contenders, load, rounds, seconds, options.size("warm", 30, 8));
            report(options, node, samples, contenders, body, sent, rows, rounds, seconds, clients, one.name());
        }
    }

    private static Contender peer(Peer peer, int rows, Load load) throws IOException {
        String tried = peer.ask("{entryByRowId(rowId:\\\"" + Fill.entry(1) + "\\\"){rowId name unitByUnit{name}}}");
        if (!tried.contains("\"name\"")) {
            throw new IllegalStateException(peer.name() + " answers " + tried);
        }
        return new Contender(peer.name(), peer.process().pid(),
                time -> load.wrk(time, peer.port(), "graphql.lua", "" + rows, Fill.ENTRY_ID, QUERY));
    }

    /** A statement for pgbench with a number at random in place of the end of the id. */
    private static Path script(Options options, String name, int rows, String statement) throws IOException {
        String fixed = "'" + Fill.entry(1) + "'";
        if (!statement.contains(fixed)) {
            throw new IllegalStateException("No " + fixed + " in " + statement);
        }
        return Files.writeString(options.work().resolve(name + ".pgbench"), "\\set n random(" + (Fill.FIRST + 1) + ", "
                + (Fill.FIRST + rows) + ")\n" + statement.replace(fixed, "('" + Fill.ENTRY_ID + "' || :n)").replace("::uuid", "")
                        .replace("|| :n)", "|| :n)::uuid").replace("\n", " ") + ";\n");
    }

    private static Map<String, List<Load.Sample>> measure(
            List<Contender> contenders, Load load, int rounds, int seconds, int warmUp) {
        Map<String, List<Load.Sample>> samples = new LinkedHashMap<>();
        contenders.forEach(contender -> contender.run().run(warmUp));
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : contenders) {
                Load.Sample sample = load.sample(contender.run(), contender.process(), seconds);
                samples.computeIfAbsent(contender.name(), any -> new ArrayList<>()).add(sample);
                System.out.printf("· %d/%d %s: %s/s%n", round, rounds, contender.name(), Stats.number(sample.perSecond()));
            }
        }
        return samples;
    }

    private static void report(Options options, Node node, Map<String, List<Load.Sample>> samples, List<Contender> contenders,
            String body, Statements.Sent sent, int rows, int rounds, int seconds, int clients, String peer) throws IOException {
        Result result = new Result("point-read", "Point read: one record of " + String.format("%,d", rows) + " by its id");
        result.method(options, node, """
                Random ids. %d clients each, all on this machine and on the same cores as what they measure; %d rounds, in each every
                contender once for %d s in the order of the table, after one warm-up each; medians. HTTP by wrk 4.1 (2 threads, keep-alive, \
                a session cookie; a record of %d bytes), PostgreSQL by pgbench -M prepared over loopback TCP. The node reads the row \
                with the title of the unit that it refers to, under the policy, as JSON; PostGraphile is asked for the same fields, \
                without a policy or a session. CPU is milliseconds per request, of the asked process, of PostgreSQL and of the load \
                generator; together they cannot exceed the cores.
                """.formatted(clients, rounds, seconds, body.getBytes().length));
        double base = rate(samples.get(contenders.getFirst().name()));
        List<List<String>> table = new ArrayList<>();
        samples.forEach((name, all) -> table.add(List.of(name, Stats.number(rate(all)),
                Stats.spread(all.stream().map(Load.Sample::perSecond).toList()), Stats.number(rate(all) / base),
                median(all, Load.Sample::server), median(all, Load.Sample::postgres), median(all, Load.Sample::client),
                median(all, Load.Sample::p50), median(all, Load.Sample::p99))));
        result.rows(List.of("", "per second", "range", "× pgbench", "CPU asked", "CPU PostgreSQL", "CPU load", "p50 ms", "p99 ms"), table);
        double ours = rate(samples.get(contenders.get(1).name()));
        result.goal("≥ 0.15 × the rate of pgbench", ours / base, ours / base >= 0.15);
        double theirs = rate(samples.get(peer));
        result.goal("≥ 5 × " + peer, ours / theirs, ours / theirs >= 5);
        breakdown(result, samples, contenders);
        result.say("The node's statement:");
        result.sql(sent.text());
        result.write(options);
    }

    private static void breakdown(Result result, Map<String, List<Load.Sample>> samples, List<Contender> contenders) {
        double[] server = contenders.stream()
                .mapToDouble(each -> Stats.median(samples.get(each.name()).stream().map(Load.Sample::server).toList()))
                .toArray();
        double[] postgres = contenders.stream()
                .mapToDouble(each -> Stats.median(samples.get(each.name()).stream().map(Load.Sample::postgres).toList()))
                .toArray();
        result.section("Where a request's CPU goes (milliseconds)");
        result.rows(List.of("part", "CPU ms", "how it is known"), List.of(
                List.of("HTTP in Tomcat", Stats.number(server[5]), "Tomcat alone"),
                List.of("JDBC", Stats.number(server[4]), "Java and JDBC"),
                List.of("Spring MVC, session, policy, statement, answer", Stats.number(server[1] - server[5] - server[4]), "what is left of the node"),
                List.of("PostgreSQL: the row", Stats.number(postgres[0]), "pgbench"),
                List.of("PostgreSQL: JSON, policy, the unit's title", Stats.number(postgres[3] - postgres[0]), "the node's statement by pgbench, less that"),
                List.of("PostgreSQL: on the node's behalf, more than that", Stats.number(postgres[1] - postgres[3]), "the node, less that: fewer requests wait for each wake-up")));
    }

    private static double rate(List<Load.Sample> samples) {
        return Stats.median(samples.stream().map(Load.Sample::perSecond).toList());
    }

    private static String median(List<Load.Sample> samples, java.util.function.Function<Load.Sample, Double> what) {
        return Stats.number(Stats.median(samples.stream().map(what).toList()));
    }
}
