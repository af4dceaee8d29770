package org.shuyuan.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody who imports sees of it at first, and what everybody else feels of it. */
final class DeskImport {

    private static final int THERE = 100_000; // rows that are read meanwhile

    private final Options options;
    private final Node node;
    private final int rows;
    private final String keeper;
    private final String reader;

    private DeskImport(Options options, Node node) {
        this.options = options;
        this.node = node;
        this.rows = options.size("rows", 100_000, 20_000);
        this.keeper = node.session("bench_keeper", null);
        this.reader = node.session("bench_reader", Fill.ROOT);
    }

    static void run(Options options, Node node) throws Exception {
        new DeskImport(options, node).run();
    }

    /** One import: seconds to the first rows told, and to the end; milliseconds of each read meanwhile. */
    private record Sample(double first, double whole, List<Double> reads) {}

    private void run() throws Exception {
        Fill fill = new Fill(node.database());
        fill.entries("small_entry", THERE);
        Path file = csv();
        int rounds = options.size("rounds", 5, 2);
        imported(fill, file);
        List<Sample> samples = new ArrayList<>();
        List<Double> before = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            before.addAll(reads(() -> false, 1_000));
            samples.add(imported(fill, file));
            System.out.printf("· first progress %.2f s, whole %.1f s%n", samples.getLast().first(), samples.getLast().whole());
        }
        fill.empty("entry");
        List<Double> during = samples.stream().flatMap(sample -> sample.reads().stream()).toList();
        Result result = new Result("desk-import", "Desk: an import of " + String.format("%,d", rows) + " rows beside other people's reads");
        result.method(options, node, """
                A file of %s sent to POST /api/registers/entry/imports, %d times, the table emptied before each. The first progress is the first \
                answer of GET …/imports/{id}, asked every 50 ms, that counts rows; the clock runs from the first byte sent. Meanwhile somebody reads \
                one record after another of a table of %,d rows by id, over one kept connection, with 5 ms between; beside it the same with nothing \
                else going on.
                """.formatted(Stats.megabytes(Files.size(file)), rounds, THERE));
        List<Double> first = samples.stream().map(Sample::first).toList();
        result.rows(List.of("", "seconds, median", "range"), List.of(
                List.of("first progress", Stats.number(Stats.median(first)), Stats.spread(first)),
                List.of("whole import", Stats.number(Stats.median(samples.stream().map(Sample::whole).toList())),
                        Stats.spread(samples.stream().map(Sample::whole).toList()))));
        result.rows(List.of("point reads", "number", "p50, ms", "p95", "longest"), List.of(row("alone", before), row("meanwhile", during)));
        result.goal("first progress within 1 s, the slowest", Collections.max(first), Collections.max(first) <= 1);
        double ratio = Stats.median(during) / Stats.median(before);
        result.goal("median of point reads ≤ 1.5 ×", ratio, ratio <= 1.5);
        double tail = Stats.p95(during) / Stats.p95(before);
        result.goal("p95 of point reads ≤ 1.5 ×", tail, tail <= 1.5);
        result.write(options);
    }

    private static List<String> row(String name, List<Double> times) {
        return List.of(name, String.format("%,d", times.size()), Stats.number(Stats.median(times)), Stats.number(Stats.p95(times)),
                Stats.number(Collections.max(times)));
    }

    private Path csv() throws SQLException, IOException {
        Path file = options.work().resolve("desk-import.csv");
        String query = "copy (select f.name, f.number, f.kind, f.day, f.amount, f.note, u.code as unit from (select " + Fill.values()
                + " from generate_series(1, " + rows + ") i) f(name, number, kind, day, amount, note, unit)"
                + " join data.unit u on u.id = f.unit) to stdout (format csv, header)";
        try (Connection connection = node.database().connect(); OutputStream out = Files.newOutputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query, out);
        }
        return file;
    }

    private Sample imported(Fill fill, Path file) throws Exception {
        fill.empty("entry");
        node.database().checkpoint();
        boolean[] done = new boolean[1];
        List<Double> reads = new ArrayList<>();
        Thread other = Thread.ofPlatform().start(() -> reads.addAll(reads(() -> done[0], Integer.MAX_VALUE)));
        long start = System.nanoTime();
        double first = 0;
        String imports = "/api/registers/entry/imports";
        HttpRequest send = node.request(imports + "?name=rows.csv", keeper)
                .header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofFile(file)).build();
        JsonNode state = JsonMapper.shared().readTree(node.send(send));
        String address = imports + "/" + state.path("id").asString();
        while (List.of("received", "checking", "writing", "waiting").contains(state.path("state").asString())) {
            if (first == 0 && state.path("read").asLong() > 0) {
                first = (System.nanoTime() - start) / 1e9;
            }
            Shell.pause(50);
            state = JsonMapper.shared().readTree(node.get(address, keeper));
        }
        double whole = (System.nanoTime() - start) / 1e9;
        done[0] = true;
        other.join();
        if (state.path("created").asLong() != rows) {
            throw new IllegalStateException("Not all rows went in: " + state);
        }
        return new Sample(first == 0 ? whole : first, whole, reads);
    }

    private interface Enough {
        boolean reached();
    }

    private List<Double> reads(Enough enough, int most) {
        Random random = new Random(1);
        List<Double> times = new ArrayList<>();
        try (Wire wire = new Wire(node.port(), reader)) {
            while (!enough.reached() && times.size() < most) {
                times.add(wire.time("/api/registers/small_entry/records/" + Fill.entry(1 + random.nextInt(THERE))));
                Shell.pause(5);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        return times;
    }
}
