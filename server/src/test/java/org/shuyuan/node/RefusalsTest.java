package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A node that cannot start says why in one message, in two languages, without a stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class RefusalsTest {

    @TempDir
    Path folder;

    @Test
    void shouldRefuseAPortInUse(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            refuses(output, "端口 " + taken.getLocalPort(), "--server.port=" + taken.getLocalPort());
        }
    }

    @Test
    void shouldRefuseAnUnknownSettingAndNameTheOneThatWasMeant(CapturedOutput output) {
        refuses(output, "did you mean: shuyuan.suite", "--shuyuan.suit=sm");
    }

    @Test
    void shouldRefuseAValueThatDoesNotFitAndSayWhichDo(CapturedOutput output) {
        refuses(output, "international | sm", "--shuyuan.suite=aes");
    }

    @Test
    void shouldRefuseADataDirectoryThatIsNone(CapturedOutput output) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        refuses(output, "Not a directory", "--shuyuan.data=" + file.resolve("data"));
    }

    @Test
    void shouldRefuseADataDirectoryInUse(CapturedOutput output) throws IOException {
        try (DataDirectory taken = DataDirectory.take(folder.resolve("data"))) {
            refuses(output, "Another node runs on the data directory " + taken.path());
        }
    }

    @Test
    void shouldRefusePacksWithFaultsAndPrintThem(CapturedOutput output) throws IOException {
        Path pack = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(pack.resolve("pack.yaml"), "pack: broken\nrelease: one\n");
        refuses(output, "`one` is not a whole number", "--shuyuan.packs[0]=" + pack);
        assertThat(folder.resolve("data/postgres")).doesNotExist();
    }

    @Test
    void shouldRefuseToGoOnWithoutTheKeysOfItsData(CapturedOutput output) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/keys.at"), "elsewhere");
        refuses(output, "without it, what is encrypted cannot be read");
    }

    @Test
    void shouldRefuseADatabaseThatDoesNotAnswer(CapturedOutput output) {
        refuses(output, "The database cannot be reached", "--shuyuan.db=jdbc:postgresql://127.0.0.1:1/shuyuan");
    }

    private void refuses(CapturedOutput output, String message, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0", "--shuyuan.data=" + folder.resolve("data"), "--shuyuan.home=" + TestNode.ROOT));
        for (String setting : settings) {
            arguments.removeIf(argument -> argument.startsWith(setting.replaceFirst("=.*", "=")));
            arguments.add(setting);
        }
        assertThatThrownBy(() -> SpringApplication.run(Shuyuan.class, arguments.toArray(String[]::new)));
        assertThat(output.getAll()).contains(message).doesNotContain("Exception", "\tat ");
        assertThat(output.getErr().lines()).hasSize(2);
    }

    @Test
    void shouldExplainWhatTheDatabaseAndTheDiskSay() {
        explains("disk_full", new SQLException("could not extend file", "53100"));
        explains("db_login", new SQLException("password authentication failed", "28P01"));
        explains("db_missing", new SQLException("database does not exist", "3D000"));
        explains("db_unreachable", new SQLException("refused", "08001"));
        explains("write_failed", new FileSystemException("/srv/data/x", null, "No space left on device"));
        assertThat(Refusals.explain(new IllegalStateException("a fault of ours")))
                .isEmpty();
    }

    private static void explains(String code, Exception cause) {
        assertThat(Refusals.explain(new RuntimeException("wrapped", cause)))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void shouldRefuseAServerOlderThanFifteen() {
        assertThatThrownBy(() -> DatabaseCheck.checkVersion(140_012, "14.12"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.parameters()).isEqualTo(Map.of("version", "14.12")));
    }

    @Test
    void shouldHaveEveryTextInBothLanguages() {
        var messages = new org.shuyuan.platform.Messages();
        assertThat(new TreeSet<>(messages.texts("zh-CN").keySet()))
                .isEqualTo(new TreeSet<>(messages.texts("en").keySet()));
    }
}
