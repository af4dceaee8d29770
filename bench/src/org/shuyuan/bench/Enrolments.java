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

/** A million enrolments of the generator through the import, beside a bare COPY into the same table under the same constraints. */
final class Enrolments {

    private static final double GOAL = 0.33;

    private final Options options;
    private final Node node;
    private final Sql database;

    private Enrolments(Options options, Node node) {
        this.options = options;
        this.node = node;
        this.database = node.database();
    }

    static void run(Options options) throws Exception {
        Path folder = Generated.empty(options.work().resolve("enrolments"));
        try (Node node = Node.start(options, options.root(), folder.resolve("data"), "--port", "0",
                "--shuyuan.keys=" + folder.resolve("keys/data.keys"))) {
            new Enrolments(options, node).run(folder);
        }
    }

    private void run(Path folder) throws Exception {
        int rows = options.size("rows", 1_000_000, 20_000);
        int rounds = options.size("rounds", 3, 2);
        Path files = Generated.pupils(options, rows);
        String clerk = node.session("student_clerk", null);
        Generated.bringIn(node, "organisation", files.resolve("10-organisation.csv"), node.session("node_operator", null));
        Generated.bringIn(node, "person", files.resolve("20-person.csv"), clerk);
        List<Double> imports = new ArrayList<>();
        List<Double> copies = new ArrayList<>();
        Path bare = folder.resolve("bare.csv");
        String columns = database.text("select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute"
                + " where attrelid = 'data.enrolment'::regclass and attnum > 0 and not attisdropped");
        double height = 0;
        for (int i = 0; i <= rounds; i++) { // the first is the warm-up, and makes the rows for COPY
            empty();
            Processes.forgetHeight(node.pid());
            long start = System.nanoTime();
            Generated.bringIn(node, "enrolment", files.resolve("40-enrolment.csv"), clerk);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (database.number("select count(*) from data.enrolment") != rows) {
                throw new IllegalStateException("Not all rows went in");
            }
            if (i == 0) {
                out(bare, columns);
                continue;
            }
            imports.add(seconds);
            height = Math.max(height, Processes.memory(node.pid(), "VmHWM") / 1e6);
            empty();
            copies.add(in(bare, columns));
            System.out.printf("· %d/%d import %.1f s, bare COPY %.1f s%n", i, rounds, seconds, copies.getLast());
        }
        report(rows, rounds, imports, copies, height);
    }

    private void empty() {
        database.run("truncate data.enrolment, history.enrolment");
        database.checkpoint();
    }

    private void out(Path file, String columns) throws SQLException, IOException {
        try (Connection connection = database.connect(); OutputStream out = Files.newOutputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy data.enrolment (" + columns + ") to stdout (format csv)", out);
        }
    }

    private double in(Path file, String columns) throws SQLException, IOException {
        long start = System.nanoTime();
        try (Connection connection = database.connect(); InputStream in = Files.newInputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy data.enrolment (" + columns + ") from stdin (format csv)", in, 1 << 16);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void report(int rows, int rounds, List<Double> imports, List<Double> copies, double height) throws IOException {
        Result result = new Result("enrolments", "Import: " + String.format("%,d", rows) + " enrolments");
        result.method(options, node, """
                The generator's enrolments, person by number and school by code, through POST /api/registers/enrolment/imports by a clerk of the whole country; \
                persons and schools are there. Beside it a bare COPY of the same rows, ready with ids and references, into the same table with the same \
                %d indexes and constraints, one of which keeps a person's periods from overlapping. In turn, %d rounds after one to \
                warm up, the table emptied and a checkpoint made before each; medians.
                """.formatted(database.number("select count(*) from pg_index where indrelid = 'data.enrolment'::regclass"), rounds));
        double copy = Stats.median(copies);
        double ours = Stats.median(imports);
        result.rows(List.of("", "seconds", "range", "rows per second", "peak RSS of the node"), List.of(
                List.of("bare COPY", Stats.number(copy), Stats.spread(copies), Stats.number(rows / copy), ""),
                List.of("**import**", Stats.number(ours), Stats.spread(imports), Stats.number(rows / ours), Stats.number(height) + " MB")));
        result.goal("≥ 0.33 × the rate of a bare COPY", copy / ours, copy / ours >= GOAL);
        result.write(options);
    }
}
