package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.pack.TestPack;
import org.shuyuan.register.model.Registers;

/** What holds a register together: title, tree, period, identity, and what upgrades may do. */
class RegisterTest {

    @TempDir
    Path home;

    private TestPack thing(String key) {
        return TestPack.of(home).key("thing", key);
    }

    private TestPack title(String field) {
        return TestPack.of(home).change("t/registers/thing.yaml", "title: name", "title: " + field);
    }

    private TestPack spine(String keys) {
        return thing(keys)
                .change("t/registers/thing.yaml", "{element: thing.code}", "{element: thing.code, unique: true}");
    }

    @Test
    void shouldHoldNeverReissuedToAUniqueText() {
        TestPack.of(home)
                .change(
                        "t/registers/thing.yaml",
                        "{element: thing.code}",
                        "{element: thing.code, never_reissued: true}")
                .says("`never_reissued` goes with a unique text");
    }

    @Test
    void shouldAcceptATreeWithPeriodsAndIdentities() {
        spine("""
                spine: organisation
                tree: parent
                period: [begun, ended]
                identity: [[code], number, [name, parent]]
                no_overlap: [[code], [name, parent]]""").means();
    }

    @Test
    void shouldAskForATitleThatMayBeShownAnywhere() {
        title("nam").says("there is no field `nam` here", "did you mean `name`?");
        for (String field : new String[] {"parent", "kinds", "phone", "number", "secret"}) {
            title(field).says("the title must be one value that is stored here, no reference, and neither L3 nor L4");
        }
        TestPack.of(home)
                .change("t/registers/note.yaml", "title: text", "title: about")
                .says("the title must be one value that is stored here");
    }

    @Test
    void shouldRefuseATreeThatIsNoSingleReferenceToTheRegisterItself() {
        thing("tree: name").says("`name` is not one reference to this register", "`ref: thing`");
        thing("tree: nowhere").says("`nowhere` is not one reference to this register");
        TestPack.of(home)
                .change("t/registers/thing.yaml", "{element: thing.parent}", "{element: thing.parent, many: true}")
                .key("thing", "tree: parent")
                .says("`parent` is not one reference to this register", "isn't `many`");
        TestPack.of(home).key("note", "tree: thing").says("`thing` is not one reference to this register");
    }

    @Test
    void shouldRefuseASpineThatIsNoneOrStandsTwice() {
        thing("spine: organisation")
                .says("the spine of organisations is a tree with a period and a unique text `code`");
        thing("tree: parent\nspine: people").at("t/registers/thing.yaml:4").says("there is no contract `people`");
        thing("spine: duty\nperiod: [begun, ended]").says("duties are held for a period");
        assertThat(spine("spine: organisation\ntree: parent\nperiod: [begun, ended]")
                        .field("note", "above: {local: x, ref: note}")
                        .field("note", "code: {local: x, type: text, max: 9, unique: true}")
                        .field("note", "begun: {local: x, type: date}")
                        .field("note", "ended: {local: x, type: date}")
                        .key("note", "spine: organisation\ntree: above\nperiod: [begun, ended]")
                        .faults())
                .singleElement()
                .asString()
                .contains("the spine is `note` already", "delete `spine:` here");
    }

    @Test
    void shouldRefuseAPeriodThatIsNotTwoDays() {
        thing("period: [begun]").says("a period is two fields");
        thing("period: [begun, begun]").says("a period is two fields");
        thing("period: [begun, ended, begun]").says("a period is two fields");
        thing("period: [begun, name]").says("two kept fields of type date");
        thing("period: [begun, endd]").says("there is no field `endd` here", "did you mean `ended`?");
    }

    @Test
    void shouldRefuseGroupsThatHoldAFieldTwiceOrNone() {
        thing("groups: {a: [code, nmae]}").says("there is no field `nmae` here", "did you mean `name`?");
        thing("groups: {a: [code], b: [name, code]}")
                .says("`code` stands in a group already", "leave it in one of them");
        thing("groups: {A: [code]}").says("`A`");
    }

    @Test
    void shouldRefuseIdentitiesThatTellNothingApart() {
        thing("identity: [[]]").says("an empty list tells nothing apart");
        thing("identity: [[code, code]]").says("a field stands twice");
        thing("identity: [[kinds]]").says("`kinds` cannot tell records apart");
        thing("identity: [[secret]]").says("`secret` cannot tell records apart", "identifying");
        thing("identity: [[coed]]").says("there is no field `coed` here", "did you mean `code`?");
        TestPack.of(home).key("note", "identity: [[about]]").says("`about` is followed, not kept here");
        TestPack.of(home)
                .field("note", "long: {local: x, type: text, max: 4000}")
                .key("note", "identity: [[long]]")
                .says("don't fit an index");
    }

    @Test
    void shouldAskForAPeriodWhereNothingMayOverlap() {
        thing("no_overlap: [[code]]").says("records without a period cannot overlap", "add `period: [from, until]`");
        thing("period: [begun, ended]\nno_overlap: [[]]")
                .at("t/registers/thing.yaml:4")
                .says("an empty list tells nothing apart");
    }

    @Test
    void shouldRefuseChangesThatDoNotFitTheRelease() {
        String changes = "changes: [{release: 2, register: thing, ";
        TestPack.of(home)
                .add("t/pack.yaml", changes + "rename: title, to: name}, {release: 2, register: thing, drop: colour}]")
                .means();
        String[][] wrong = {
            {"rename: title, to: nam}]", "there is no field of thing `nam` here"},
            {"rename: code, to: name}]", "`code` is still a field of thing"},
            {"drop: code}]", "`code` is still a field of thing"},
            {"narrow: colour}]", "there is no field of thing `colour` here"},
            {"rename: title}]", "a change does one thing"},
            {"drop: a, narrow: code}]", "a change does one thing"},
            {"to: name}]", "a change does one thing"},
        };
        for (String[] row : wrong) {
            TestPack.of(home).add("t/pack.yaml", changes + row[0]).says(row[1]);
        }
        TestPack.of(home)
                .add("t/pack.yaml", "changes: [{release: 3, register: thing, drop: a}]")
                .says("this is release 2");
        TestPack.of(home)
                .add("t/pack.yaml", "changes: [{release: 2, register: thin, drop: a}]")
                .says("there is no register `thin`");
        TestPack.of(home).add("t/pack.yaml", changes + "drop: \"*\"}]").says("`thing` is still here");
        TestPack.of(home)
                .add(
                        "t/pack.yaml",
                        "changes: [{release: 2, register: thin, drop: a}, {release: 2, register: thin, drop: \"*\"}]")
                .means();
    }

    @Test
    void shouldRefuseDataForARegisterThatIsNone() {
        TestPack.of(home)
                .with("t/data/10-thin.csv", "name\n")
                .at("t/data/10-thin.csv:1")
                .says("there is no register `thin`", "did you mean `thing`?");
        TestPack.of(home)
                .with("t/demo/thing.csv", "name\n")
                .at("t/demo/thing.csv:1")
                .says("doesn't tell its register", "10-<register>.csv");
    }

    @Test
    void shouldTakeDataInTheOrderOfItsNumbers() {
        assertThat(TestPack.of(home)
                        .with("t/demo/100-thing.csv", "name\n")
                        .with("t/demo/9-thing.csv", "name\n")
                        .with("t/data/20-note.csv", "text\n")
                        .means()
                        .part(Registers.class)
                        .seeds())
                .extracting(seed -> String.valueOf(seed.file().getFileName()))
                .containsExactly("20-note.csv", "9-thing.csv", "100-thing.csv");
    }
}
