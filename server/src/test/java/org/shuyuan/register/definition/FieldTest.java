package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.pack.TestPack;

/** Fields: kept, local, followed and proposed. */
class FieldTest {

    @TempDir
    Path home;

    private TestPack thing(String line) {
        return TestPack.of(home).field("thing", line);
    }

    private TestPack note(String line) {
        return TestPack.of(home).field("note", line);
    }

    private TestPack wish(String line) {
        return TestPack.of(home).field("wish", line);
    }

    @Test
    void shouldAskForExactlyOneSource() {
        note("x: {required: true}").says("nothing says where its values come from", "exactly one of `element:`");
        note("x: {element: thing.name, follow: thing.name}").says("said to come from two places");
        note("x: {copy: other.name}").says("copying needs a share and a contract", "`follow:`");
        note("x: {element: thing.nam}").says("there is no element `thing.nam`", "did you mean `thing.name`?");
    }

    @Test
    void shouldRefuseNamesThatMeanSomethingElse() {
        for (String word :
                new String[] {"id", "version", "today", "self", "old", "tree", "package", "in", "retired", "size"}) {
            note("\"" + word + "\": {local: x, type: text}").says("is a word of conditions, of addresses or of tables");
        }
        for (String odd : new String[] {"Name", "a-b", "a b", "a__b", "_a", "a_", "名", "a\\\"b", "9a"}) {
            note("\"" + odd + "\": {local: x, type: text}").says("is not an id");
        }
        assertThat(note("\"\": {local: x, type: text}").faults())
                .singleElement()
                .asString()
                .contains("is not an id");
    }

    @Test
    void shouldAllowNamesThatAreWordsOfSqlOnly() {
        note("select: {local: x, type: text}").means();
        note("user: {local: x, type: text}").means();
    }

    @Test
    void shouldRefuseUsesThatATypeDoesNotHave() {
        note("x: {local: x, type: text, many: true}").says("only a code or a ref can be `many`");
        note("x: {local: x, code: kind, many: true, sort: true}").says("neither `unique` nor sorted");
        note("x: {local: x, type: date, search: true}").says("only text is searched");
        note("x: {local: x, ref: thing, sort: true}").says("a reference has no order of its own");
        note("x: {local: x, type: text, on_import: {create: {name: y}}}").says("`on_import` goes with a ref");
        note("x: {local: x, type: text, max: 501, sort: true}").says("doesn't fit an index", "`max: 500`");
        note("x: {local: x, type: text, sensitivity: L4, search: true}")
                .says("ciphertext can be neither sorted nor searched");
        note("x: {local: x, type: text, sensitivity: L4, unique: true}").says("only with `identifying`");
        note("x: {local: x, type: text, sensitivity: L4, default: y}").says("an L4 value has no default");
        note("x: {local: x, type: text, unique: true, default: y}").says("a default would not be unique");
    }

    @Test
    void shouldFollowThroughOneReferenceOnly() {
        note("x: {follow: thing.mass}").means();
        note("x: {follow: thing}").says("followed through one reference", "the references are: thing");
        note("x: {follow: thing.parent.name}").says("followed through one reference");
        note("x: {follow: text.name}").says("followed through one reference");
        note("x: {follow: about.name}").says("followed through one reference");
        note("x: {follow: .name}").says("followed through one reference");
        note("x: {follow: thing.nam}").says("there is no field of thing `nam` here", "did you mean `name`?");
        note("x: {follow: thing.kinds}").says("has several values, and only one can be shown here");
        TestPack.of(home)
                .with("t/registers/lone.yaml", """
                register: lone
                title: a
                fields:
                  a: {local: x, type: text}
                  b: {follow: thing.name} #!
                """)
                .says("followed through one reference", "add a `ref` field to the source first");
    }

    @Test
    void shouldFollowTheSourceAndNotAnotherFollower() {
        TestPack.of(home)
                .with("t/registers/remark.yaml", """
                register: remark
                title: text
                fields:
                  text:  {local: x, type: text}
                  note:  {local: x, ref: note}
                  about: {follow: note.about} #!
                """)
                .says("`note.about` is not kept there; it comes from thing.name", "name the register that keeps it");
        // Whichever of the two is compiled first
        TestPack.of(home)
                .with("t/registers/a_remark.yaml", """
                register: a_remark
                title: text
                fields:
                  text:  {local: x, type: text}
                  note:  {local: x, ref: note}
                  about: {follow: note.about} #!
                """)
                .says("`note.about` is not kept there; it comes from thing.name");
    }

    @Test
    void shouldRefuseRulesOnWhatIsNotStoredHere() {
        note("x: {follow: thing.name, search: true}").says("searched at its source only", "`x: {follow: thing.name}`");
        note("x: {follow: thing.name, sort: true}")
                .says("sorted through the index of its source", "write `sort: true` at thing.name");
        note("x: {follow: thing.mass, filter: true}")
                .says("filtered through the index of its source", "write `filter: true` at thing.mass");
        note("x: {follow: thing.name, required: true}").says("never stored, so it has no rules of its own");
        note("x: {follow: thing.name, max: 5}").says("its type is said here and by its source");
        wish("x: {propose: thing.code, unique: true}").says("rules are its source's", "`propose:` and `required:`");
    }

