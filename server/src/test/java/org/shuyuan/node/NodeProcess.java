package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.shuyuan.TestNode;

/** A node in a process of its own, with the classes and settings that the product has: those of the tests are left out. */
final class NodeProcess implements AutoCloseable {

    final Process process;
    final Path data;
    final RunningNode node;
    private final Path output;

    private NodeProcess(Process process, Path data, Path output) throws IOException, InterruptedException {
        this.process = process;
        this.data = data;
        this.output = output;
        while (!Files.exists(data.resolve(RunningNode.FILE))) {
            assertThat(process.isAlive()).as(this::output).isTrue();
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        this.node = RunningNode.of(data);
    }

    /** @param options as the launcher's {@code run} takes them, without port and data directory */
    static NodeProcess start(Path folder, String... options) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dshuyuan.home=" + TestNode.ROOT,
                "-cp",
                classes(),
                Shuyuan.class.getName(),
                "run",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new NodeProcess(process, data, output);
    }

    private static String classes() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    String token(String account) {
        return Commands.token(node, account);
    }

    /** All that the process has printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Stops the process as an operator does, and waits for its end. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
