package org.shuyuan.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** What the first page of the desk weighs, and how long a phone with a slow processor takes to show it. */
final class DeskPage {

    private static final Pattern FIRST = Pattern.compile("(?:src|href)=\"/(assets/[^\"]+\\.(?:js|css))\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"\\./([^\"]+\\.js)\"");
    /** Without a window: around each new window the whole browser draws web pages of its own, which take as much of the processor as ours. */
    private static final String CHROMIUM = "/usr/bin/chromium-headless-shell";
    private static final double SCRIPT = 350; // KB
    private static final double PAGE = 1_500; // milliseconds

    private DeskPage() {}

    static void run(Options options, Node node) throws IOException {
        Path built = options.root().resolve("web/desk/dist");
        TreeSet<String> first = first(built);
        TreeMap<String, Double> later = new TreeMap<>();
        double script = 0;
        double style = 0;
        try (Stream<Path> assets = Files.list(built.resolve("assets"))) {
            for (Path each : assets.filter(path -> path.toString().matches(".*\\.(js|css)")).toList()) {
                double size = compressed(each);
                String name = each.getFileName().toString();
                if (!first.contains("assets/" + name)) {
                    later.put(name.replaceAll("-[^-.]{8}\\.", "."), size);
                } else if (name.endsWith(".js")) {
                    script += size;
                } else {
                    style += size;
                }
            }
        }
        Result result = new Result("desk-page", "Desk: the first page");
        result.method(options, node, """
                What `/` loads before it shows anything, with what that imports in turn, compressed with gzip as a proxy would; and the rest, loaded when \
                a page needs it. Then Chromium without a window of its own as a phone of 390 × 844 with a processor made 4 × slower, the network as fast as the machine is: \
                milliseconds from the address to the page's heading and its first links, after one visit.
                """);
        result.rows(List.of("", "KB compressed"), List.of(
                List.of("script of the first page", Stats.number(script)),
                List.of("style of the first page", Stats.number(style)),
                List.of("loaded later, all", Stats.number(later.values().stream().mapToDouble(Double::doubleValue).sum()))));
        result.rows(List.of("largest that are loaded later", "KB compressed"), later.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(5)
                .map(entry -> List.of(entry.getKey(), Stats.number(entry.getValue())))
                .toList());
        result.goal("script of the first page < 350 KB compressed", script, script < SCRIPT);
        pages(options, node, result);
        result.write(options);
    }

    /** What the page names, and what that imports. */
    private static TreeSet<String> first(Path built) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        List<String> waiting = new ArrayList<>();
        Matcher named = FIRST.matcher(Files.readString(built.resolve("index.html")));
        while (named.find()) {
            waiting.add(named.group(1));
        }
        while (!waiting.isEmpty()) {
            String asset = waiting.removeLast();
            if (found.add(asset) && asset.endsWith(".js")) {
                Matcher imported = IMPORT.matcher(Files.readString(built.resolve(asset)));
                while (imported.find()) {
                    waiting.add("assets/" + imported.group(1));
                }
            }
        }
        return found;
    }

    private static double compressed(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            Files.copy(file, gzip);
        }
        return out.size() / 1e3;
    }

    private static void pages(Options options, Node node, Result result) {
        new Fill(node.database()).entries("entry", options.size("rows", 100_000, 20_000));
        String chromium = System.getenv().getOrDefault("CHROMIUM", CHROMIUM);
        String output = Shell.run(options.work(), "node", options.root().resolve("bench/load/first-page.mjs").toString(), node.url(),
                node.session("bench_reader", Fill.ROOT), chromium, options.root().resolve("web").toString(),
                "" + options.size("rounds", 15, 3), "4");
        Map<String, List<Double>> took = new TreeMap<>();
        double shift = 0;
        for (String line : output.lines().filter(each -> each.startsWith("PAGE ")).toList()) {
            String[] words = line.split(" ");
            took.computeIfAbsent(words[1], path -> new ArrayList<>()).add(Double.parseDouble(words[2]));
            shift = Math.max(shift, Double.parseDouble(words[3]));
        }
        result.rows(List.of("page", "median, ms", "longest"), took.entrySet().stream()
                .map(each -> List.of("`" + each.getKey() + "`", Stats.number(Stats.median(each.getValue())),
                        Stats.number(Collections.max(each.getValue()))))
                .toList());
        double slowest = took.values().stream().mapToDouble(Stats::median).max().orElseThrow();
        result.goal("the slower page < 1,500 ms", slowest, slowest < PAGE);
        result.goal("no layout shift, the largest", shift, shift < 0.01);
    }
}
