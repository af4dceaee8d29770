package org.shuyuan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The page of one benchmark: printed, and kept in {@code bench/results}. */
final class Result {

    private final StringBuilder text = new StringBuilder();
    private final String name;

    Result(String name, String title) {
        this.name = name;
        text.append("# ").append(title).append("\n\n");
    }

    /** How it was measured, and on what. */
    void method(Options options, Node node, String method) {
        text.append(method.strip()).append("\n\n");
        rows(List.of("", ""), List.of(
                List.of("command", "`" + options.command(name) + "`"),
                List.of("date", LocalDate.now() + ", commit " + commit(options.root())),
                List.of("machine", machine()),
                List.of("software", node.database().text("select split_part(version(), ' on ', 1)") + ", "
                        + node.settings() + "; Java " + Runtime.version() + ", node started by `" + node.command() + "`")));
    }

    private static String commit(Path root) {
        return Shell.run(root, "git", "describe", "--always", "--dirty", "--exclude", "*").strip();
    }

    private static String machine() {
        try {
            String cpu = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
            long memory = Long.parseLong(Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", ""));
            return Runtime.getRuntime().availableProcessors() + " cores" + (cpu.isEmpty() ? "" : " (" + cpu + ")") + ", "
                    + Math.round(memory / 1e6) + " GB, load before: "
                    + Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException unknown) {
            return "unknown";
        }
    }

    void section(String title) {
        text.append("## ").append(title).append("\n\n");
    }

    void say(String paragraph) {
        text.append(paragraph.strip()).append("\n\n");
    }

    /** A goal: what was found, and whether it is met. */
    void goal(String goal, double found, boolean met) {
        say("**Goal: " + goal + ". Found: " + Stats.number(found) + ". " + (met ? "Met.**" : "Missed.**"));
    }

    void rows(List<String> head, List<List<String>> rows) {
        line(head);
        text.append("|").append(" --- |".repeat(head.size())).append('\n');
        rows.forEach(this::line);
        text.append('\n');
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    void sql(String statement) {
        text.append("```sql\n").append(statement.strip()).append("\n```\n\n");
    }

    void write(Options options) throws IOException {
        Path file = options.root().resolve("bench/results" + (options.quick() ? "/quick" : "")).resolve(name + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.toString().strip() + "\n");
        System.out.println("\n" + text.toString().strip() + "\n");
    }
}
