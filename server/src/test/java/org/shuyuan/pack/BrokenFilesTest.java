package org.shuyuan.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot even be read, or lies in the wrong place. */
class BrokenFilesTest {

    private static final String KIND = "t/codes/kind.yaml";

    @TempDir
    Path home;

    private TestPack pack() {
        return TestPack.of(home);
    }

    private TestPack kind(String text) {
        return pack().with(KIND, text);
    }

    @Test
    void shouldCompileThePackThatTheseTestsSpoil() {
        pack().means();
    }

    @Test
    void shouldPointAtBrokenSyntaxWithoutBlamingTheFilesThatReferToIt() {
        kind("codes: kind\nentries:\n  big: {zh-CN: 大, en: Big #!\n")
                .at(KIND + ":4")
                .says("broken YAML", "mend the syntax here");
        kind("codes: kind\nentries: 'never closed\n").at(KIND + ":3").says("broken YAML");
        kind("codes: kind\n  entries: x #!\n").says("broken YAML");
    }

    @Test
    void shouldRefuseTabsThatIndent() {
        kind("codes: kind\nentries:\n\tbig: {zh-CN: 大, en: Big}\n")
                .at(KIND + ":3")
                .says("a tab indents this line", "replace the tab with spaces");
    }

    @Test
    void shouldRefuseAKeyThatStandsTwice() {
        kind("codes: kind\nentries:\n  big: {zh-CN: 大, en: Big}\n  big: {zh-CN: 巨, en: Huge} #!\n")
                .says("the key stands twice; first on line 3", "delete one of the two");
    }

