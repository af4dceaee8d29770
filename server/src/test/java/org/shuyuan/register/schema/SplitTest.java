package org.shuyuan.register.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.shuyuan.pack.Model;

class SplitTest {

    private static final TinyPack FIRST = new TinyPack(1)
            .register(
                    "thing",
                    "name: {type: text, required: true}",
                    "place: {type: text}",
                    "kind: {type: text, sort: true}");

    private final Upgrades upgrades = new Upgrades();

    private static TinyPack second(int release, String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "name: {type: text, required: true}",
                "room: {type: integer, sort: true}",
                "shelf: {type: text, max: 10}",
                "sort_of: {type: text, sort: true}"));
        lines.addAll(List.of(more));
        return new TinyPack(release)
                .register("thing", lines.toArray(String[]::new))
                .change("release: 2, register: thing, split: place, into: \"R{room}/{shelf}\"")
                .change("release: 2, register: thing, rename: kind, to: sort_of");
    }

    private void things() {
        upgrades.install(FIRST);
        upgrades.insert(
                "thing",
                "name, place, kind",
                "'a', 'R1/top', 'x'",
                "'b', 'R12/', 'y'",
                "'c', null, null",
                "'d', 'R/a/b', 'z'");
        upgrades.sql("insert into history.thing (id, _version, _since, _change, _until, name, place)"
                + " select id, 0, _since, _change, now(), name, 'R7/old' from data.thing where name = 'a'");
    }

    @Test
    void theFieldAndItsHistoryAreTakenApart() {
        things();
        upgrades.install(second(2));
        assertThat(upgrades.ask(
                        "select string_agg(concat(name, '=', room, ',', shelf), ' ' order by name) from data.thing"))
                .isEqualTo("a=1,top b=12, c=, d=,a/b");
        assertThat(upgrades.ask("select concat(room, ',', shelf) from history.thing"))
                .isEqualTo("7,old");
        assertThat(
                        upgrades.ask(
                                "select count(*) from pg_proc where proname like 'split\\_%' and pronamespace = 'register'::regnamespace"))
                .isEqualTo("0");
        upgrades.insert("thing", "name, room", "'e', 3");
    }

    @Test
    void aValueThatIsNotMadeUpSoStopsTheUpgradeAndIsNotShown() {
        things();
        upgrades.insert("thing", "name, place", "'e', 'secret nook'", "'f', 'R01/x'", "'g', 'R/'");
        String plan = upgrades.refuse(second(2));
        assertThat(plan)
                .contains(
                        "split thing.place into R{room}/{shelf}",
                        "the value is not made up so in 3 records (",
                        String.valueOf(upgrades.ask("select id from data.thing where name = 'e'")),
                        "mend these records")
                .doesNotContain("secret");
    }

    @Test
    void theHistoryMustBeMadeUpSoToo() {
        things();
        upgrades.sql("update history.thing set place = 'nowhere'");
        assertThat(upgrades.refuse(second(2))).contains("1 record (", "of the history");
    }

    @Test
    void aPartThatIsTooLongOrEmptyThoughRequiredStopsTheUpgrade() {
        things();
        upgrades.insert("thing", "name, place", "'e', 'R1/longer than ten'");
        assertThat(upgrades.refuse(second(2))).contains("char_length(\"shelf\") <= 10", "broken in 1 record");
        upgrades.sql("delete from data.thing where name = 'e'");
        TinyPack required = new TinyPack(2)
                .register(
                        "thing",
                        "name: {type: text}",
                        "kind: {type: text}",
                        "room: {type: integer, required: true}",
                        "shelf: {type: text}")
                .change("release: 2, register: thing, split: place, into: \"R{room}/{shelf}\"");
        assertThat(upgrades.refuse(required)).contains("thing.room is required", "it is empty in 2 records");
        upgrades.sql("update data.thing set place = 'R5/x' where name in ('c', 'd')");
        upgrades.install(required);
    }

    /** Whoever still runs the release before reads and writes by the old names until the names change, which is quick. */
    @Test
    void aProgramOfTheReleaseBeforeWorksOnUntilTheNamesChange() {
        things();
        List<String> lines = new ArrayList<>();
        Consumer<String> meanwhile = line -> {
            lines.add(line);
            if (lines.stream().noneMatch(it -> it.contains(" rename "))) {
                int n = lines.size();
                upgrades.insert("thing", "name, place, kind", "'w" + n + "', 'R" + n + "/w', 'k" + n + "'");
                upgrades.sql("update data.thing set place = 'R1/" + n + "' where name = 'a'");
            }
        };
        assertThat(upgrades.installer.install(second(2).compile(), meanwhile))
                .isInstanceOf(Installer.Outcome.Installed.class);
        int renamed = lines.indexOf(lines.stream()
                .filter(line -> line.contains(" rename "))
                .findFirst()
                .orElseThrow());
        assertThat(lines.subList(renamed, lines.size()))
                .noneMatch(line -> line.contains("fill") || line.contains("build") || line.contains("hold"));
        assertThat(upgrades.ask(
                        "select count(*) from data.thing where name like 'w%' and name = 'w' || room and shelf = 'w'"
                                + " and sort_of = 'k' || room"))
                .isEqualTo(String.valueOf(renamed));
        assertThat(upgrades.ask("select shelf from data.thing where name = 'a'"))
                .isEqualTo(String.valueOf(renamed));
        assertThat(Plan.print(upgrades.installer.plan(second(2).compile()))).isEqualTo("Nothing to do.\n");
    }

    @Test
    void whatNobodyCouldSplitIsNotWrittenMeanwhile() {
        things();
        assertThatThrownBy(() -> upgrades.installer.install(second(2).compile(), line -> {
                    if (line.contains("/") && line.contains("build")) {
                        upgrades.insert("thing", "name, place", "'e', 'nowhere'");
                    }
                }))
                .hasMessageContaining("an upgrade splits this field");
        assertThat(upgrades.ask("select count(*) from data.thing where name = 'e'"))
                .isEqualTo("0");
        upgrades.install(second(2));
    }

    @Test
    void aSplitThatWasCutShortGoesOnWhereverItWas() {
        things();
        int left = upgrades.installer.plan(second(2).compile()).steps().size();
        int before;
        do {
            before = left;
            assertThatThrownBy(() -> upgrades.installer.install(second(2).compile(), line -> {
                        if (line.startsWith("3/")) {
                            throw new IllegalStateException("killed");
                        }
                    }))
                    .hasMessage("killed");
            left = upgrades.installer.plan(second(2).compile()).steps().size();
        } while (left < before && left > 2);
        upgrades.install(second(2));
        assertThat(upgrades.ask(
                        "select string_agg(concat(name, '=', room, ',', shelf), ' ' order by name) from data.thing"))
                .isEqualTo("a=1,top b=12, c=, d=,a/b");
    }

    @Test
    void aProgramOfTheReleaseBeforeStartsAgainWhileTheUpgradeIsUnfinished() {
        things();
        Model first = FIRST.compile();
        assertThatThrownBy(() -> upgrades.installer.install(second(2).compile(), line -> {
                    if (line.contains(" rename ")) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        assertThat(upgrades.installer.install(first, upgrades.progress::add))
                .isEqualTo(new Installer.Outcome.Installed(0));
        assertThat(upgrades.progress).last().asString().contains("was begun and has not ended");
        upgrades.install(second(2));
    }

    @Test
    void aLaterReleaseFindsItsWayFromTheFirst() {
        things();
        upgrades.install(new TinyPack(3)
                .register(
                        "thing",
                        "name: {type: text}",
                        "number: {type: integer}",
                        "shelf: {type: text}",
                        "sort_of: {type: text}")
                .change("release: 2, register: thing, split: place, into: \"R{room}/{shelf}\"")
                .change("release: 2, register: thing, rename: kind, to: sort_of")
                .change("release: 3, register: thing, rename: room, to: number"));
        assertThat(upgrades.ask("select number from data.thing where name = 'b'"))
                .isEqualTo("12");
    }
}
