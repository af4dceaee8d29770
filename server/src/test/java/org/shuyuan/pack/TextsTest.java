package org.shuyuan.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text that a person reads stands once, in every language. */
class TextsTest {

    private static final String EN = "t/i18n/en.json";
    private static final String ZH = "t/i18n/zh-CN.json";

    @TempDir
    Path home;

    private TestPack pack() {
        return TestPack.of(home);
    }

    @Test
    void shouldSayWhichTextIsMissingInWhichLanguageAndWhereToWriteIt() {
        TestPack pack = TestPack.empty(home)
                .with("t/pack.yaml", "pack: t\nrelease: 1\nauthority: nobody\n")
                .with("t/roles/clerk.yaml", "role: clerk\n")
                .with(ZH, "{\"pack.t\": \"包\", \"role.clerk\": \"员\"}")
                .with(EN, "{\"pack.t\": \"Pack\"}");
        assertThat(pack.compileAsItStands().faults()).extracting(Fault::print).containsExactly("""
                        t/roles/clerk.yaml:1: no text in en for this
                            role.clerk
                            → add `"role.clerk": "…"` to t/i18n/en.json""");
    }

    @Test
    void shouldRefuseATextThatBelongsToNothing() {
        pack().with(EN, "{\n\"role.clark\": \"Clerk\"}")
                .at(EN + ":2")
                .says("nothing has the text key `role.clark`", "did you mean `role.clerk`?");
        pack().with(EN, "{\n\"something.else.altogether\": \"?\"}")
                .at(EN + ":2")
                .says("delete the line");
    }

    @Test
    void shouldNotBlameTextsWhileDefinitionsCannotBeRead() {
        pack().with(EN, "{\"role.boss\": \"Boss\"}")
                .with(ZH, "{\"role.boss\": \"长\"}")
                .with("t/roles/boss.yaml", "role: [boss #!\n")
                .at("t/roles/boss.yaml:2")
                .says("broken YAML");
    }

    @Test
    void shouldRefuseAnEmptyTextAndOneSaidTwice() {
        assertThat(pack().with(EN, "{\n\"role.clerk\": \" \"}")
                        .with(ZH, "{}")
                        .compileAsItStands()
                        .faults())
                .extracting(Fault::print)
                .anyMatch(fault -> fault.startsWith(EN + ":2: the text of `role.clerk` is empty"));
        pack().with(EN, "{\n\"role.clerk\": \"A\",\n\"role.clerk\": \"B\"}")
                .at(EN + ":3")
                .says("the key stands twice");
        assertThat(pack().with("u/pack.yaml", "pack: u\nrelease: 1\nauthority: x\n")
                        .with(EN, "{\"role.clerk\": \"A\"}")
                        .with("u/i18n/en.json", "{\"role.clerk\": \"B\"}")
                        .compile()
                        .faults())
                .extracting(Fault::print)
                .anyMatch(fault ->
                        fault.startsWith("u/i18n/en.json:1: `role.clerk` has a text already, at " + EN + ":1"));
    }

    @Test
    void shouldRefuseAFieldsOwnLabelInOneLanguageOnly() {
        assertThat(pack().with(ZH, "{\n\"field.thing.name\": \"名\"}")
                        .with(EN, "{}")
                        .compileAsItStands()
                        .faults())
                .extracting(Fault::print)
                .anyMatch(fault -> fault.startsWith(ZH + ":2: no text in en for this\n    field.thing.name"));
    }

    @Test
    void shouldAllowFurtherHeaderNamesInOneLanguageOnly() {
        assertThat(pack().with(ZH, "{\"aliases.thing.name\": \"名字|名\"}")
                        .means()
                        .texts()
                        .find("en", "aliases.thing.name"))
                .isNull();
    }

    @Test
    void shouldReadJsonAsEditorsSaveIt() {
        Model model = pack().with(EN, "\uFEFF{\r\n\t\"role.clerk\":\t\"Cl\\u0065rk \\ud83d\\ude00\"\r\n}\r\n")
                .means();
        assertThat(model.texts().say("en", "role.clerk")).isEqualTo("Clerk 😀");
    }

    @Test
    void shouldRefuseJsonThatIsBrokenOrNoObject() {
        pack().with(EN, "{\"role.clerk\": \"Clerk\"\n").at(EN + ":2").says("broken YAML");
        pack().with(EN, "[\"role.clerk\"]").at(EN + ":1").says("keys and texts are expected here");
        pack().with(EN, "").at(EN + ":1").says("the file is empty");
    }
}
