package org.shuyuan.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A million enrolments from release 1 of the packs to release 2, while a process of release 1 is read from and written to. */
final class Upgrade {

    private static final List<String> PACKS = List.of("education_base", "organisations", "catalogues", "students");

    private final Options options;
    private final Path work;
    private final List<Line> lines = Collections.synchronizedList(new ArrayList<>());

    private Upgrade(Options options, Path work) {
        this.options = options;
        this.work = work;
    }

    /** What the upgrading process said, and when. */
    private record Line(double at, String text) {}

    static void run(Options options) throws Exception {
        new Upgrade(options, Generated.empty(options.work().resolve("upgrade"))).run();
    }

    private void run() throws Exception {
        int rows = options.size("rows", 1_000_000, 20_000);
        boolean kill = options.size("kill", 0, 0) > 0;
        Path first = Generated.home(work.resolve("first"), Stream.concat(
                PACKS.stream().limit(2).map(options.root().resolve("packs")::resolve),
                PACKS.stream().skip(2).map(options.root().resolve("server/src/test/resources/releases/first")::resolve)).toList());
        Path second = Generated.home(work.resolve("second"), PACKS.stream().map(options.root().resolve("packs")::resolve).toList());
        String keys = "--shuyuan.keys=" + work.resolve("keys/data.keys");
        try (Node old = Node.start(options, first, work.resolve("data"), "--port", "0", keys)) {
            fill(old, rows);
            Sql database = old.database();
            String before = database.text(checksum("\"class\"", "entry"));
            Visitors visitors = new Visitors(old, database.rows("select id::text from data.enrolment order by id limit 2000").stream()
                    .map(List::getFirst)
                    .toList());
            visitors.start();
            Shell.pause(5_000);
            double start = visitors.now();
            if (kill) {
                Process killed = launch(second, old, keys, visitors);
                await(killed, "split history.enrolment.class");
                Shell.pause(500);
                killed.descendants().forEach(ProcessHandle::destroyForcibly);
                killed.destroyForcibly().waitFor();
                lines.add(new Line(visitors.now(), "(killed, and started again)"));
            }
            Process process = launch(second, old, keys, visitors);
            try (Node upgraded = Node.started(options, work.resolve("other"), process, "./shuyuan run --empty --db …")) {
                double ready = visitors.now();
                Shell.pause(2_000);
                visitors.close();
                String after = database.text(checksum(
                        "class_no || '班' || coalesce(class_note, '')", "entry_kind"));
                report(rows, old, visitors, start, ready, before.equals(after), lost(upgraded, visitors));
            }
        }
    }

    /** Of what nobody changed: how many, and what the changed fields hold. */
    private static String checksum(String name, String entry) {
        return "select concat_ws(' ', count(*), sum(hashtextextended(concat_ws('|', id, _change, " + name + ", " + entry
                + "), 0))) from data.enrolment where _version = 1 and id not in (select id from data.enrolment order by id limit 2000)";
    }

