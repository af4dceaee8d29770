package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.pack.TestPack;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Registers;

/** Code sets in YAML and in tables. */
class CodeSetTest {

    private static final String CSV = "t/codes/kind.csv";

    @TempDir
    Path home;

    private TestPack entries(String lines) {
        return TestPack.of(home).with("t/codes/kind.yaml", "codes: kind\nentries:\n" + lines);
    }

    private TestPack table(String lines) {
        return TestPack.of(home).with("t/codes/kind.yaml", "codes: kind\n").with(CSV, lines);
    }

    @Test
    void shouldRefuseLabelsMissingInALanguage() {
        entries("  a: {zh-CN: 甲} #!\n").says("the code `a` has no label in en", "write one under `en`");
        table("code,zh-CN,en\na,甲,A\nb,,B\n").at(CSV + ":3").says("the code `b` has no label in zh-CN");
    }

    @Test
    void shouldTakeProperNamesInOneLanguageWhereTheHeadSaysSo() {
        TestPack.of(home)
                .with("t/codes/kind.yaml", "codes: kind\nlanguages: [zh-CN]\nentries:\n  a: {zh-CN: 甲}\n")
                .means();
        TestPack.of(home)
                .with("t/codes/kind.yaml", "codes: kind\nlanguages: [zh] #!\nentries:\n  a: {zh-CN: 甲}\n")
                .says("there is no language `zh` here", "zh-CN");
    }

    @Test
    void shouldRefuseOverlappingAndBackwardPeriods() {
        entries("  a: {zh-CN: 甲, en: A, from: 2020-01-01, until: 2020-01-01} #!\n")
                .says("ends before it begins");
        table("code,from,until,zh-CN,en\na,,2020-01-02,甲,A\na,2020-01-01,,乙,B\n")
                .at(CSV + ":3")
                .says("stands twice in one period; also on line 2", "end the earlier entry where this one begins");
        table("code,from,until,zh-CN,en\na,2020-01-01,,甲,A\na,2021-01-01,,乙,B\n")
                .at(CSV + ":3")
                .says("stands twice in one period");
        table("code,from,until,zh-CN,en\na,,,甲,A\na,,,乙,B\n").at(CSV + ":3").says("stands twice in one period");
        table("code,from,until,zh-CN,en\na,2020-01-01,,乙,B\na,,2020-01-01,甲,A\n")
                .means();
    }

    @Test
    void shouldRefuseParentsThatAreNoneAndCircles() {
        entries("  a: {zh-CN: 甲, en: A, parent: c} #!\n").says("the parent `c` is no code of this set");
        assertThat(entries("  a: {zh-CN: 甲, en: A, parent: b}\n  b: {zh-CN: 乙, en: B, parent: a}\n")
                        .faults())
                .singleElement()
                .asString()
                .contains("stands under itself");
        entries("  a: {zh-CN: 甲, en: A, parent: a} #!\n").says("the code `a` stands under itself");
    }

    @Test
    void shouldRefuseUnknownKeysColumnsAndDays() {
        entries("  a: {zh-CN: 甲, en: A, form: 2020-01-01} #!\n")
                .says("there is no key `form` here", "did you mean `from`?");
        entries("  a: {zh-CN: 甲, en: A, from: 2020-13-01} #!\n").says("is not a day of the calendar");
        table("code,label,en\na,甲,A\n").at(CSV + ":1").says("there is no column `label` here");
        table("kode,zh-CN,en\na,甲,A\n").at(CSV + ":1").says("there is no column `kode` here", "did you mean `code`?");
        table("zh-CN,en\n甲,A\n").at(CSV + ":1").says("the table has no column `code`");
    }

    @Test
    void shouldRefuseCodesThatAddressesCouldNotList() {
        for (String code : new String[] {"a b", "a,b", "\"\"", "'\u3000'", "x".repeat(81)}) {
            entries("  \"" + code.replace("\"", "") + "\": {zh-CN: 甲, en: A} #!\n  ok: {zh-CN: 乙, en: B}\n")
                    .says("a code has 1 to 80 characters, and no spaces or commas");
        }
    }

    @Test
    void shouldRefuseTablesThatCannotBeRead() {
        table("code,zh-CN,en\na,甲,A,more\n")
                .at(CSV + ":2")
                .says("4 values for the 3 columns", "quote a value that contains a comma");
        assertThat(table("code,zh-CN,zh-CN\na,甲,A\n").faults())
                .anyMatch(fault -> fault.startsWith(CSV + ":1: the table cannot be read"));
        assertThat(table("x")
                        .with(CSV, new byte[] {'c', 'o', 'd', 'e', '\n', (byte) 0xB4, (byte) 0xF3})
                        .faults())
                .anyMatch(fault -> fault.startsWith(CSV + ":1: the file is not UTF-8"));
        assertThat(table("code,zh-CN,en\na,\"甲,A\nb,乙,B\n").faults()).isNotEmpty();
        assertThat(table("").faults()).singleElement().asString().contains("the code set has no entries");
    }

    @Test
    void shouldReadATableWithAByteOrderMarkAndWindowsLines() {
        table("\uFEFFcode,zh-CN,en\r\na,甲,A\r\n").means();
    }

    @Test
    void shouldRefuseEntriesInTwoPlacesAndInNone() {
        entries("  a: {zh-CN: 甲, en: A}\n")
                .with(CSV, "code,zh-CN,en\nb,乙,B\n")
                .at("t/codes/kind.yaml:2")
                .says("entries stand both here and in t/codes/kind.csv");
        TestPack.of(home)
                .with("t/codes/kind.yaml", "codes: kind #!\n")
                .says("the code set has no entries", "codes/kind.csv");
    }

    @Test
    void shouldGoByThePacksAuthorityWhereNoStandardIsNamed() {
        CodeSet kind = Objects.requireNonNull(entries("  a: {zh-CN: 甲, en: A}\n")
                .means()
                .part(Registers.class)
                .codes()
                .get("kind"));
        assertThat(kind.standard()).isEqualTo("nobody");
        assertThat(kind.version()).isEqualTo("2");
    }

    @Test
    void shouldCompileAHundredThousandCodes() {
        StringBuilder table = new StringBuilder("code,parent,from,until,zh-CN,en\n");
        for (int i = 0; i < 100_000; i++) {
            table.append("c%d,%s,2000-01-01,,编码%d,Code %d\n".formatted(i, i == 0 ? "" : "c" + (i - 1) / 10, i, i));
        }
        CodeSet kind = Objects.requireNonNull(
                table(table.toString()).means().part(Registers.class).codes().get("kind"));
        assertThat(kind.byCode()).hasSize(100_000);
    }
}
