package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;

/** The words of the launcher that need no build, and what it says where a tool is missing. */
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "bash",
            "env",
            "dirname",
            "readlink",
            "grep",
            "sed",
            "sort",
            "head",
            "cat",
            "tr",
            "printf",
            "cut",
            "git",
            "xargs",
            "sha256sum");

    @TempDir
    Path folder;

    private record Ended(int code, String output) {}

    @Test
    void shouldNameEveryWordInItsHelp() throws IOException, InterruptedException {
        Ended ended = launch(Map.of(), "help");
        assertThat(ended.code()).isZero();
        assertThat(ended.output())
                .contains("run [--port N] [--data DIR] [--db URL] [--packs DIR]… [--empty] [--log json]")
                .contains(
                        "test",
                        "check DIR…",
                        "import REGISTER FILE",
                        "token ACCOUNT",
                        "backup DIR",
                        "restore DIR",
                        "dev",
                        "fmt",
                        "bench",
                        "new-pack NAME");
        assertThat(launch(Map.of()).output()).isEqualTo(ended.output());
    }

    @Test
    void shouldRefuseAnUnknownWord() throws IOException, InterruptedException {
        Ended ended = launch(Map.of(), "start");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("There is no command start").hasLineCount(2);
    }

    @Test
    void shouldSayWhichCommandInstallsAMissingJdk() throws IOException, InterruptedException {
        Ended ended = launch(Map.of("SHUYUAN_JVM_DIR", folder.toString(), "JAVA_HOME", "/nonexistent"), "run");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("A JDK 25 is needed").containsPattern("(apt-get|dnf|brew) install");
    }

    @Test
    void shouldNotTakeAnOlderJdk() throws IOException, InterruptedException {
        fakeJdk("17.0.15");
        Ended ended = launch(Map.of("SHUYUAN_JVM_DIR", folder.toString(), "JAVA_HOME", ""), "run");
        assertThat(ended.output()).contains("A JDK 25 is needed");
    }

    @Test
    void shouldSayWhichCommandInstallsMavenWhereThereIsNone() throws IOException, InterruptedException {
        fakeJdk("25.0.1");
        Ended ended = launch(Map.of("SHUYUAN_JVM_DIR", folder.toString(), "JAVA_HOME", ""), "fmt");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output())
                .contains("Maven 3.8 or newer is needed (found: none)")
                .containsPattern("(apt-get|dnf|brew) install.* maven");
    }

    private void fakeJdk(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk-" + version));
        Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
        Files.writeString(javac, "#!/bin/sh\n");
        assertThat(javac.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    /** With a PATH on which only the launcher's own tools are. */
    private Ended launch(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        Path path = Files.createDirectories(folder.resolve("path"));
        for (String tool : TOOLS) {
            for (String from : List.of("/usr/bin/", "/bin/")) {
                Path link = path.resolve(tool);
                if (Files.exists(Path.of(from + tool)) && !Files.exists(link)) {
                    Files.createSymbolicLink(link, Path.of(from + tool));
                }
            }
        }
        List<String> command =
                new ArrayList<>(List.of(TestNode.ROOT.resolve("shuyuan").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
