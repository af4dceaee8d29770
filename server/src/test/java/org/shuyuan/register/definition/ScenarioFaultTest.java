package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.pack.TestPack;

/** Scenarios that could never run, or that say something in vain. */
class ScenarioFaultTest {

    @TempDir
    Path home;

    private TestPack step(String step) {
        return TestPack.of(home).with("t/tests/a.yaml", """
                test: a
                steps:
                  - {create: thing, as: operator, called: first, values: {name: x}}
                  - {create: note, as: {role: clerk, at: first}, called: letter, values: {text: x, thing: first}}
                """).add("t/tests/a.yaml", "  - " + step);
    }

    @Test
    void shouldAcceptWhatARunnerUnderstands() {
        step("{create: thing, as: anyone, values: {name: y, parent: first, kind: null, mass: 3}, then: {refused: [not_allowed]}}")
                .means();
        step("{change: first, as: {role: clerk}, values: {parent: null}, then: {values: {name: x}}}")
                .means();
        step("{read: letter, as: signed_in, then: {values: {about: x}, hidden: [text], masked: [about]}}")
                .means();
        step("{list: note, as: operator, search: x, values: {thing: first}, then: {count: 1}}")
                .means();
        step("{retire: first, as: operator, then: {refused: true}}").means();
    }

    @Test
    void shouldRefuseStepsThatDoNothingOrTwoThings() {
        step("{as: operator}").says("a step does one thing");
        step("{create: thing, read: first, as: operator}").says("a step does one thing");
        step("{create: thing}").says("`as` is missing");
        assertThat(TestPack.of(home)
                        .with("t/tests/a.yaml", "test: a\nsteps: []\n")
                        .faults())
                .singleElement()
                .asString()
                .contains("the scenario has no steps");
    }

    @Test
    void shouldRefuseNamesThatNobodyGave() {
        step("{create: thin, as: operator}").says("there is no register `thin`");
        step("{read: frist, as: operator}")
                .says("there is no record of an earlier step `frist` here", "did you mean `first`?");
        step("{create: thing, as: operator, values: {nam: x}}").says("there is no field `nam` here");
        step("{create: thing, as: operator, values: {parent: nobody}}")
                .says("there is no record of an earlier step `nobody`");
        step("{create: thing, as: operator, values: {parent: letter}}")
                .says("`letter` is a record of note, and `parent` refers to thing");
        step("{create: thing, as: operator, called: self, values: {parent: self}}")
                .says("there is no record of an earlier step `self`");
        step("{create: thing, as: operator, called: first, values: {name: y}}")
                .says("has called its record `first` already");
        step("{read: first, as: operator, then: {hidden: [nam]}}").says("there is no field `nam` here");
    }

    @Test
    void shouldRefuseActorsThatAreNobody() {
        step("{read: first, as: opertor}").says("there is no actor `opertor` here", "did you mean `operator`?");
        step("{read: first, as: {role: clark}}").says("there is no role `clark`");
        step("{read: first, as: {role: clerk, at: nowhere}}").says("there is no record of an earlier step `nowhere`");
        for (String nobody : new String[] {
            "[clerk]", "{at: first}", "{role: clerk, at: [first]}", "{role: clerk, where: first}", "{role: {a: b}}"
        }) {
            step("{read: first, as: " + nobody + "}").says("nobody acts here", "`{role: …, at: …}`");
        }
        step("{read: first, as: }").says("`as` has no value");
    }

    @Test
    void shouldRefuseWhatIsSaidInVain() {
        step("{read: first, as: operator, values: {name: x}}").says("only create, change and a list take `values`");
        step("{read: first, as: operator, called: again}").says("only create names a record");
        step("{read: first, as: operator, search: x}").says("only a list searches");
        step("{read: first, as: operator, then: {count: 1}}").says("only a list is counted");
        step("{list: thing, as: operator, then: {hidden: [name]}}")
                .says("only what is read has hidden and masked fields");
        step("{retire: first, as: operator, then: {values: {name: x}}}").says("no values to hold against");
        step("{create: note, as: operator, values: {about: x}}")
                .says("`about` is followed, and written at its source only");
    }
}
