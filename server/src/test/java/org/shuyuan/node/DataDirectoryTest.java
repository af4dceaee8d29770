package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void belongsToOneNodeAtATime() throws IOException {
        Path data = folder.resolve("data");
        DataDirectory first = DataDirectory.take(data);
        refuses("data_in_use", data);
        first.close();
        DataDirectory.take(data).close();
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        Path data = folder.resolve("data");
        try (DataDirectory directory = DataDirectory.take(data)) {
            directory.writeSecret("secret", "x");
        }
        assertThat(Files.getPosixFilePermissions(data)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(data.resolve("secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void isRefusedWhereItCannotBeMadeOrWritten() throws IOException {
        refuses("data_unusable", Files.createFile(folder.resolve("file")).resolve("data"));
        refuses("data_unusable", Path.of("/proc/shuyuan"));
        refuses("data_unusable", Path.of("/sys"));
    }

    private static void refuses(String code, Path data) {
        assertThatThrownBy(() -> DataDirectory.take(data))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
