package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.pack.TestPack;

/** Formats, elements and what a local field says of its values. */
class DatumTest {

    private static final String ELEMENTS = "t/elements/thing.yaml";
    private static final String FORMATS = "t/formats/digits.yaml";

    @TempDir
    Path home;

    private TestPack element(String line) {
        return TestPack.of(home).add(ELEMENTS, line);
    }

    private TestPack format(String line) {
        return TestPack.of(home).add(FORMATS, line);
    }

    @Test
    void shouldAcceptEveryTypeWithItsLimits() {
        TestPack.of(home).with("t/elements/all.yaml", """
                all.text:     {type: text, max: 20000}
                all.integer:  {type: integer}
                all.decimal:  {type: decimal, scale: 0}
                all.exact:    {type: decimal, scale: 18}
                all.money:    {type: money}
                all.date:     {type: date, sensitivity: L3, mask: {start: 4, end: 0}}
                all.time:     {type: time}
                all.instant:  {type: instant}
                all.boolean:  {type: boolean, sensitivity: L2}
                all.code:     {code: kind, dated: ever}
                all.ref:      {ref: thing}
                """).means();
    }

    @Test
    void shouldAskForExactlyOneMeaning() {
        element("thing.x: {}").says("nothing says what its values are", "exactly one of `type:`, `code:` and `ref:`");
        element("thing.x: {type: text, code: kind}").says("said to be two things");
        element("thing.x: {ref: thing, code: kind}").says("said to be two things");
    }

    @Test
    void shouldGuessWhatAReferenceMeant() {
        element("thing.x: {code: kinds}").says("there is no code set `kinds`", "did you mean `kind`?");
        element("thing.x: {ref: thin}").says("there is no register `thin`", "did you mean `thing`?");
        element("thing.x: {type: text, format: digit}").says("there is no format `digit`", "did you mean `digits`?");
    }

    @Test
    void shouldRefuseLimitsThatMakeNoSense() {
        element("thing.x: {type: text, max: 0}").says("`max` lies between 1 and 20000");
        element("thing.x: {type: text, max: 20001}").says("`max` lies between 1 and 20000");
        element("thing.x: {type: integer, max: 5}").says("only text has a `max`");
        element("thing.x: {type: decimal, scale: 19}").says("`scale` lies between 0 and 18");
        element("thing.x: {type: decimal, scale: -1}").says("`scale` lies between 0 and 18");
        element("thing.x: {type: money, scale: 2}").says("only a decimal has a `scale`");
        element("thing.x: {code: kind, format: digits}").says("only text has a `format`");
        element("thing.x: {type: text, dated: ever}").says("only a code is `dated`");
    }

    @Test
    void shouldHoldSecrecyTogether() {
        element("thing.x: {type: date, sensitivity: L4}").says("only text can be L4");
        element("thing.x: {type: text, sensitivity: L3, identifying: true}")
                .says("`identifying` goes with `sensitivity: L4`");
        element("thing.x: {type: text, mask: {start: 1, end: 1}}").says("`mask` goes with `sensitivity: L3` or `L4`");
        element("thing.x: {type: text, sensitivity: L3, mask: {start: -1, end: 1}}")
                .says("counts characters from 0");
        element("thing.x: {type: text, sensitivity: L5}").says("`L5` is not known here", "did you mean");
    }

    @Test
    void shouldNameElementsByTheSubjectOfTheirFile() {
        element("other.x: {type: text}").says("named by the subject of its file", "write `thing.x`");
        element("x: {type: text}").says("named by the subject of its file", "write `thing.x`");
        element("thing.X: {type: text}").says("named by the subject", "snake_case");
        element("thing.a.b: {type: text}").says("named by the subject");
        element("thing." + "x".repeat(41) + ": {type: text}").says("named by the subject", "at most 40");
    }

    @Test
    void shouldAskWhetherATwinIsMeant() {
        element("thing.title: {type: text}")
                .with("t/i18n/zh-CN.json", "{\"element.thing.name\": \"名称\", \"element.thing.title\": \"名称\"}")
                .at(ELEMENTS + ":12")
                .says("warning", "`thing.name` has the same subject, type and label; is it this one?");
    }

    @Test
    void shouldRefusePatternsThatAreNoneOrTooHeavy() {
        format("x: {pattern: \"[0-9\"}").says("this is not a pattern", "write RE2 syntax");
        format("x: {pattern: \"(?=a)\"}").says("this is not a pattern");
        format("x: {pattern: \"\"}").says("the pattern has 0 characters");
        format("x: {pattern: \"" + "(".repeat(600) + "\"}").says("the pattern has 600 characters", "between 1 and 500");
        format("x: {pattern: \"((a{1000}){1000}){1000}\"}").says("longer than 5000 characters", "repeat less");
        format("x: {pattern: \"(([a-z{9}]\\\\{9}){70}){70}\"}").says("longer than 5000 characters");
        format("x: {pattern: \"([a-z]{2,63}\\\\.){1,8}[a-z]{2,63}\"}").means();
        format("x: {pattern: \"[a\"}").says("this is not a pattern");
        format("Big-Digits: {pattern: \"[0-9]\"}").says("is not an id");
    }

    @Test
    void shouldRefuseChecksumsThatCouldNotBeComputed() {
        String digits = "x: {pattern: \"[0-9]+\", checksum: {values: \"0123456789\", ";
        format(digits + "weights: [1], modulo: 0, check: \"\"}}")
                .says("0 characters for 0 remainders", "a modulo of at least 2");
        format(digits + "weights: [1], modulo: 11, check: \"01\"}}").says("2 characters for 11 remainders");
        format(digits + "weights: [], modulo: 2, check: \"01\"}}").says("weights that are not negative");
        format(digits + "weights: [-1], modulo: 2, check: \"01\"}}").says("weights that are not negative");
        format("x: {pattern: a, checksum: {values: \"\", weights: [1], modulo: 2, check: \"01\"}}")
                .says("needs `values`");
    }

    @Test
    void shouldRefusePartsThatLieNowhere() {
        for (String part : new String[] {
            "{from: 0, to: 7, type: date}",
            "{from: 1, to: 6, type: date}",
            "{from: 6, to: 1, code: kind}",
            "{from: 1, to: 8}",
            "{from: 1, to: 8, type: text}",
            "{from: 1, to: 8, type: date, code: kind}"
        }) {
            format("x: {pattern: \"[0-9]+\", parts: [" + part + "]}").says("neither a day of eight digits nor a code");
        }
        for (String part : new String[] {
            "{from: 1, to: 6, code: kind, on: {from: 0, to: 7}}",
            "{from: 1, to: 6, code: kind, on: {from: 7, to: 9}}",
            "{from: 1, to: 8, type: date, on: {from: 1, to: 8}}"
        }) {
            format("x: {pattern: \"[0-9]+\", parts: [" + part + "]}").says("eight digits of the day", "for any day");
        }
        format("x: {pattern: \"[0-9]+\", parts: [{from: 1, to: 2, code: size}]}")
                .says("there is no code set `size`");
    }

    @Test
    void shouldSayTheTypeOfALocalFieldOnlyThere() {
        TestPack.of(home).field("note", "x: {local: because}").says("nothing says what its values are");
        TestPack.of(home)
                .field("note", "x: {local: \" \", type: text}")
                .says("nothing says why the field stands outside");
        assertThat(TestPack.of(home)
                        .change("t/registers/thing.yaml", "{element: thing.code}", "{element: thing.code, max: 5}")
                        .faults())
                .singleElement()
                .asString()
                .startsWith("t/registers/thing.yaml:5: its type is said here and by its element");
    }
}
