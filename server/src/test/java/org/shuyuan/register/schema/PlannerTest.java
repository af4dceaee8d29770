package org.shuyuan.register.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlannerTest {

    private final Upgrades upgrades = new Upgrades();

    private static TinyPack thing(int release, String... lines) {
        return new TinyPack(release).register("thing", lines);
    }

    @Test
    void aFieldIsAdded() {
        upgrades.install(thing(1, "name: {type: text}"));
        upgrades.insert("thing", "name", "'a'");
        upgrades.install(thing(2, "name: {type: text}", "amount: {type: integer, sort: true}"));
        assertThat(upgrades.ask("select name from data.thing where amount is null"))
                .isEqualTo("a");
        assertThat(upgrades.ask("select count(amount) from history.thing")).isEqualTo("0");
    }

    @Test
    void aRequiredFieldWithADefaultIsAddedToRecords() {
        upgrades.install(thing(1, "name: {type: text}"));
        upgrades.insert("thing", "name", "'a'", "'b'");
        upgrades.install(thing(2, "name: {type: text}", "amount: {type: integer, required: true, default: 7}"));
        assertThat(upgrades.ask("select sum(amount) from data.thing")).isEqualTo("14");
    }

    @Test
    void aRequiredFieldWithoutADefaultIsRefusedWhereRecordsAre() {
        upgrades.install(thing(1, "name: {type: text}"));
        TinyPack second = thing(2, "name: {type: text}", "amount: {type: integer, required: true}");
        upgrades.insert("thing", "name", "'a'", "'b'");
        assertThat(upgrades.refuse(second))
                .contains("add thing.amount", "2 records would have nothing in it", "`default: …`");
        upgrades.sql("delete from data.thing");
        upgrades.install(second);
    }

    @Test
    void aFieldBecomesRequiredWhereNoRecordIsEmpty() {
        upgrades.install(thing(1, "name: {type: text}"));
        upgrades.insert("thing", "name", "'a'", "null");
        TinyPack second = thing(2, "name: {type: text, required: true}");
        String id = String.valueOf(upgrades.ask("select id from data.thing where name is null"));
        assertThat(upgrades.refuse(second)).contains("it is empty in 1 record (" + id + ")");
        upgrades.sql("update data.thing set name = 'b' where name is null");
        upgrades.install(second);
        upgrades.install(thing(3, "name: {type: text}"));
    }

    @Test
    void aFieldThatBecomesRequiredIsFilledWithItsDefault() {
        upgrades.install(thing(1, "name: {type: text}"));
        upgrades.sql("""
                insert into data.thing (id, _version, _since, _change, name)
                select gen_random_uuid(), 1, now(), gen_random_uuid(), case when n % 3 = 0 then 'x' end
                from generate_series(1, 12000) n""");
        upgrades.install(thing(2, "name: {type: text, required: true, default: it's}"));
        assertThat(upgrades.ask("select count(*) from data.thing where name = 'it''s'"))
                .isEqualTo("8000");
    }

    @Test
    void aDefaultChangesAndGoes() {
        upgrades.install(thing(
                1,
                "moment: {type: instant, default: \"2026-01-01T00:00:00+08:00\"}",
                "rate: {type: decimal, scale: 2, default: 1.5}",
                "open: {type: boolean, default: true}"));
        upgrades.install(thing(
                2,
                "moment: {type: instant}",
                "rate: {type: decimal, scale: 2, default: 2}",
                "open: {type: boolean, default: true}"));
        upgrades.insert("thing", "open", "true");
        assertThat(upgrades.ask("select rate from data.thing where moment is null"))
                .isEqualTo("2.00");
    }

    @Test
    void aCheckIsAddedWhereNoRecordBreaksIt() {
        upgrades.install(thing(1, "amount: {type: integer}"));
        upgrades.insert("thing", "amount", "1", "-1", "-2", "-3", "-4", "null");
        TinyPack second = thing(2, "amount: {type: integer}", "check: positive, \"amount > 0\"");
        assertThat(upgrades.refuse(second))
                .contains("it is broken in 4 records (")
                .contains(", …)");
        upgrades.sql("update data.thing set amount = 1 where amount < 0");
        upgrades.install(second);
        upgrades.install(thing(3, "amount: {type: integer}", "check: positive, \"amount >= 0\""));
        upgrades.install(thing(4, "amount: {type: integer}"));
        assertThat(upgrades.ask("select count(*) from pg_constraint where conname like 'thing_check%'"))
                .isEqualTo("0");
    }

    @Test
    void aCheckMayReadAFieldThatIsNew() {
        upgrades.install(thing(1, "amount: {type: integer}"));
        upgrades.insert("thing", "amount", "1", "5");
        assertThat(upgrades.refuse(thing(
                        2,
                        "amount: {type: integer}",
                        "least: {type: integer, default: 3}",
                        "check: enough, \"amount >= least\"")))
                .contains("broken in 1 record");
    }

    @Test
    void aReferenceGoesToAnotherRegisterWhereEveryRecordIsThere() {
        TinyPack first = new TinyPack(1)
                .register("old_place", "name: {type: text}")
                .register("thing", "name: {type: text}", "place: {ref: old_place}");
        upgrades.install(first);
        upgrades.insert("old_place", "name", "'a'");
        upgrades.insert("thing", "place", "(select id from data.old_place)", "null");
        TinyPack second = new TinyPack(2)
                .register("old_place", "name: {type: text}")
                .register("new_place", "name: {type: text}")
                .register("thing", "name: {type: text}", "place: {ref: new_place}");
        assertThat(upgrades.refuse(second)).contains("foreign key", "broken in 1 record");
        upgrades.sql("update data.thing set place = null");
        upgrades.install(second);
    }

    @Test
    void aFieldBecomesUniqueWhereNoValueStandsTwice() {
        upgrades.install(thing(1, "name: {type: text}", "kind: {type: text, filter: true}"));
        upgrades.insert("thing", "name, kind", "'a', 'x'", "'a', 'x'", "'b', 'x'", "null, 'x'", "null, 'x'");
        TinyPack second = thing(2, "name: {type: text, unique: true}", "kind: {type: text}");
        assertThat(upgrades.refuse(second)).contains("more than once, in 2 records");
        upgrades.sql("update data.thing set name = id::text where name is not null");
        upgrades.install(second);
        assertThat(upgrades.ask("select count(*) from pg_indexes where indexname like 'thing_kind_%'"))
                .isEqualTo("0");
    }

    @Test
    void periodsMustNotOverlapWhereNoneDo() {
        String[] fields = {"room: {type: text}", "from: {type: date}", "until: {type: date}", "period: [from, until]"};
        upgrades.install(thing(1, fields));
        upgrades.insert(
                "thing",
                "room, \"from\", until",
                "'a', '2026-01-01', '2026-02-01'",
                "'a', '2026-01-15', null",
                "'a', '2026-03-01', '2026-03-02'",
                "'b', null, null",
                "null, null, null",
                "null, null, null");
        TinyPack second = thing(2, fields[0], fields[1], fields[2], fields[3], "no_overlap: [[room]]");
        assertThat(upgrades.refuse(second)).contains("exclude", "broken in 2 records");
        upgrades.sql("update data.thing set _retired = now() where until is null and room = 'a'");
        upgrades.install(second);
    }

    @Test
    void aLongerTextIsAddedAndAShorterOneDeclared() {
        upgrades.install(thing(1, "name: {type: text, max: 10}"));
        upgrades.insert("thing", "name", "'四个汉字'", "'123456789'");
        upgrades.install(thing(2, "name: {type: text, max: 20}"));
        assertThat(upgrades.refuse(thing(3, "name: {type: text, max: 9}")))
                .contains(
                        "shorten thing.name from 20 to 9 characters", "- {release: 3, register: thing, narrow: name}");
        TinyPack tooShort = thing(3, "name: {type: text, max: 5}").change("release: 3, register: thing, narrow: name");
        assertThat(upgrades.refuse(tooShort)).contains("broken in 1 record");
        upgrades.install(thing(3, "name: {type: text, max: 9}").change("release: 3, register: thing, narrow: name"));
    }

    @Test
    void numbersWidenByThemselves() {
        upgrades.install(thing(
                1,
                "a: {type: integer, default: 3}",
                "b: {type: decimal, scale: 2, sort: true}",
                "c: {type: integer, sort: true}",
                "check: c, \"c > 0\""));
        upgrades.insert("thing", "a, b, c", "1, 1.25, 12");
        upgrades.sql(
                "insert into history.thing select gen_random_uuid(), 1, now(), gen_random_uuid(), null, now(), 5, 6, 7");
        upgrades.install(thing(
                2,
                "a: {type: decimal, scale: 3, default: 3}",
                "b: {type: decimal, scale: 4, sort: true}",
                "c: {type: text, sort: true}"));
        assertThat(upgrades.ask("select concat_ws(' ', a, b, c) from data.thing"))
                .isEqualTo("1.000 1.2500 12");
        assertThat(upgrades.ask("select concat_ws(' ', a, b, c) from history.thing"))
                .isEqualTo("5.000 6.0000 7");
    }

    @Test
    void aNarrowerTypeIsDeclaredAndEveryValueFits() {
        upgrades.install(thing(1, "a: {type: decimal, scale: 4}", "b: {type: text}"));
        upgrades.insert("thing", "a, b", "1.25, '12'", "1.5, '007'");
        String[] fields = {"a: {type: decimal, scale: 1}", "b: {type: integer}"};
        assertThat(upgrades.refuse(thing(2, fields)))
                .contains(
                        "turn thing.a from decimal with scale 4 into decimal with scale 1", "does not fit in 1 record")
                .contains("turn thing.b from text into integer");
        upgrades.sql("update data.thing set a = 1.5, b = 7");
        upgrades.sql(
                "insert into history.thing select gen_random_uuid(), 1, now(), gen_random_uuid(), null, now(), 1.25, '1'");
        assertThat(upgrades.refuse(thing(2, fields)))
                .contains("does not fit in 1 record", "of the history", "narrow: b");
        upgrades.sql("delete from history.thing");
        assertThat(upgrades.refuse(thing(2, fields))).contains("narrow: a", "narrow: b");
        upgrades.install(thing(2, fields)
                .change("release: 2, register: thing, narrow: a")
                .change("release: 2, register: thing, narrow: b"));
        assertThat(upgrades.ask("select a + b from data.thing limit 1")).isEqualTo("8.5");
    }

    @Test
    void severalValuesNeverBecomeOneNorCiphertextPlain() {
        TinyPack first = new TinyPack(1)
                .codes("colour", "red")
                .register(
                        "thing",
                        "name: {type: text}",
                        "a: {code: colour, many: true}",
                        "b: {code: colour}",
                        "c: {type: text, sensitivity: L4}");
        upgrades.install(first);
        TinyPack second = new TinyPack(2)
                .codes("colour", "red")
                .register(
                        "thing",
                        "name: {type: text}",
                        "a: {code: colour}",
                        "b: {code: colour, many: true}",
                        "c: {type: text}")
                .change("release: 2, register: thing, narrow: a")
                .change("release: 2, register: thing, narrow: b")
                .change("release: 2, register: thing, narrow: c");
        assertThat(upgrades.refuse(second))
                .contains("turn thing.a from text, many into text", "turn thing.b from text into text, many")
                .contains("several values cannot become one")
                .contains("turn thing.c from ciphertext into text", "without the key");
    }

    @Test
    void aDeclaredRenameKeepsValuesLinksDigestsHistoryAndIndexes() {
        TinyPack first = new TinyPack(1)
                .codes("colour", "red")
                .register(
                        "thing",
                        "name: {type: text, sort: true, required: true}",
                        "tags: {code: colour, many: true, filter: true}",
                        "secret: {type: text, sensitivity: L4, identifying: true, unique: true}");
        upgrades.install(first);
        upgrades.insert("thing", "name, tags, secret, secret__blind", "'a', '{red}', 's', 'b'");
        upgrades.sql("insert into data.thing__tags select id, 'red' from data.thing");
        String index = upgrades.ask("select oid from pg_class where relname like 'thing_name_sort%'");
        TinyPack second = new TinyPack(2)
                .codes("colour", "red")
                .register(
                        "thing",
                        "title: {type: text, sort: true, required: true}",
                        "colours: {code: colour, many: true, filter: true}",
                        "hidden: {type: text, sensitivity: L4, identifying: true, unique: true}");
        assertThat(upgrades.refuse(second))
                .contains(
                        "was it renamed?", "- {release: 2, register: thing, rename: tags, to: colours}", "drop: name");
        second.change("release: 2, register: thing, rename: name, to: title")
                .change("release: 2, register: thing, rename: tags, to: colours")
                .change("release: 2, register: thing, rename: secret, to: hidden");
        assertThat(upgrades.install(second).steps()).hasSize(3).allMatch(step -> step instanceof Step.Brief);
        assertThat(upgrades.ask("select concat_ws(' ', title, colours, hidden, hidden__blind) from data.thing"))
                .isEqualTo("a {red} \\x73 \\x62");
        assertThat(upgrades.ask("select value from data.thing__colours")).isEqualTo("red");
        assertThat(upgrades.ask("select count(*) from pg_attribute where attrelid = 'history.thing'::regclass"
                        + " and attname in ('title', 'colours', 'hidden', 'hidden__blind')"))
                .isEqualTo("4");
        assertThat(upgrades.ask("select oid from pg_class where relname like 'thing_title_sort%'"))
                .isEqualTo(index);
    }

    @Test
    void renamesOfSeveralReleasesLeadToTheLastName() {
        upgrades.install(thing(1, "a: {type: text}"));
        upgrades.insert("thing", "a", "'kept'");
        upgrades.install(thing(3, "c: {type: text}", "a: {type: integer}")
                .change("release: 3, register: thing, rename: b, to: c")
                .change("release: 2, register: thing, rename: a, to: b"));
        assertThat(upgrades.ask("select c from data.thing where a is null")).isEqualTo("kept");
    }

    @Test
    void aFieldIsDeletedOnlyWhereThatIsDeclared() {
        upgrades.install(
                thing(1, "name: {type: text}", "tags: {ref: thing, many: true}", "note: {type: text, sort: true}"));
        upgrades.insert("thing", "name, note", "'a', 'b'", "'c', null");
        TinyPack second = thing(2, "name: {type: text}");
        assertThat(upgrades.refuse(second))
                .contains("the values of 1 record and their history", "drop: note", "drop: tags");
        upgrades.install(second.change("release: 2, register: thing, drop: note")
                .change("release: 2, register: thing, drop: tags"));
        assertThat(upgrades.ask("select to_regclass('data.thing__tags')")).isNull();
        upgrades.install(thing(3, "name: {type: text}", "note: {type: text}"));
        assertThat(upgrades.refuse(thing(4, "name: {type: text}").change("release: 2, register: thing, drop: note")))
                .contains("- {release: 4, register: thing, drop: note}");
    }

    @Test
    void aRegisterIsDeletedOnlyWhereThatIsDeclared() {
        upgrades.install(new TinyPack(1)
                .register("thing", "name: {type: text}", "places: {ref: place, many: true}")
                .register("place", "tree: within", "name: {type: text}", "within: {ref: place}"));
        upgrades.insert("place", "name", "'a'", "'b'");
        TinyPack second = thing(2, "name: {type: text}").change("release: 2, register: thing, drop: places");
        assertThat(upgrades.refuse(second))
                .contains("delete the register place", "its 2 records", "register: place, drop: \"*\"");
        upgrades.install(second.change("release: 2, register: place, drop: \"*\""));
        assertThat(upgrades.ask("select count(*) from pg_class where relname like 'place%'"))
                .isEqualTo("0");
    }

    @Test
    void aRegisterWithRecordsBecomesNoTree() {
        TinyPack second = thing(2, "tree: within", "name: {type: text}", "within: {ref: thing}");
        upgrades.install(thing(1, "name: {type: text}", "within: {ref: thing}"));
        upgrades.insert("thing", "name", "'a'");
        assertThat(upgrades.refuse(second)).contains("make thing a tree");
        upgrades.sql("delete from data.thing");
        upgrades.install(second);
        upgrades.install(thing(3, "name: {type: text}", "within: {ref: thing}"));
    }

    @Test
    void valuesWithoutDigestsBecomeNotIdentifying() {
        upgrades.install(thing(1, "name: {type: text}", "secret: {type: text, sensitivity: L4}"));
        TinyPack second = thing(2, "name: {type: text}", "secret: {type: text, sensitivity: L4, identifying: true}");
        upgrades.insert("thing", "secret", "'x'");
        assertThat(upgrades.refuse(second)).contains("have no digest");
        upgrades.sql("delete from data.thing");
        upgrades.install(second);
        upgrades.install(thing(3, "name: {type: text}", "secret: {type: text, sensitivity: L4}"));
    }

    @Test
    void aCodeThatRecordsUseStays() {
        TinyPack first = new TinyPack(1)
                .codes("colour", "red", "green", "blue")
                .register(
                        "thing",
                        "name: {type: text}",
                        "colour: {code: colour}",
                        "tags: {code: colour, many: true}",
                        "text: {type: text}");
        upgrades.install(first);
        upgrades.insert("thing", "colour, tags, text", "'red', '{green,blue}', 'red'", "'red', '{}', 'none'");
        TinyPack second = new TinyPack(2)
                .codes("colour", "blue", "white")
                .register(
                        "thing",
                        "name: {type: text}",
                        "colour: {code: colour}",
                        "tags: {code: colour, many: true}",
                        "text: {type: text}");
        assertThat(upgrades.refuse(second))
                .contains("1 code (red) used by thing.colour in 2 records")
                .contains("1 code (green) used by thing.tags in 1 record", "`until:`");
        TinyPack third = new TinyPack(2)
                .codes("colour", "red", "green", "blue")
                .register(
                        "thing",
                        "name: {type: text}",
                        "colour: {code: colour}",
                        "tags: {code: colour, many: true}",
                        "text: {code: colour}");
        assertThat(upgrades.refuse(third)).contains("1 code (none) used by thing.text");
        upgrades.sql("update data.thing set text = 'red', colour = 'white', tags = '{}'");
        upgrades.install(new TinyPack(2)
                .codes("colour", "red", "white")
                .register(
                        "thing",
                        "name: {type: text}",
                        "colour: {code: colour}",
                        "tags: {code: colour, many: true}",
                        "text: {code: colour}"));
        assertThat(upgrades.ask(
                        "select string_agg(code || label_zh || label_en, ' ' order by code) from register.code_entry"))
                .isEqualTo("red词redWord red white词whiteWord white");
    }

    @Test
    void anIndexThatAKilledRunLeftIsBuiltAnew() {
        upgrades.install(thing(1, "name: {type: text}", "amount: {type: integer, sort: true}"));
        upgrades.insert("thing", "name", "'a'");
        upgrades.sql(
                "update pg_index set indisvalid = false where indexrelid = (select oid from pg_class where relname like 'thing_amount_sort%')");
        Plan plan = upgrades.install(thing(1, "name: {type: text}", "amount: {type: integer, sort: true}"));
        assertThat(Plan.print(plan)).contains("rebuild the index", "drop index concurrently");
    }

    @Test
    void aConstraintThatAKilledRunDidNotValidateIsValidated() {
        upgrades.install(thing(1, "amount: {type: integer}"));
        TinyPack second = thing(2, "amount: {type: integer, required: true}", "check: positive, \"amount > 0\"");
        upgrades.insert("thing", "amount", "1");
        Plan plan = upgrades.installer.plan(second.compile());
        for (Step step : plan.steps()) {
            if (step instanceof Step.Brief) {
                upgrades.sql(step.sql().getFirst().replace(" set not null", " set default null"));
            }
        }
        assertThat(upgrades.install(second).steps()).hasSize(3);
    }

    @Test
    void quotesAndOrderWordsAreOnlyNames() {
        upgrades.install(
                new TinyPack(1).register("select", "table: {type: text, sort: true}", "order: {type: integer}"));
        upgrades.install(new TinyPack(2)
                .register(
                        "select",
                        "group: {type: text, sort: true, unique: true}",
                        "order: {type: integer, required: true}")
                .change("release: 2, register: select, rename: table, to: group"));
    }
}
