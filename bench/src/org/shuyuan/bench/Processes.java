package org.shuyuan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** CPU time and memory of processes, from {@code /proc}. */
final class Processes {

    private static final double TICKS = 100; // per second, on every Linux of today

    private Processes() {}

    /** CPU-seconds of a process and of the children it has waited for. */
    static double cpu(long pid) {
        String[] fields = stat(pid);
        return fields.length == 0 ? 0
                : (number(fields, 13) + number(fields, 14) + number(fields, 15) + number(fields, 16)) / TICKS;
    }

    /** CPU-seconds of a process, of all below it, and of those that ended before. */
    static double treeCpu(long root) {
        return tree(root).stream().mapToDouble(Processes::cpu).sum();
    }

    /** CPU-seconds of the programs that this process ran and that have ended. */
    static double childrenCpu() {
        String[] fields = stat(ProcessHandle.current().pid());
        return (number(fields, 15) + number(fields, 16)) / TICKS;
    }

    static List<Long> tree(long root) {
        List<Long> tree = new ArrayList<>(List.of(root));
        ProcessHandle.of(root).ifPresent(process -> process.descendants().forEach(child -> tree.add(child.pid())));
        return tree;
    }

    private static double number(String[] fields, int index) {
        return Double.parseDouble(fields[index - 2]); // the pid and the name are cut off
    }

    private static String[] stat(long pid) {
        try {
            String text = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return text.substring(text.lastIndexOf(')') + 2).split(" ");
        } catch (IOException gone) {
            return new String[0];
        }
    }

    /** Memory of a process in bytes: {@code VmRSS} now, {@code VmHWM} at its height. */
    static long memory(long pid, String field) {
        return field(Path.of("/proc/" + pid + "/status"), field + ":");
    }

    /** Lets {@code VmHWM} begin anew. */
    static void forgetHeight(long pid) throws IOException {
        Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
    }

    /** Proportional memory of a process tree in bytes: what several share counts once. */
    static long proportionalMemory(long root) {
        return tree(root).stream()
                .mapToLong(pid -> field(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:"))
                .sum();
    }

    private static long field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
