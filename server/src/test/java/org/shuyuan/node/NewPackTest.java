package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.pack.Compilation;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class NewPackTest {

    @TempDir
    Path folder;

    @Test
    void compilesAsItIsWithTheBuiltInPacks() {
        Path pack = folder.resolve("school_clubs");
        assertThat(Commands.run(List.of("new-pack", pack.toString()))).isZero();
        Compilation compilation = Engines.compile(TestNode.ROOT, List.of(pack));
        assertThat(compilation.faults()).isEmpty();
        assertThat(compilation)
                .isInstanceOfSatisfying(
                        Compilation.Compiled.class,
                        compiled -> assertThat(compiled.model().texts().say("en", "role.school_clubs_keeper"))
                                .isEqualTo("Keeper of school_clubs"));
    }

    @Test
    void isCheckedByTheLaunchersWordWhichTellsEveryFaultAndItsLine(CapturedOutput output) throws IOException {
        Path pack = folder.resolve("clubs");
        Commands.run(List.of("new-pack", pack.toString()));
        Path register = pack.resolve("registers/clubs.yaml");
        Files.writeString(register, Files.readString(register).replace("clubs.founded,", "clubs.fuonded,"));
        Files.delete(pack.resolve("i18n/en.json"));
        assertThat(Commands.run(List.of("check", pack.toString()))).isEqualTo(1);
        assertThat(output).contains("clubs/registers/clubs.yaml:7", "clubs.founded", "no text in en");
    }

    @Test
    void isNotMadeOverAnotherOrUnderANameThatIsNoId() throws IOException {
        refuses("pack_exists", Files.createDirectory(folder.resolve("clubs")));
        refuses("pack_name", folder.resolve("School-Clubs"));
        refuses("pack_name", folder.resolve("a_name_that_is_much_too_long"));
    }

    private static void refuses(String code, Path pack) {
        assertThatThrownBy(() -> Commands.run(List.of("new-pack", pack.toString())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