    @Test
    void shouldRefuseAnchorsSoThatNoBombOfAliasesUnfolds() {
        assertThat(kind("codes: kind\nentries:\n  big: &a {zh-CN: 大, en: Big}\n  small: *a\n")
                        .faults())
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith(KIND + ":3: anchors and aliases are not used here"))
                .anyMatch(fault -> fault.startsWith(KIND + ":4: anchors and aliases are not used here"));
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 60; i++) {
            String above = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s, %s, %s]\n".formatted(i, i, above, above, above));
        }
        assertThat(kind(bomb.toString()).faults())
                .hasSize(119)
                .allMatch(fault -> fault.contains("anchors and aliases"));
    }

    @Test
    void shouldRefuseTagsSecondDocumentsAndCharactersThatNoTextContains() {
        kind("codes: kind\nentries: !include entries.yaml #!\n").says("tags are not used here");
        kind("codes: kind\n---\ncodes: other\n").at(KIND + ":3").says("a second document begins here");
        kind("codes: kind\nversion: \"a\\0b\" #!\n").says("no text contains this character");
        kind("codes: kind\nversion: \"\\ud83d\" #!\n").says("no text contains this character");
        kind("codes: kind\nversion: a\u0007b\n").at(KIND + ":2").says("a control character");
        kind("codes: kind\n? [a, b] #!\n: c\n").says("a key must be a single word");
    }

    @Test
    void shouldRefuseNestingThatWouldExhaustTheStack() {
        kind("entries: " + "[".repeat(50_000) + "]".repeat(50_000) + "\n")
                .at(KIND + ":1")
                .says("the nesting is deeper than 40");
        kind("- ".repeat(50_000) + "x\n").at(KIND + ":1").says("the nesting is deeper than 40");
    }

    @Test
    void shouldSayThatAFileIsEmptyEvenBesideOtherFaults() {
        kind("").at(KIND + ":1").says("the file is empty", "fill it or delete it");
        assertThat(kind("# nothing yet\n").with("t/roles/clerk.yaml", "").faults())
                .hasSize(2)
                .allMatch(fault -> fault.contains("the file is empty"));
    }

    @Test
    void shouldRefuseAFileThatIsNotUtf8() {
        byte[] chinese = "codes: kind\nversion: 大\n".getBytes(Charset.forName("GB18030"));
        pack().with(KIND, chinese).at(KIND + ":1").says("the file is not UTF-8", "save it as UTF-8");
    }

    @Test
    void shouldReadAFileThatBeginsWithAByteOrderMark() {
        kind("\uFEFFcodes: kind\nentries:\n  big: {zh-CN: 大, en: Big}\n").means();
    }

    @Test
    void shouldGuessTheKeyThatWasMeant() {
        kind("codes: kind\nentires: #!\n  big: {zh-CN: 大, en: Big}\nentries:\n  big: {zh-CN: 大, en: Big}\n")
                .says("unknown key `entires`", "did you mean `entries`?");
        pack().field("thing", "other: {local: x, type: text, shelf: 3}").says("unknown key `shelf`", "use one of: ");
    }

    @Test
    void shouldSayWhatIsMissingOrOfTheWrongShape() {
        pack().with("t/registers/empty.yaml", "register: empty\nfields: {a: {local: x, type: text}}\n")
                .at("t/registers/empty.yaml:1")
                .says("`title` is missing", "add `title: …`: the field that stands for a record");
        pack().key("thing", "period: begun").says("a list is expected here", "write it in [ ]");
        pack().key("thing", "tree: [parent]").says("a single value is expected here");
        pack().key("thing", "when: [a, b]").says("keys and values are expected here");
        pack().key("thing", "checks: many").says("keys and values are expected here");
        pack().key("thing", "when:").says("`when` has no value", "delete the key");
        pack().key("thing", "read: {role: anyone, where: }").says("`where` has no value");
        pack().field("thing", "other:").says("keys and values are expected here");
        assertThat(kind("codes: kind\nentries: [big, small]\n").faults())
                .anyMatch(fault -> fault.startsWith(KIND + ":2: keys and values are expected here"));
        kind("[codes, kind] #!\n").says("keys and values are expected here");
        pack().with("t/elements/thing.yaml", "- thing.name\n")
                .at("t/elements/thing.yaml:1")
                .says("ids and what they mean are expected here", "write `id: {…}` lines");
    }

    @Test
    void shouldRefuseNumbersDaysAndWordsThatAreNone() {
        pack().add("t/elements/thing.yaml", "thing.x: {type: text, max: 99999999999}")
                .says("is not a whole number");
        pack().add("t/elements/thing.yaml", "thing.x: {type: text, max: many}").says("is not a whole number");
        pack().add("t/elements/thing.yaml", "thing.x: {type: txt}")
                .says("`txt` is not known here", "did you mean `text`?");
        pack().add("t/elements/thing.yaml", "thing.x: {type: text, identifying: maybe}")
                .says("neither true nor false");
        for (String day :
                new String[] {"2026-02-30", "26-01-01", "+12026-01-01", "-2026-01-01", "0000-01-01", "today"}) {
            pack().add("t/pack.yaml", "effective_from: " + day).says("is not a day of the calendar", "2026-09-01");
        }
    }

    @Test
    void shouldRefuseIdsThatAreNone() {
        for (String id : new String[] {"Kind", "1st", "kind__old", "kind_", "种类", "k-d", "x".repeat(41)}) {
            pack().with("t/roles/" + id + ".yaml", "role: \"" + id + "\" #!\n")
                    .says("is not an id", "write snake_case");
        }
    }

    @Test
    void shouldRefuseAFileNamedUnlikeItsDefinition() {
        pack().with("t/roles/boss.yaml", "role: head #!\n")
                .says("the file is named boss.yaml, so its role is `boss`", "rename one to the other");
    }

    @Test
    void shouldWarnOfFilesAndFoldersThatNobodyReads() {
        pack().with("t/element/thing.yaml", "a: b").at("t/element:1").says("warning", "did you mean `elements`?");
    }

    @Test
    void shouldWarnOfStrayFiles() {
        assertThat(pack().with("t/roles/boss.yml", "role: boss")
                        .with("t/registers/old/thing.yaml", "register: thing")
                        .with("t/codes/colour.csv", "code\n")
                        .with("t/i18n/zh_CN.json", "{}")
                        .with("t/roles/.DS_Store", "")
                        .with("t/tools/make.sh", "")
                        .faults())
                .hasSize(4)
                .allMatch(fault -> fault.contains("warning: "))
                .anyMatch(fault -> fault.startsWith("t/roles/boss.yml:1") && fault.contains("files end in .yaml here"))
                .anyMatch(fault -> fault.startsWith("t/registers/old:1") && fault.contains("up into registers/"))
                .anyMatch(fault -> fault.startsWith("t/codes/colour.csv:1") && fault.contains("codes/colour.yaml"))
                .anyMatch(fault -> fault.startsWith("t/i18n/zh_CN.json:1") && fault.contains("zh-CN.json or en.json"));
    }

    @Test
    void shouldNameTheFaultsOfAllFilesAtOnceInTheirOrder() {
        assertThat(pack().with(KIND, "codes: kind\nversoin: 1\nentries:\n  big: {zh-CN: 大, en: Big}\n")
                        .with("t/roles/clerk.yaml", "role: clerk\noperator: perhaps\n")
                        .change("t/registers/thing.yaml", "thing.mass", "thing.mas")
                        .field("note", "id: {local: x, type: text}")
                        .faults())
                .extracting(fault -> fault.lines().findFirst().orElse(""))
                .containsExactly(
                        KIND + ":2: unknown key `versoin`",
                        "t/registers/note.yaml:4: `id` is a word of conditions, of addresses or of tables",
                        "t/registers/thing.yaml:8: there is no element `thing.mas`",
                        "t/roles/clerk.yaml:2: `perhaps` is neither true nor false");
    }
}
