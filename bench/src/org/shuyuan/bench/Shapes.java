package org.shuyuan.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The generated table beside the shapes in which others keep what they don't know beforehand. */
final class Shapes {

    /** What lists are asked for: the kinds, and the units of the tree's second level. */
    static final List<String> KINDS = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");

    static final int FIRST_BRANCH = 2;
    static final int BRANCHES = 10;

    private static final int BATCH = 1_000;

    private final Options options;
    private final int rows;
    private final int reads;
    private final int rounds;
    /** Milliseconds by what is done, then by shape. */
    private final Map<String, Map<String, List<Double>>> times = new LinkedHashMap<>();

    private Shapes(Options options) {
        this.options = options;
        this.rows = options.size("rows", 1_000_000, 50_000);
        this.reads = options.size("reads", 3_000, 200);
        this.rounds = options.size("rounds", 5, 2);
    }

    static void run(Options options, Node node) throws Exception {
        new Shapes(options).measure(node);
    }

    private interface Work {
        Object run() throws SQLException;
    }

    private void measure(Node node) throws Exception {
        Sql database = node.database();
        Shape ours = new Ours(options, database, rows);
        List<Shape> shapes = List.of(ours, new EavShape(database, rows), new JsonShape(database, rows));
        Map<String, Long> bytes = new LinkedHashMap<>();
        Result result = new Result("shapes", "Shapes of storage: " + String.format("%,d", rows) + " entries");
        result.method(options, node, """
                The same entries and units in the same server. One connection over JDBC, prepared statements, %d rounds in which the shapes take turns; \
                per round %d reads of each kind at random (point: as JSON by its key; list: of one of ten kinds within one of ten branches of the tree, by name, \
                first page of 50, as JSON), one roll-up (count and sum per branch and kind), a batch of %d in one transaction, a tenth of that in one transaction each. \
                Median milliseconds; p95 of reads in brackets. The shapes of others are read with one statement where their programs send several.
                """.formatted(rounds, reads / rounds, BATCH));
        shapes.forEach(Shape::fill);
        database.checkpoint();
        for (Shape shape : shapes) {
            bytes.put(shape.name(), shape.bytes());
        }
        rounds(database, shapes, rows);
        shapes.stream().skip(1).forEach(shape -> database.run("drop schema " + (shape instanceof EavShape ? "eav" : "dms") + " cascade"));
        int larger = options.size("more", 10_000_000, 100_000);
        Shape many = new Ours(options, database, larger);
        many.fill();
        bytes.put(many.name(), many.bytes());
        rounds(database, List.of(many), larger);
        result.rows(head(bytes.keySet()), table(bytes));
        lead(result, shapes);
        shapes.forEach(shape -> result.say(shape.described()));
        result.write(options);
    }

    private void rounds(Sql database, List<Shape> shapes, int rows) throws SQLException {
        Random random = new Random(7);
        try (Connection connection = database.connect()) {
            for (int round = 0; round <= rounds; round++) { // the first one warms up
                for (Shape shape : shapes) {
                    boolean counts = round > 0;
                    for (int i = 0; i < reads / rounds; i++) {
                        time(counts, "point", shape, () -> shape.point(connection, 1 + random.nextInt(rows)));
                    }
                    for (int i = 0; i < Math.max(10, reads / rounds / 10); i++) {
                        String kind = KINDS.get(random.nextInt(KINDS.size()));
                        int branch = FIRST_BRANCH + random.nextInt(BRANCHES);
                        time(counts, "filtered list", shape, () -> shape.list(connection, kind, branch));
                    }
                    time(counts, "roll-up", shape, () -> shape.rollUp(connection));
                    long first = rows + 1 + round * 2L * BATCH;
                    time(counts, "batch insert of " + BATCH, shape, () -> insert(shape, connection, first, BATCH, false));
                    long next = first + BATCH;
                    for (int i = 0; i < BATCH / 10; i++) {
                        long number = next + i;
                        time(counts, "single insert", shape, () -> insert(shape, connection, number, 1, true));
                    }
                }
                System.out.println("· round " + round + " of " + rounds);
            }
        }
        shapes.forEach(shape -> shape.removeAfter(rows));
    }

    private static Object insert(Shape shape, Connection connection, long first, int count, boolean each) throws SQLException {
        shape.insert(connection, first, count, each);
        return count;
    }

    private void time(boolean counts, String what, Shape shape, Work work) throws SQLException {
        long start = System.nanoTime();
        Object answer = work.run();
        double time = (System.nanoTime() - start) / 1e6;
        if (answer.equals("") || answer.equals(0) || (what.equals("roll-up") && (int) answer < 100)) {
            throw new IllegalStateException(shape.name() + ", " + what + ": " + answer);
        }
        if (counts) {
            times.computeIfAbsent(what, any -> new LinkedHashMap<>())
                    .computeIfAbsent(shape.name(), any -> new ArrayList<>())
                    .add(time);
        }
    }

    private static List<String> head(Iterable<String> names) {
        List<String> head = new ArrayList<>(List.of("milliseconds"));
        names.forEach(head::add);
        return head;
    }

    private List<List<String>> table(Map<String, Long> bytes) {
        List<List<String>> table = new ArrayList<>();
        times.forEach((what, byShape) -> {
            List<String> row = new ArrayList<>(List.of(what));
            bytes.keySet().forEach(name -> {
                List<Double> all = byShape.get(name);
                row.add(Stats.number(Stats.median(all)) + (all.size() > 20 ? " (" + Stats.number(Stats.p95(all)) + ")" : ""));
            });
            table.add(row);
        });
        List<String> size = new ArrayList<>(List.of("on the disk"));
        bytes.values().forEach(each -> size.add(Stats.megabytes(each)));
        table.add(size);
        return table;
    }

    private void lead(Result result, List<Shape> shapes) throws IOException {
        List<String> behind = new ArrayList<>();
        times.forEach((what, byShape) -> {
            double own = Stats.median(byShape.get(shapes.getFirst().name()));
            shapes.stream().skip(1).filter(shape -> Stats.median(byShape.get(shape.name())) < own).forEach(shape -> behind.add(
                    what + ": " + shape.name() + " takes " + Stats.number(Stats.median(byShape.get(shape.name())) / own) + " × our time"));
        });
        result.say("**Goal: the generated table leads in all. " + (behind.isEmpty() ? "Met.**"
                : "Missed in:** " + String.join("; ", behind) + "."));
    }
}
