package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.pack.TestPack;

/** Conditions, and who may do what where they hold. */
class ConditionTest {

    @TempDir
    Path home;

    private TestPack thing(String key) {
        return TestPack.of(home).key("thing", key);
    }

    private TestPack check(String condition) {
        return thing("checks:\n  c: \"" + condition + "\" #!").below();
    }

    private TestPack where(String condition) {
        return thing("read: {role: clerk, where: \"" + condition + "\"}");
    }

    @Test
    void shouldRefuseConditionsThatAreIllTypedOrBroken() {
        check("mass == 'heavy'").says("compares a number with text", "column 1", "numbers without quotes");
        check("mas > 1").says("has no field or condition 'mas'", "Did you mean 'mass'?");
        check("kind == 'huge'").says("huge");
        check("mass").says("A condition is needed here");
        check("mass > ").says("ends too early", "at its end");
        check("").says("ends too early");
        check("exec('rm')").says("does not know 'exec'");
    }

    @Test
    void shouldKeepCiphertextOutOfConditions() {
        check("secret == 'x'")
                .says("`secret` is L4, kept as ciphertext, and no condition reads it", "decide by another field");
        check("number != null").says("`number` is L4");
        check("parent.number == code").says("`number` is L4");
        where("number == 'x'").says("`number` is L4");
        TestPack.of(home)
                .field("note", "secret: {follow: thing.secret}")
                .key("note", "checks:\n  c: \"secret == null\" #!")
                .below()
                .says("`secret` is L4");
    }

    @Test
    void shouldKeepWordsToTheirPlaces() {
        thing("tree: parent\nread: {role: clerk, where: \"self in scope\"}").means();
        check("parent in scope").says("'scope' has no meaning here");
        where("old.name == name").says("'old' has no meaning here");
        where("self in scope").says("Only a record of a tree is in a scope");
        TestPack.of(home)
                .change(
                        "t/registers/thing.yaml",
                        "change: {role: clerk}",
                        "change: {role: clerk, where: \"old.name == name\"}")
                .means();
    }

    @Test
    void shouldRefuseNamesOfConditionsThatMeanSomethingElse() {
        thing("when:\n  name: \"mass > 1\" #!").below().says("a field has the name `name` already", "another name");
        thing("when:\n  today: \"mass > 1\" #!").below().says("`today` is a word of conditions");
        thing("when:\n  Heavy: \"mass > 1\" #!").below().says("is not an id");
        thing("checks:\n  no-mass: \"mass > 1\" #!").below().says("is not an id");
    }

    @Test
    void shouldRefuseNamedConditionsInACircleAndSayAFaultOnce() {
        assertThat(thing("when:\n  a: \"b\"\n  b: \"a\"").faults())
                .hasSize(2)
                .allMatch(fault -> fault.contains("leads back to itself"));
        thing(
                        "when:\n  heavy: \"mas > 1\" #!\nread: {role: clerk, where: \"heavy || parent.heavy\"}\nchecks:\n  c: \"!heavy\"")
                .below()
                .says("has no field or condition 'mas'");
    }

    @Test
    void shouldRefuseConditionsThatNobodyCouldRead() {
        check("mass > 1" + " || mass > 1".repeat(500)).says("nobody can read it", "name parts of it under `when:`");
        assertThat(check("(".repeat(900) + "mass > 1" + ")".repeat(900)).faults())
                .hasSize(1);
        assertThat(check("1" + "+1".repeat(900) + " > 0").faults()).hasSizeLessThan(2);
        assertThat(check("!".repeat(1500) + "(mass > 1)").faults()).hasSizeLessThan(2);
    }

    @Test
    void shouldRefuseRulesForRolesAndFieldsThatAreNone() {
        thing("read: {role: clark}").says("there is no role `clark`", "did you mean `clerk`?");
        thing("read: {role: clerk, fields: [nam]}").says("there is no field `nam` here", "did you mean `name`?");
        thing("read: {role: clerk, clear: [name]}").says("`name` is not masked", "leave it out of `clear`");
        thing("create: {role: anyone}").says("somebody who has not signed in never writes", "`signed_in`");
        thing("create: {role: signed_in}").means();
    }

    @Test
    void shouldRefuseAnEmptyListThatWouldMeanEverything() {
        thing("read: {role: anyone, fields: []}").says("an empty list says nothing", "for all fields");
        thing("create: {role: clerk, fields: []}").says("an empty list says nothing");
        thing("read: {role: anyone, where: }").says("`where` has no value");
    }

    @Test
    void shouldRefuseRightsToWriteWhatIsNotWrittenHere() {
        TestPack.of(home)
                .key("note", "change: {role: clerk, fields: [about]}")
                .says("`about` is followed, and written at its source only");
        thing("retire: {role: clerk, fields: [name]}").says("a record is retired as a whole");
    }

    @Test
    void shouldRefuseARoleThatIsBuiltIn() {
        for (String role : new String[] {"anyone", "signed_in", "operator"}) {
            TestPack.of(home)
                    .with("t/roles/" + role + ".yaml", "role: " + role + " #!\n")
                    .says("is built in");
        }
    }
}