    @Test
    void shouldLetOnlyCasesPropose() {
        wish("x: {propose: thing.kind, required: true}").means();
        note("x: {propose: thing.kind}").says("only a case may propose", "`case: {process: …}`");
        wish("x: {propose: thing}").says("a proposal names another register and its field");
        wish("x: {propose: wish.number}").says("a proposal names another register and its field");
        wish("x: {propose: thin.name}").says("there is no register `thin`", "did you mean `thing`?");
        wish("x: {propose: thing.nam}").says("there is no field of thing `nam` here");
        wish("x: {propose: note.about}").says("is not kept there; it comes from thing.name");
        wish("x: {propose: thing.kinds}").says("has several values");
        assertThat(TestPack.of(home)
                        .field("wish", "y: {local: x, ref: wish}")
                        .field("wish", "x: {follow: y.mass}")
                        .faults())
                .singleElement()
                .asString()
                .contains("`wish.mass` is not kept there; it comes from thing.mass");
    }

    @Test
    void shouldRefuseDefaultsThatNoValueCouldBe() {
        String[][] wrong = {
            {"type: integer", "3.5", "not a whole number"},
            {"type: integer", "99999999999999999999", "not a whole number"},
            {"type: decimal, scale: 2", "0.001", "at most 2 digits after the point"},
            {"type: money", "1e3", "at most 2 digits"},
            {"type: date", "2026-02-30", "not a day"},
            {"type: time", "25:00", "not a time"},
            {"type: instant", "2026-01-01", "not a moment"},
            {"type: boolean", "yes", "neither true nor false"},
            {"type: text, max: 2", "abc", "longer than 2 characters"},
            {"type: text, format: digits", "abc", "breaks the format `digits`"},
            {"code: kind", "huge", "no code of kind"},
            {"ref: thing", "x", "a pack knows none"},
            {"code: kind, many: true", "big", "several values starts with none"},
        };
        for (String[] row : wrong) {
            note("x: {local: x, %s, default: \"%s\"}".formatted(row[0], row[1]))
                    .says("the default cannot be a value of `x`", row[2]);
        }
    }

    @Test
    void shouldAcceptDefaultsOfEveryType() {
        for (String said : new String[] {
            "type: integer, default: -3",
            "type: decimal, scale: 0, default: 3",
            "type: money, default: 3.50",
            "type: date, default: 2026-02-28",
            "type: time, default: '08:30'",
            "type: instant, default: 2026-02-28T08:30:00+08:00",
            "type: boolean, default: true",
            "type: text, format: digits, default: 007",
            "code: kind, default: big"
        }) {
            note("x: {local: x, " + said + "}").means();
        }
    }

    @Test
    void shouldCheckWhatAnImportWouldMake() {
        TestPack.of(home)
                .field("note", "x: {local: x, ref: thing, on_import: {create: {kind: big}}}")
                .means();
        note("x: {local: x, ref: thing, on_import: {create: {kin: big}}}")
                .says("there is no field of thing `kin` here");
        note("x: {local: x, ref: thing, on_import: {create: {kind: huge}}}")
                .says("`huge` cannot be the value of `kind`", "no code of kind");
        note("x: {local: x, ref: thing, on_import: {create: {name: y}}}").says("the import gives it");
        note("x: {local: x, ref: thing, on_import: {create: {parent: y}}}").says("a pack knows none");
        note("x: {local: x, ref: thing, on_import: {create: {secret: y}}}").says("below L4");
        note("x: {local: x, ref: thing, on_import: {create: {kinds: big}}}").says("one value");
        TestPack.of(home)
                .change("t/registers/thing.yaml", "{element: thing.code}", "{element: thing.code, required: true}")
                .field("note", "x: {local: x, ref: thing, on_import: {create: {kind: big}}}")
                .says("no record of thing can be made without `code`", "add `code: …` to `create`");
    }

    @Test
    void shouldRefuseReferencesThatRequireEachOther() {
        assertThat(TestPack.of(home)
                        .change(
                                "t/registers/thing.yaml",
                                "{element: thing.parent}",
                                "{element: thing.parent, required: true}")
                        .faults())
                .singleElement()
                .asString()
                .startsWith("t/registers/thing.yaml:11: no first record can be made")
                .contains("thing.parent", "delete `required` from one of them");
        assertThat(TestPack.of(home)
                        .field("thing", "note: {local: x, ref: note, required: true}")
                        .field("note", "other: {local: x, ref: thing, required: true}")
                        .faults())
                .singleElement()
                .asString()
                .contains("note.other → thing.note");
        TestPack.of(home)
                .field("thing", "note: {local: x, ref: note}")
                .field("note", "other: {local: x, ref: thing, required: true}")
                .means();
    }

    @Test
    void shouldCompileARegisterOfTwoHundredFieldsAndNoneOfNoneOrTooMany() {
        register(200).means();
        register(0).at("t/registers/wide.yaml:3").says("the register has 0 fields", "between 1 and 500");
        register(501).at("t/registers/wide.yaml:3").says("the register has 501 fields");
    }

    private TestPack register(int fields) {
        StringBuilder text =
                new StringBuilder("register: wide\ntitle: f0\nfields:" + (fields == 0 ? " {}" : "") + "\n");
        StringBuilder checks = new StringBuilder("checks:\n");
        for (int i = 0; i < fields; i++) {
            text.append("  f%d: {local: one of many, type: text, max: 20, filter: true}\n".formatted(i));
            checks.append("  c%d: \"f%d != 'x' || f0 == null\"\n".formatted(i, i));
        }
        return TestPack.of(home).with("t/registers/wide.yaml", text + (fields == 0 ? "" : checks.toString()));
    }

    @Test
    void shouldSayTheFaultOfAFieldOnceAndNotWhereverItIsUsed() {
        note("x: {local: x, type: txt}")
                .key("note", """
                when:
                  xed: "x == 'y'"
                checks:
                  c: "xed && x != 'z'"
                identity: [[x]]
                read: {role: anyone, fields: [x], where: "xed"}""")
                .at("t/registers/note.yaml:10")
                .says("`txt` is not known here");
    }
}