    private void fill(Node node, int rows) throws Exception {
        Path files = Generated.pupils(options, rows);
        String clerk = node.session("student_clerk", null);
        Generated.bringIn(node, "organisation", files.resolve("10-organisation.csv"), node.session("node_operator", null));
        Generated.bringIn(node, "person", files.resolve("20-person.csv"), clerk);
        Path old = work.resolve("enrolment.csv");
        try (BufferedReader in = Files.newBufferedReader(files.resolve("40-enrolment.csv"));
                BufferedWriter out = Files.newBufferedWriter(old)) {
            out.write("person,school,grade,class,since,until,entry,leave\n");
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                out.write(String.join(",", cells[0], cells[1], cells[2], cells[3] + "班" + cells[4], cells[5], cells[6], cells[8], cells[9]) + "\n");
            }
        }
        Generated.bringIn(node, "enrolment", old, clerk);
        String columns = node.database().text("select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute"
                + " where attrelid = 'data.enrolment'::regclass and attnum > 0 and not attisdropped and attname <> '_version'");
        node.database().run("insert into history.enrolment (_version, _until, " + columns + ") select 0, _since, " + columns
                        + " from data.enrolment where person::text < '4'", "vacuum analyze data.enrolment");
        node.database().checkpoint();
    }

    private Process launch(Path home, Node old, String keys, Visitors visitors) {
        Process process = Node.launch(options, home, work.resolve("other"),
                List.of("--port", "0", "--db", old.databaseUrl(), keys), ProcessBuilder.Redirect.PIPE);
        Thread.ofVirtual().start(() -> process.inputReader(StandardCharsets.UTF_8).lines()
                .forEach(line -> lines.add(new Line(visitors.now(), line))));
        return process;
    }

    private void await(Process process, String text) {
        while (process.isAlive() && List.copyOf(lines).stream().noneMatch(line -> line.text().contains(text))) {
            Shell.pause(20);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("The upgrade was over too soon: " + lines);
        }
    }

    /** Acknowledged writes that the upgraded node doesn't show. */
    private static long lost(Node upgraded, Visitors visitors) {
        Map<String, Integer> held = new ConcurrentHashMap<>();
        visitors.written().forEach((id, value) -> held.put(id, (int) upgraded.database()
                .number("select coalesce(class_no, 0) from data.enrolment where id = '" + id + "'")));
        return visitors.written().entrySet().stream()
                .filter(written -> !written.getValue().equals(held.get(written.getKey())) && !visitors.uncertain().contains(written.getKey()))
                .count();
    }

    private void report(int rows, Node old, Visitors visitors, double start, double ready, boolean same, long lost) throws IOException {
        List<Line> steps = lines.stream().filter(line -> line.text().matches("\\D*\\d+/\\d+ .*")).toList();
        double switched = steps.stream().filter(line -> line.text().contains(" rename ")).findFirst().orElseThrow().at();
        Result result = new Result("upgrade", "Upgrade: " + String.format("%,d", rows) + " enrolments from release 1 to release 2");
        result.method(options, old, """
                A node of release 1 of the packs `catalogues` and `students` holds as many persons and enrolments as the title says, and a quarter as \
                many earlier versions. A second process with release 2 is started on the same database and upgrades it: in both packs fields are \
                renamed, a text is split into two, a required field with a default comes, and code sets change. All the while three people use the \
                first process over HTTP: one reads records, one lists pages, one changes the field that is split. Seconds are from the start of the \
                second process. "Names change" is when the first rename begins: from there on the process of release 1 answers 503 for \
                what is gone, until it is replaced.
                """);
        result.rows(List.of("", ""), List.of(
                List.of("start of the second process until it serves", seconds(ready - start)),
                List.of("of these, steps of the upgrade before the names change", seconds(switched - steps.getFirst().at())),
                List.of("from the change of names until the second process serves", seconds(ready - switched)),
                List.of("longest wait for a lock, of anybody but the upgrade", milliseconds(visitors.longestLock())),
                List.of("records changed, or made, by others and not as they were", same ? "0" : "**SOME**"),
                List.of("acknowledged writes lost", "" + lost)));
        result.section("What the people at the first process saw");
        result.rows(List.of("", "answers", "median", "p99", "longest", "errors"), Stream.of("read", "list", "write")
                .flatMap(what -> Stream.of(
                        visitors.row(what, what + ", 5 s before", 0, start),
                        visitors.row(what, what + ", until the names change", start, switched),
                        visitors.row(what, what + ", from there until 2 s after the second serves", switched, ready + 2)))
                .toList());
        result.section("The steps that took longest");
        List<List<String>> longest = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            double end = i + 1 < steps.size() ? steps.get(i + 1).at() : ready;
            if (end - steps.get(i).at() > 0.3) {
                longest.add(List.of(steps.get(i).text().replaceFirst("^\\D*(\\d+/)", "$1"), seconds(end - steps.get(i).at())));
            }
        }
        result.rows(List.of("step", "took"), longest);
        boolean met = same && lost == 0 && visitors.errors(0, switched) == 0;
        result.say("**Goal: no row lost, no error before the names change. " + (met ? "Met.**" : "Missed.**"));
        result.write(options);
    }

    private static String seconds(double seconds) {
        return Stats.number(seconds) + " s";
    }

    static String milliseconds(double seconds) {
        return Stats.number(seconds * 1000) + " ms";
    }
}
