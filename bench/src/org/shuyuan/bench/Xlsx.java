package org.shuyuan.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A workbook read and checked by an import that only tries, beside fastexcel-reader merely reading it. */
final class Xlsx {

    private static final int COLUMNS = 15;
    private static final int FULL = 1_048_575; // rows below a header
    private static final String FLAT = "64m";

    private final Options options;
    private final Node node;
    private final String session;

    private Xlsx(Options options, Node node) {
        this.options = options;
        this.node = node;
        this.session = node.session("bench_keeper", null);
    }

    static void run(Options options, Node node) throws Exception {
        new Xlsx(options, node).run();
    }

    private void run() throws Exception {
        int rows = options.size("rows", 100_000, 5_000);
        int rounds = options.size("rounds", 5, 2);
        Fill fill = new Fill(node.database());
        fill.units();
        fill.empty("entry");
        String unit = node.database().text("select code from data.unit order by code limit 1");
        Path file = workbook("rows.xlsx", rows, unit);
        imported(file, rows); // warm-up
        List<Double> imports = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        List<Double> readings = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            imports.add(imported(file, rows));
            peers.add(reading("fastexcel", "1g", file, 3));
            readings.add(reading("ours", "1g", file, 3));
            System.out.printf("· %d/%d import %.2f s, fastexcel-reader %.2f s, our reading %.2f s%n", i + 1, rounds, imports.getLast(),
                    peers.getLast(), readings.getLast());
        }
        int most = options.size("most", FULL, 20_000);
        Path full = workbook("full.xlsx", most, unit);
        double flat = reading("ours", FLAT, full, 1);
        report(rows, rounds, Files.size(file), imports, peers, readings, most, flat);
    }

    /** Names stand in their cells, texts that repeat are shared, numbers and days are numbers. Seven columns are the register's, the others are left out. */
    private Path workbook(String name, int rows, String unit) throws IOException {
        Path file = options.work().resolve(name);
        try (OutputStream out = Files.newOutputStream(file); Workbook workbook = new Workbook(out, "bench", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("rows");
            List<String> header = new ArrayList<>(List.of("name", "number", "kind", "day", "amount", "note", "unit"));
            for (int i = header.size(); i < COLUMNS; i++) {
                header.add("more " + i);
            }
            for (int i = 0; i < COLUMNS; i++) {
                sheet.value(0, i, header.get(i));
            }
            LocalDate first = LocalDate.of(2000, 1, 1);
            for (int row = 1; row <= rows; row++) {
                sheet.inlineString(row, 0, "名称 " + row);
                sheet.value(row, 1, 1_000_000_000L + row);
                sheet.value(row, 2, "");
                sheet.value(row, 3, first.plusDays(row % 9_000));
                sheet.style(row, 3).format("yyyy-mm-dd").set();
                sheet.value(row, 4, row % 1_000 + 0.25);
                sheet.value(row, 5, "附注 " + row % 100);
                sheet.value(row, 6, unit);
                for (int i = 7; i < COLUMNS; i++) {
                    sheet.value(row, i, row * (long) i);
                }
                if (row % 1_000 == 0) {
                    sheet.flush();
                }
            }
        }
        return file;
    }

    private double imported(Path file, int rows) throws IOException {
        long start = System.nanoTime();
        String imports = "/api/registers/entry/imports";
        HttpRequest request = node.request(imports + "?dry_run=true", session)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        JsonNode state = JsonMapper.shared().readTree(node.send(request));
        String address = imports + "/" + state.path("id").asString();
        while (List.of("received", "checking", "writing").contains(state.path("state").asString())) {
            Shell.pause(20);
            state = JsonMapper.shared().readTree(node.get(address, session));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!state.path("state").asString().equals("done") || state.path("created").asLong() != rows) {
            throw new IllegalStateException("Not all rows are good: " + state + node.get(address + "/faults?size=3", session));
        }
        return seconds;
    }

    /** The last of some readings in a process of its own, when the JVM is warm. */
    private double reading(String whose, String memory, Path file, int rounds) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        String told = Shell.run(options.root(), home.resolve("bin/java").toString(), "-Xmx" + memory, "-Xlog:disable", "-cp",
                System.getProperty("java.class.path") + ":" + peer(),
                options.root().resolve("bench/src/org/shuyuan/bench/XlsxReading.java").toString(), whose, file.toString(), "" + rounds);
        String[] lines = told.strip().split("\n");
        return Double.parseDouble(lines[lines.length - 1].split(" ")[0]);
    }

    /** What the tests use too, and Maven therefore has fetched. */
    private String peer() throws IOException {
        Path maven = Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        try (Stream<Path> files = Stream.of("org/dhatim/fastexcel-reader", "org/apache/commons/commons-compress", "commons-io/commons-io",
                        "org/apache/commons/commons-lang3")
                .map(maven::resolve)
                .filter(Files::isDirectory)
                .flatMap(Xlsx::jars)) {
            String jars = files.map(Path::toString).collect(Collectors.joining(":"));
            if (!jars.contains("fastexcel-reader")) {
                throw new IllegalStateException("fastexcel-reader is not in " + maven + ": run ./shuyuan test once");
            }
            return jars;
        }
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted(java.util.Comparator.reverseOrder()).toList().stream();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private void report(int rows, int rounds, long bytes, List<Double> imports, List<Double> peers, List<Double> readings, int most,
            double flat) throws IOException, SQLException {
        Result result = new Result("xlsx", "Workbooks: " + String.format("%,d", rows) + " rows of " + COLUMNS + " columns");
        result.method(options, node, """
                A workbook of %s, seven columns of which are a register's, sent to POST /api/registers/entry/imports?dry_run=true; the time runs from \
                the first byte sent until the import says that it is done: read, types, references, checks and rights looked at, nothing written. \
                Beside it fastexcel-reader reading every cell of the same file as text, and our own reading alone, each the third time in a process of \
                its own. In turn, %d rounds; medians.
                """.formatted(Stats.megabytes(bytes), rounds));
        result.rows(List.of("", "seconds", "range", "rows per second"), List.of(
                row("fastexcel-reader, reading", rows, peers),
                row("our reading alone", rows, readings),
                row("**import that only tries**", rows, imports)));
        result.say("A sheet of %,d rows is read in %s seconds by a process with a heap of %s.".formatted(most, Stats.number(flat), FLAT));
        double ratio = Stats.median(imports) / Stats.median(peers);
        result.goal("≤ 2 × the time in which fastexcel-reader reads the file", ratio, ratio <= 2);
        result.write(options);
    }

    private static List<String> row(String name, int rows, List<Double> seconds) {
        double median = Stats.median(seconds);
        return List.of(name, Stats.number(median), Stats.spread(seconds), Stats.number(rows / median));
    }
}
