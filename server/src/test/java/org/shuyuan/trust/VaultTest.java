package org.shuyuan.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VaultTest {

    private static final String CITIZEN_ID = "11010519491231002X";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("keys/shuyuan.keys");
    }

    private Vault vault(Suite suite) {
        return Vault.open(file(), suite, false);
    }

    @ParameterizedTest
    @EnumSource
    void opensWhatItSealed(Suite suite) {
        Vault vault = vault(suite);
        byte[] sealed = vault.seal("北京市 " + CITIZEN_ID);
        assertThat(vault.open(sealed)).isEqualTo("北京市 " + CITIZEN_ID);
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("1101");
        assertThat(vault.open(vault.seal(""))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sealsTheSameTextDifferentlyEachTime(Suite suite) {
        Vault vault = vault(suite);
        assertThat(vault.seal(CITIZEN_ID)).isNotEqualTo(vault.seal(CITIZEN_ID));
    }

    @ParameterizedTest
    @EnumSource
    void refusesAValueOfWhichAnyByteWasChanged(Suite suite) {
        Vault vault = vault(suite);
        byte[] sealed = vault.seal(CITIZEN_ID);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open(changed)).isInstanceOf(Broken.class);
        }
        assertThatThrownBy(() -> vault.open(new byte[3])).isInstanceOf(Broken.class);
    }

    @Test
    void opensWhatTheOtherSuiteSealedAndSaysThatItIsNotCurrent() {
        byte[] sealed = vault(Suite.INTERNATIONAL).seal(CITIZEN_ID);
        Vault sm = vault(Suite.SM);
        assertThat(sm.open(sealed)).isEqualTo(CITIZEN_ID);
        assertThat(sm.current(sealed)).isFalse();
        assertThat(sm.current(sm.seal(CITIZEN_ID))).isTrue();
    }

    @Test
    void opensWhatAnOlderKeySealedAfterARotation() {
        Vault vault = vault(Suite.INTERNATIONAL);
        byte[] old = vault.seal(CITIZEN_ID);
        assertThat(vault.current(old)).isTrue();
        vault.rotate();
        assertThat(vault.current(old)).isFalse();
        assertThat(vault.open(old)).isEqualTo(CITIZEN_ID);
        assertThat(vault(Suite.INTERNATIONAL).open(vault.seal(CITIZEN_ID))).isEqualTo(CITIZEN_ID);
    }

    @Test
    void opensWhatAnotherProcessSealedAfterItRotated() {
        Vault one = vault(Suite.SM);
        Vault other = vault(Suite.SM);
        one.rotate();
        assertThat(other.open(one.seal(CITIZEN_ID))).isEqualTo(CITIZEN_ID);
    }

    @ParameterizedTest
    @EnumSource
    void findsEqualTextsOfOneFieldByTheirBlindIndex(Suite suite) {
        Vault vault = vault(suite);
        byte[] blind = vault.blind("student.citizen_id", CITIZEN_ID);
        assertThat(blind).hasSize(16);
        assertThat(vault.blind("student.citizen_id", CITIZEN_ID)).isEqualTo(blind);
        assertThat(vault.blind("teacher.citizen_id", CITIZEN_ID)).isNotEqualTo(blind);
        assertThat(vault.blind("student.citizen_id", "110105194912310038")).isNotEqualTo(blind);
    }

    @Test
    void keepsBlindIndexesAcrossRotationsAndChangesOfSuite() {
        Vault vault = vault(Suite.SM);
        byte[] blind = vault.blind("student.citizen_id", CITIZEN_ID);
        vault.rotate();
        assertThat(vault.blind("student.citizen_id", CITIZEN_ID)).isEqualTo(blind);
        assertThat(vault(Suite.INTERNATIONAL).blind("student.citizen_id", CITIZEN_ID))
                .isEqualTo(blind);
    }

    @Test
    void keepsItsKeysToItsOwner() throws IOException {
        vault(Suite.INTERNATIONAL);
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("keys")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void refusesAKeyFileThatOthersMayRead() throws IOException {
        vault(Suite.INTERNATIONAL);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertReason(KeysUnusable.Reason.EXPOSED, false);
    }

    @Test
    void refusesToMakeNewKeysWhereSomethingWasSealedBefore() {
        assertReason(KeysUnusable.Reason.MISSING, true);
        assertThat(file()).doesNotExist();
    }

    @Test
    void refusesAKeyFileThatIsCutShort() throws IOException {
        vault(Suite.INTERNATIONAL);
        String text = Files.readString(file());
        Files.writeString(file(), text.substring(0, text.length() - 20));
        assertReason(KeysUnusable.Reason.BROKEN, true);
    }

    private void assertReason(KeysUnusable.Reason reason, boolean usedBefore) {
        assertThatThrownBy(() -> Vault.open(file(), Suite.INTERNATIONAL, usedBefore))
                .isInstanceOfSatisfying(
                        KeysUnusable.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
