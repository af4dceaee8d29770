package org.shuyuan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;

/** A file of a million rows through the import, beside a bare COPY of the same rows into the same table. */
final class ImportRows {

    private static final String COLUMNS = "id, _version, _since, _change, name, number, kind, day, amount, note, unit";

    private final Options options;
    private final Node node;
    private final Sql database;
    private final String session;

    private ImportRows(Options options, Node node) {
        this.options = options;
        this.node = node;
        this.database = node.database();
        this.session = node.session("bench_keeper", null);
    }

    private record Sample(double seconds, double node, double postgres, double height) {}

    static void run(Options options, Node node) throws Exception {
        new ImportRows(options, node).run();
    }

    private void run() throws Exception {
        int rows = options.size("rows", 1_000_000, 50_000);
        int rounds = options.size("rounds", 5, 2);
        Fill fill = new Fill(database);
        fill.units();
        Path small = csv("small.csv", rows / 10, false);
        Path file = csv("rows.csv", rows, false);
        Path bare = csv("bare.csv", rows, true);
        imported(fill, small, rows / 10); // warm-up
        List<Sample> smaller = new ArrayList<>();
        List<Sample> imports = new ArrayList<>();
        List<Double> copies = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            smaller.add(imported(fill, small, rows / 10));
            imports.add(imported(fill, file, rows));
            copies.add(copied(fill, bare, rows));
            System.out.printf("· %d/%d import %s, bare COPY %.1f s%n", i + 1, rounds, imports.getLast(), copies.getLast());
        }
        double idempotent = again(file);
        fill.empty("entry");
        report(rows, rounds, Files.size(file), smaller, imports, copies, idempotent);
    }

    /** The rows as a file: for people, with the unit by its code; or for COPY, with every column. */
    private Path csv(String name, int rows, boolean bare) throws SQLException, IOException {
        Path file = options.work().resolve(name);
        String query = bare
                ? "copy (select " + Fill.columns() + " from generate_series(1, " + rows + ") i) to stdout (format csv)"
                : "copy (select f.name, f.number, f.kind, f.day, f.amount, f.note, u.code as unit from (select " + Fill.values()
                        + " from generate_series(1, " + rows + ") i) f(name, number, kind, day, amount, note, unit)"
                        + " join data.unit u on u.id = f.unit) to stdout (format csv, header)";
        try (Connection connection = database.connect(); OutputStream out = Files.newOutputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query, out);
        }
        return file;
    }

    private Sample imported(Fill fill, Path file, int rows) throws IOException {
        fill.empty("entry");
        database.checkpoint();
        Processes.forgetHeight(node.pid());
        double nodeCpu = Processes.treeCpu(node.pid());
        double postgresCpu = Processes.treeCpu(node.postgresPid());
        long start = System.nanoTime();
        JsonNode state = node.bringIn("entry", file, session);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (state.path("created").asLong() != rows || database.number("select count(*) from data.entry") != rows) {
            throw new IllegalStateException("Not all rows went in: " + state);
        }
        return new Sample(seconds, Processes.treeCpu(node.pid()) - nodeCpu, Processes.treeCpu(node.postgresPid()) - postgresCpu,
                Processes.memory(node.pid(), "VmHWM") / 1e6);
    }

    private double copied(Fill fill, Path file, int rows) throws SQLException, IOException {
        fill.empty("entry");
        database.checkpoint();
        long start = System.nanoTime();
        try (Connection connection = database.connect(); InputStream in = Files.newInputStream(file)) {
            long copied = connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy data.entry (" + COLUMNS + ") from stdin (format csv)", in, 1 << 16);
            if (copied != rows) {
                throw new IllegalStateException(copied + " rows copied");
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The same file over the rows that COPY brought in: nothing changes. */
    private double again(Path file) throws IOException {
        long start = System.nanoTime();
        JsonNode state = node.bringIn("entry", file, session);
        if (state.path("created").asLong() + state.path("changed").asLong() > 0) {
            throw new IllegalStateException("The same rows changed something: " + state);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void report(int rows, int rounds, long bytes, List<Sample> smaller, List<Sample> imports, List<Double> copies,
            double again) throws IOException {
        Result result = new Result("import", "Import: " + String.format("%,d", rows) + " rows of CSV");
        result.method(options, node, """
                A file of %s with seven columns, the unit by its code, sent to POST /api/registers/entry/imports; the time runs from the first byte \
                sent until the import says that it is done: types, codes, references, checks and rights looked at, records, evidence and \
                outbox written. Beside it a bare COPY of the same rows, ready with ids and references, into the same table with the same \
                constraints and the same %d indexes. In turn, %d rounds, the table emptied and a checkpoint made before each; medians. Peak RSS is \
                VmHWM of the node, reset before each import.
                """.formatted(Stats.megabytes(bytes), database.number("select count(*) from pg_index where indrelid = 'data.entry'::regclass"),
                        rounds));
        double copy = Stats.median(copies);
        double ours = median(imports, Sample::seconds);
        result.rows(List.of("", "seconds", "range", "rows per second", "CPU-s node", "CPU-s PostgreSQL", "peak RSS of the node"), List.of(
                row("bare COPY", rows, copies, List.of("", "", "")),
                row("**import**", rows, imports.stream().map(Sample::seconds).toList(), costs(imports)),
                row("import of a tenth of the rows", rows / 10, smaller.stream().map(Sample::seconds).toList(), costs(smaller)),
                row("the same file again: no change", rows, List.of(again), List.of("", "", ""))));
        result.goal("≥ 0.33 × the rate of a bare COPY", copy / ours, copy / ours >= 0.33);
        result.write(options);
    }

    private static List<String> row(String name, int rows, List<Double> seconds, List<String> costs) {
        double median = Stats.median(seconds);
        List<String> row = new ArrayList<>(List.of(name, Stats.number(median), Stats.spread(seconds), Stats.number(rows / median)));
        row.addAll(costs);
        return row;
    }

    private static List<String> costs(List<Sample> samples) {
        return List.of(Stats.number(median(samples, Sample::node)), Stats.number(median(samples, Sample::postgres)),
                Stats.number(samples.stream().mapToDouble(Sample::height).max().orElse(0)) + " MB");
    }

    private static double median(List<Sample> samples, java.util.function.Function<Sample, Double> what) {
        return Stats.median(samples.stream().map(what).toList());
    }
}
