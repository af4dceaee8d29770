package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;

/** What `deploy/` gives an operator fits the program. */
class DeployTest {

    private static final Path DEPLOY = TestNode.ROOT.resolve("deploy");

    @Test
    void shouldHaveUnitsThatSystemdUnderstands(@TempDir Path folder) throws IOException, InterruptedException {
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        assumeThat(analyze)
                .as("systemd-analyze is not on this machine, so the units are not verified")
                .isExecutable();
        List<String> command = new ArrayList<>(List.of(analyze.toString(), "verify", "--recursive-errors=no"));
        try (var files = Files.list(DEPLOY)) {
            for (Path unit : files.filter(file -> file.toString().matches(".*\\.(service|timer)"))
                    .toList()) {
                Path copy = folder.resolve(unit.getFileName());
                Files.writeString(copy, Files.readString(unit).replace("=/opt/shuyuan/shuyuan", "=/bin/true"));
                command.add(copy.toString());
            }
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines().filter(line -> line.contains("shuyuan"))).isEmpty();
        assertThat(command).hasSize(6);
    }

    @Test
    void shouldStartTheNodeWithOptionsThatItKnows() throws IOException {
        String unit = Files.readString(DEPLOY.resolve("shuyuan.service"));
        var start =
                Pattern.compile("(?m)^ExecStart=/opt/shuyuan/shuyuan run (.*)$").matcher(unit);
        assertThat(start.find()).isTrue();
        assertThat(RunOptions.settings(List.of(start.group(1).split(" ")))).contains("--shuyuan.empty=true");
        assertThat(unit).contains("KillMode=mixed", "NoNewPrivileges=yes", "ProtectSystem=strict", "User=shuyuan");
    }

    @Test
    void shouldCopyIntoTheContainerWhatIsThere() throws IOException {
        String file = Files.readString(DEPLOY.resolve("Containerfile"));
        List<String> sources = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$")
                .matcher(file)
                .results()
                .flatMap(copy -> java.util.Arrays.stream(copy.group(1).split(" ")))
                .toList();
        assertThat(sources)
                .hasSizeGreaterThan(5)
                .allSatisfy(source -> assertThat(TestNode.ROOT.resolve(source)).exists());
        assertThat(sources)
                .as("without its settings for Maven the compiler's plugins don't run")
                .contains(".mvn");
        assertThat(file.indexOf("\nUSER shuyuan")).isPositive().isLessThan(file.indexOf("\nENTRYPOINT"));
    }

    /** One launcher starts the node wherever it is installed, from one layout. */
    @Test
    void shouldLayTheContainerOutAsTheLauncherExpects() throws IOException {
        String file = Files.readString(DEPLOY.resolve("Containerfile"));
        assertThat(Files.readString(TestNode.ROOT.resolve("shuyuan")))
                .contains("TARGET=\"$ROOT/server/target\"", "NODE_HOME=\"$TARGET/node\"");
        assertThat(file)
                .contains(
                        "extract --destination /opt/shuyuan/server/target/node",
                        "ENTRYPOINT [\"/opt/shuyuan/shuyuan\"]");
        var command = Pattern.compile("(?m)^CMD \\[\"run\", (.*)]$").matcher(file);
        assertThat(command.find()).isTrue();
        assertThat(RunOptions.settings(
                        List.of(command.group(1).replace("\"", "").split(", "))))
                .contains("--shuyuan.empty=true");
        assertThat(file).contains("/dev/tcp/127.0.0.1/8081", "/health/liveness", "USER shuyuan");
        assertThat(NodeSettings.keysBeside(Path.of("/var/lib/shuyuan/data")))
                .hasToString("/var/lib/shuyuan/keys/data.keys");
    }
}
