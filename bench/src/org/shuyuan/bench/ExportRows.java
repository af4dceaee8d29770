package org.shuyuan.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** A million rows out as a file, beside COPY TO of the same columns. */
final class ExportRows {

    private static final String COPY = "copy (select name, number, kind, day, amount, note, unit from data.entry order by id) to stdout (format csv, header)";
    private static final List<String> FORMATS = List.of("csv", "ndjson");
    private static final double GOAL = 0.4;

    private final Options options;
    private final Node node;
    private final String session;

    private ExportRows(Options options, Node node) {
        this.options = options;
        this.node = node;
        this.session = node.session("bench_keeper", null);
    }

    private record Sample(double seconds, double node, double postgres, double height, long bytes) {}

    static void run(Options options, Node node) throws Exception {
        new ExportRows(options, node).run();
    }

    private void run() throws Exception {
        int rows = options.size("rows", 1_000_000, 50_000);
        int large = options.size("large", 10_000_000, 100_000);
        int rounds = options.size("rounds", 5, 2);
        Fill fill = new Fill(node.database());
        fill.entries("entry", rows);
        List<Sample> copies = new ArrayList<>();
        List<List<Sample>> exports = new ArrayList<>();
        FORMATS.forEach(format -> exports.add(new ArrayList<>()));
        exported("csv", rows); // warm-up
        for (int i = 0; i < rounds; i++) {
            copies.add(copied(rows));
            for (int format = 0; format < FORMATS.size(); format++) {
                exports.get(format).add(exported(FORMATS.get(format), rows));
            }
            System.out.printf("· %d/%d COPY TO %s, exports %s%n", i + 1, rounds, copies.getLast(),
                    exports.stream().map(List::getLast).toList());
        }
        fill.entries("entry", large);
        List<Sample> many = new ArrayList<>();
        for (String format : FORMATS) {
            many.add(exported(format, large));
        }
        report(rows, large, rounds, copies, exports, many);
    }

    private Sample exported(String format, int rows) throws IOException, InterruptedException {
        Processes.forgetHeight(node.pid());
        double nodeCpu = Processes.treeCpu(node.pid());
        double postgresCpu = Processes.treeCpu(node.postgresPid());
        long start = System.nanoTime();
        long bytes;
        long lines;
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> answer = client.send(
                    node.request("/api/registers/entry/export?as=" + format, session).build(), HttpResponse.BodyHandlers.ofInputStream());
            Counting counting = new Counting();
            try (var in = answer.body()) {
                in.transferTo(counting);
            }
            bytes = counting.bytes;
            lines = counting.lines;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (lines != rows + (format.equals("csv") ? 1 : 0)) {
            throw new IllegalStateException(lines + " lines of " + rows + " records");
        }
        return new Sample(seconds, Processes.treeCpu(node.pid()) - nodeCpu, Processes.treeCpu(node.postgresPid()) - postgresCpu,
                Processes.memory(node.pid(), "VmHWM") / 1e6, bytes);
    }

    private Sample copied(int rows) throws SQLException, IOException {
        double postgresCpu = Processes.treeCpu(node.postgresPid());
        long start = System.nanoTime();
        Counting counting = new Counting();
        try (Connection connection = node.database().connect()) {
            if (connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY, counting) != rows) {
                throw new IllegalStateException("Not all rows were copied");
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Sample(seconds, 0, Processes.treeCpu(node.postgresPid()) - postgresCpu, 0, counting.bytes);
    }

    /** Throws away what it gets. */
    private static final class Counting extends OutputStream {

        private long bytes;
        private long lines;

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
            for (int i = from; i < from + length; i++) {
                if (some[i] == '\n') {
                    lines++;
                }
            }
        }
    }

    private void report(int rows, int large, int rounds, List<Sample> copies, List<List<Sample>> exports, List<Sample> many) throws IOException {
        Result result = new Result("export", "Export: " + String.format("%,d", rows) + " rows");
        result.method(options, node, """
                GET /api/registers/entry/export by somebody who may see every row, read to its end and thrown away; seven columns, the unit shown as \
                people see it and not by its id. Beside it COPY TO, as CSV, of the same columns with the unit's id, in the order of the ids, read by the \
                PostgreSQL driver. In turn, %d rounds, medians. Peak RSS is VmHWM of the node, reset before each export. At last \
                %,d rows, once for each format.
                """.formatted(rounds, large));
        List<List<String>> table = new ArrayList<>();
        table.add(row("COPY TO", rows, copies));
        for (int i = 0; i < FORMATS.size(); i++) {
            table.add(row("**" + FORMATS.get(i) + "**", rows, exports.get(i)));
        }
        for (int i = 0; i < FORMATS.size(); i++) {
            table.add(row(FORMATS.get(i) + ", " + String.format("%,d", large) + " rows", large, List.of(many.get(i))));
        }
        result.rows(List.of("", "seconds", "range", "rows per second", "size", "CPU-s node", "CPU-s PostgreSQL", "peak RSS of the node"), table);
        double copy = Stats.median(copies.stream().map(Sample::seconds).toList());
        for (int i = 0; i < FORMATS.size(); i++) {
            double share = copy / Stats.median(exports.get(i).stream().map(Sample::seconds).toList());
            result.goal("≥ 0.4 × the rate of COPY TO, " + FORMATS.get(i), share, share >= GOAL);
        }
        result.write(options);
    }

    private static List<String> row(String name, int rows, List<Sample> samples) {
        List<Double> seconds = samples.stream().map(Sample::seconds).toList();
        double height = samples.stream().mapToDouble(Sample::height).max().orElse(0);
        return List.of(name, Stats.number(Stats.median(seconds)), Stats.spread(seconds), Stats.number(rows / Stats.median(seconds)),
                Stats.megabytes(samples.getFirst().bytes()), Stats.number(Stats.median(samples.stream().map(Sample::node).toList())),
                Stats.number(Stats.median(samples.stream().map(Sample::postgres).toList())), height == 0 ? "" : Stats.number(height) + " MB");
    }
}
