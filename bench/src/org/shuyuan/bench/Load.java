package org.shuyuan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a load for a while and tells what it cost whom. */
final class Load {

    /** What a run of the load did; nothing where it counts itself. */
    record Done(double count, double seconds, double p50, double p99) {}

    interface Run {
        Done run(int seconds);
    }

    /**
     * One run.
     *
     * @param server CPU-milliseconds per request of the process that was asked, {@code postgres} of the database, {@code client} of the
     *     program that asked
     */
    record Sample(double perSecond, double server, double postgres, double client, double p50, double p99) {}

    private final Options options;
    private final Node node;
    private final int clients;

    Load(Options options, Node node, int clients) {
        this.options = options;
        this.node = node;
        this.clients = clients;
    }

    Sample sample(Run run, long server, int seconds) {
        double serverBefore = server == 0 ? 0 : Processes.treeCpu(server);
        double postgresBefore = postgres();
        double clientBefore = Processes.childrenCpu();
        Done done = run.run(seconds);
        double postgres = postgres() - postgresBefore;
        double client = Processes.childrenCpu() - clientBefore;
        double serverAfter = server == 0 ? 0 : Processes.treeCpu(server);
        double each = 1000 / done.count();
        return new Sample(done.count() / done.seconds(), (serverAfter - serverBefore) * each, postgres * each, client * each,
                done.p50(), done.p99());
    }

    /** The database server has left the node's process tree: it is a daemon. */
    private double postgres() {
        return Processes.treeCpu(node.postgresPid());
    }

    Done wrk(int seconds, int port, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("wrk", "-t2", "-c" + clients, "-d" + seconds + "s", "--timeout", "10s",
                "-s", options.root().resolve("bench/load").resolve(script).toString(), "http://127.0.0.1:" + port, "--"));
        command.addAll(List.of(arguments));
        String output = Shell.run(options.work(), Map.of(), command);
        String[] words = output.lines().filter(line -> line.startsWith("RESULT")).findFirst().orElseThrow().split(" ");
        if (Long.parseLong(words[3]) > 0) {
            throw new IllegalStateException("Requests failed:\n" + output);
        }
        return new Done(Double.parseDouble(words[1]), Double.parseDouble(words[2]) / 1e6, Double.parseDouble(words[4]) / 1e3,
                Double.parseDouble(words[5]) / 1e3);
    }

    Done pgbench(int seconds, Path script) {
        Sql database = node.database();
        String output = Shell.run(options.work(), Map.of("PGPASSWORD", database.password()), List.of("pgbench", "-n", "-M", "prepared",
                "-T", "" + seconds, "-c", "" + clients, "-j", "2", "-f", script.toString(), "-h", database.host(), "-p", database.port(),
                "-U", database.user(), database.name()));
        double count = number(output, "number of transactions actually processed: ");
        return new Done(count, count / number(output, "tps = "), number(output, "latency average = "), Double.NaN);
    }

    private static double number(String output, String after) {
        int start = output.indexOf(after) + after.length();
        return Double.parseDouble(output.substring(start).split("[ \n]")[0]);
    }
}
