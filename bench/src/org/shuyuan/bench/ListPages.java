package org.shuyuan.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A page of fifty out of ten million rows, beside the same out of a hundred thousand. */
final class ListPages {

    private static final List<String> SORTS = List.of("", "name", "number", "day", "-day", "amount");
    private static final double FACTOR = 1.5;
    private static final int PAGE = 50;

    private final Options options;
    private final Node node;
    private final int big;
    private final int small;
    private final int requests;
    private final Map<String, UUID> scopes = new LinkedHashMap<>();
    private final Map<String, String> sessions = new LinkedHashMap<>();
    private final Result result;
    private double worst;

    private ListPages(Options options, Node node) {
        this.options = options;
        this.node = node;
        this.big = options.size("rows", 10_000_000, 200_000);
        this.small = options.size("small", 100_000, 20_000);
        this.requests = options.size("requests", 300, 60);
        this.result = new Result("list", "List: a page of fifty, " + thousands(big) + " rows beside " + thousands(small));
        scopes.put("1 %", Fill.HUNDREDTH);
        scopes.put("10 %", Fill.TENTH);
        scopes.put("100 %", Fill.ROOT);
        scopes.forEach((share, unit) -> sessions.put(share, node.session("bench_reader", unit)));
    }

    static void run(Options options, Node node) throws IOException {
        new ListPages(options, node).run();
    }

    private void run() throws IOException {
        Fill fill = new Fill(node.database());
        fill.entries("small_entry", small);
        fill.entries("entry", big);
        result.method(options, node, """
                GET /api/registers/…/records?sort=…&after=… through HTTP with a session of somebody who holds a role at a unit of the tree, so \
                that `unit in scope` gives 1 %%, 10 %% or all of the rows. %d requests per cell and table, one after another over one kept \
                connection, each after a row of the scope taken at random; the two tables in turn. Milliseconds from the first byte sent to \
                the last byte received. The rows of a unit are scattered over the whole table.
                """.formatted(requests));
        pages();
        deep();
        others();
        result.write(options);
    }

    /** A row after which a page begins, by the values of each sort. */
    private record Row(UUID id, Map<String, String> values) {}

    private void pages() throws IOException {
        result.section("Pages at random places");
        List<List<String>> table = new ArrayList<>();
        for (Map.Entry<String, UUID> scope : scopes.entrySet()) {
            List<Row> ofBig = rows("entry", big, scope.getValue());
            List<Row> ofSmall = rows("small_entry", small, scope.getValue());
            for (String sort : SORTS) {
                List<Double> bigTimes = new ArrayList<>();
                List<Double> smallTimes = new ArrayList<>();
                try (Wire wire = new Wire(node.port(), sessions.get(scope.getKey()))) {
                    for (int i = -requests / 5; i < requests; i++) {
                        int at = Math.floorMod(i, Math.min(ofBig.size(), ofSmall.size()));
                        double bigTime = wire.time(page("entry", sort, ofBig.get(at)));
                        double smallTime = wire.time(page("small_entry", sort, ofSmall.get(at)));
                        if (i >= 0) {
                            bigTimes.add(bigTime);
                            smallTimes.add(smallTime);
                        }
                    }
                }
                table.add(compared(List.of(scope.getKey(), name(sort)), bigTimes, smallTimes));
                System.out.println("· " + table.getLast());
                explain(scope.getKey(), sort, ofBig.getFirst());
            }
        }
        result.rows(head("scope", "sort", thousands(big), thousands(small)), table);
        result.goal("p95 of each within 1.5 × that of the small table; the worst", worst, worst <= FACTOR);
    }

    private static List<String> head(String first, String second, String left, String right) {
        return List.of(first, second, left + ": p50", "p95", right + ": p50", "p95", "p95 ratio", "");
    }

    private List<String> compared(List<String> labels, List<Double> left, List<Double> right) {
        double ratio = Stats.p95(left) / Stats.p95(right);
        worst = Math.max(worst, ratio);
        List<String> line = new ArrayList<>(labels);
        line.addAll(List.of(Stats.number(Stats.median(left)), Stats.number(Stats.p95(left)), Stats.number(Stats.median(right)),
                Stats.number(Stats.p95(right)), Stats.number(ratio), ratio <= FACTOR ? "met" : "**missed**"));
        return line;
    }

