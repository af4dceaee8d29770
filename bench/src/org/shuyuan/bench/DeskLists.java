package org.shuyuan.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Twenty people who page through a list of ten million rows and never pause. */
final class DeskLists {

    private static final int PAGE = 50;
    private static final double GOAL = 300; // milliseconds

    private final Options options;
    private final Node node;
    private final int rows;
    private final int users;
    private final int requests;
    private final String session;

    private DeskLists(Options options, Node node) {
        this.options = options;
        this.node = node;
        this.rows = options.size("rows", 10_000_000, 200_000);
        this.users = options.size("users", 20, 20);
        this.requests = options.size("requests", 100, 20);
        this.session = node.session("bench_reader", Fill.ROOT);
    }

    static void run(Options options, Node node) throws Exception {
        new DeskLists(options, node).run();
    }

    private void run() throws Exception {
        new Fill(node.database()).entries("entry", rows);
        int depth = Math.min(1_000_000, rows / 2);
        Map<String, String> asked = new LinkedHashMap<>();
        for (String sort : List.of("", "name", "-day")) {
            asked.put("first page, " + name(sort), first(sort));
            asked.put("the page after row " + String.format("%,d", depth) + ", " + name(sort),
                    first(sort) + "&after=" + ListPages.cursorAfter(node.database(), sort, depth));
        }
        asked.put("first page, kind=c", first("") + "&kind=c");
        asked.put("first page, with the count", first("") + "&count=true");
        Result result = new Result("desk-lists", "Desk: a list of " + String.format("%,d", rows) + " rows, " + users + " people at once");
        result.method(options, node, """
                GET /api/registers/entry/records?size=%d… through HTTP: %d kept connections, each asking again as soon as it has its answer, %d \
                times a row of the table, after a tenth as many to warm up. Milliseconds from the first byte sent to the last received, of all \
                connections together. Everybody may read every row.
                """.formatted(PAGE, users, requests));
        List<List<String>> table = new ArrayList<>();
        double worst = 0;
        for (Map.Entry<String, String> each : asked.entrySet()) {
            together(each.getValue(), requests / 10);
            long start = System.nanoTime();
            List<Double> times = together(each.getValue(), requests);
            double perSecond = times.size() / ((System.nanoTime() - start) / 1e9);
            worst = Math.max(worst, Stats.p95(times));
            table.add(List.of(each.getKey(), Stats.number(Stats.median(times)), Stats.number(Stats.p95(times)),
                    Stats.number(Collections.max(times)), Stats.number(perSecond)));
            System.out.println("· " + table.getLast());
        }
        result.rows(List.of("asked", "p50, ms", "p95", "longest", "answers per second"), table);
        result.goal("p95 of each < 300 ms, the worst in milliseconds", worst, worst < GOAL);
        result.write(options);
    }

    private static String first(String sort) {
        return "/api/registers/entry/records?size=" + PAGE + (sort.isEmpty() ? "" : "&sort=" + sort);
    }

    private static String name(String sort) {
        return sort.isEmpty() ? "as created" : sort.startsWith("-") ? "by " + sort.substring(1) + ", descending" : "by " + sort;
    }

    /** Everybody asks the same at the same time, so often. */
    private List<Double> together(String path, int times) throws InterruptedException, ExecutionException {
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<List<Double>>> all = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(users)) {
            for (int i = 0; i < users; i++) {
                all.add(people.submit(somebody(path, times, begin)));
            }
            begin.countDown();
        }
        List<Double> found = new ArrayList<>();
        for (Future<List<Double>> each : all) {
            found.addAll(each.get());
        }
        return found;
    }

    private Callable<List<Double>> somebody(String path, int times, CountDownLatch begin) {
        return () -> {
            List<Double> own = new ArrayList<>();
            try (Wire wire = new Wire(node.port(), session)) {
                begin.await();
                for (int i = 0; i < times; i++) {
                    own.add(wire.time(path));
                }
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            return own;
        };
    }
}