    private List<Row> rows(String register, int count, UUID scope) {
        Random random = new Random(1);
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < Math.min(count, requests * 150); i++) {
            numbers.append(i == 0 ? "" : ",").append(Fill.entry(1 + random.nextInt(count)));
        }
        return node.database().rows("select t.id, t.name, t.number, t.day::text, t.amount::text from data." + register
                        + " t where t.id = any(?::uuid[]) and exists (select from data.unit__tree where descendant = t.unit and ancestor = ?)"
                        + " order by md5(t.id::text) limit " + requests, "{" + numbers + "}", scope).stream()
                .map(row -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    values.put("name", row.get(1));
                    values.put("number", row.get(2));
                    values.put("day", row.get(3));
                    values.put("amount", row.get(4));
                    return new Row(UUID.fromString(row.get(0)), values);
                })
                .toList();
    }

    private static String page(String register, String sort, Row after) {
        return first(register, sort) + "&after=" + cursor(sort, after);
    }

    private static String first(String register, String sort) {
        return "/api/registers/" + register + "/records?size=" + PAGE + (sort.isEmpty() ? "" : "&sort=" + sort);
    }

    /** As the node writes it. */
    private static String cursor(String sort, Row after) {
        String value = sort.isEmpty() ? null : after.values().get(sort.replace("-", ""));
        String text = after.id() + "," + (value == null ? "" : "=" + value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor of the page that begins after so many rows of {@code entry}. */
    static String cursorAfter(Sql database, String sort, int rows) {
        String field = sort.replace("-", "");
        String direction = sort.startsWith("-") ? " desc" : "";
        boolean text = field.equals("name") || field.equals("number");
        String order = field.isEmpty() ? "id" : field + (text ? " collate platform.pinyin" : "") + direction + ", id" + direction;
        List<String> row = database.rows("select id, " + (field.isEmpty() ? "null" : field + "::text") + " from data.entry"
                + (field.isEmpty() ? "" : " where " + field + " is not null") + " order by " + order + " offset " + (rows - 1)
                + " limit 1").getFirst();
        Map<String, String> values = new LinkedHashMap<>();
        values.put(field, row.get(1));
        return cursor(sort, new Row(UUID.fromString(row.get(0)), values));
    }

    private static String name(String sort) {
        return sort.isEmpty() ? "as created" : sort.startsWith("-") ? sort.substring(1) + ", descending" : sort;
    }

    /** Page 10,000 beside page 1, of all rows. */
    private void deep() throws IOException {
        int page = Math.min(10_000, big / PAGE / 2);
        result.section("Page " + thousands(page) + " beside page 1, all rows");
        List<List<String>> table = new ArrayList<>();
        worst = 0;
        try (Wire wire = new Wire(node.port(), sessions.get("100 %"))) {
            for (String sort : SORTS) {
                String first = first("entry", sort);
                String deep = first("entry", sort) + "&after=" + cursorAfter(node.database(), sort, PAGE * (page - 1));
                List<Double> firstTimes = new ArrayList<>();
                List<Double> deepTimes = new ArrayList<>();
                for (int i = -requests / 5; i < requests; i++) {
                    double deepTime = wire.time(deep);
                    double firstTime = wire.time(first);
                    if (i >= 0) {
                        deepTimes.add(deepTime);
                        firstTimes.add(firstTime);
                    }
                }
                table.add(compared(List.of("100 %", name(sort)), deepTimes, firstTimes));
            }
        }
        result.rows(head("scope", "sort", "page " + thousands(page), "page 1"), table);
        result.goal("as fast as page 1, within 1.5 ×; the worst", worst, worst <= FACTOR);
    }

    /** What no goal speaks of: filters, search and counts, within a tenth of the rows. */
    private void others() throws IOException {
        result.section("Filters and search, first page, scope of 10 % (no goal)");
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("kind=c", "?kind=c");
        asked.put("kind=c, by name", "?kind=c&sort=name");
        asked.put("days of one month, by day", "?day.from=2010-03-01&day.to=2010-03-31&sort=day");
        asked.put("under a unit of 1 %, by name", "?unit.under=" + Fill.unit(45) + "&sort=name");
        asked.put("search for one character", "?search=" + java.net.URLEncoder.encode("中", StandardCharsets.UTF_8));
        asked.put("search for two characters", "?search=" + java.net.URLEncoder.encode("中大", StandardCharsets.UTF_8));
        asked.put("search for two characters, by name",
                "?sort=name&search=" + java.net.URLEncoder.encode("中大", StandardCharsets.UTF_8));
        asked.put("kind=c with the count", "?kind=c&count=true");
        List<List<String>> table = new ArrayList<>();
        try (Wire wire = new Wire(node.port(), sessions.get("10 %"))) {
            for (Map.Entry<String, String> each : asked.entrySet()) {
                List<Double> bigTimes = new ArrayList<>();
                List<Double> smallTimes = new ArrayList<>();
                for (int i = -3; i < requests / 10; i++) {
                    double bigTime = wire.time("/api/registers/entry/records" + each.getValue());
                    double smallTime = wire.time("/api/registers/small_entry/records" + each.getValue());
                    if (i >= 0) {
                        bigTimes.add(bigTime);
                        smallTimes.add(smallTime);
                    }
                }
                table.add(compared(List.of("10 %", each.getKey()), bigTimes, smallTimes).subList(0, 7));
                System.out.println("· " + table.getLast());
            }
        }
        result.rows(head("scope", "asked", thousands(big), thousands(small)).subList(0, 7), table);
    }

    /** Keeps the plan of a page beside the data, for whoever wonders about its time. */
    private void explain(String scope, String sort, Row after) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("after", cursor(sort, after)));
        if (!sort.isEmpty()) {
            parameters.put("sort", sort);
        }
        StringBuilder plans = new StringBuilder();
        for (Statements.Sent sent : new Statements(options, node.database())
                .list("entry", parameters, Statements.actor("bench_reader", scopes.get(scope)))) {
            plans.append(sent.inlined()).append("\n\n");
            node.database().rows("explain (analyze, buffers) " + sent.inlined())
                    .forEach(line -> plans.append(line.getFirst()).append('\n'));
            plans.append('\n');
        }
        Path folder = Files.createDirectories(options.work().resolve("plans"));
        Files.writeString(folder.resolve("list-" + scope.replace(" %", "") + "-" + (sort.isEmpty() ? "created" : sort) + ".txt"), plans);
    }

    private static String thousands(int number) {
        return String.format("%,d", number);
    }
}
