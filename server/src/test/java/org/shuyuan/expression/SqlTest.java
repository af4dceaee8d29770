package org.shuyuan.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyuan.Golden;

class SqlTest {

    static final List<String> CONDITIONS = List.of(
            "end == null || end > today",
            "name == '?' || name == \"it's\"",
            "kind != 'a'",
            "kind in ['a', 'b']",
            "count == 10 && amount > 1.5 && count + 1 > amount",
            "size(name) <= 10",
            "name < note",
            "name == note",
            "name.contains('100%') && name.startsWith('甲') && name.endsWith(note)",
            "end - start > days(30)",
            "start + days(30) < today && start - days(count) > date(\"2026-01-01\")",
            "own ? count > 1 : lent",
            "self in scope",
            "parent in scope || place.head in scope",
            "place.head == me",
            "parent == me || parent == self",
            "parent.place.name == 'x'",
            "place_name == home_name",
            "active",
            "place.open",
            "parent.placed",
            "old.kind != kind && old.parent.kind == 'a'",
            "old.active",
            "places.exists(p, p.own == true)",
            "places.exists(p, p.seats > count)",
            "kinds.exists(k, k == 'a') && !kinds.exists(k, k == 'b')",
            "place.tags.exists(t, t == 'x')",
            "places.exists(p, p.led)",
            "size(places) == 0 && place.tags.size() > 1");

    @Test
    void shouldWriteTheSqlThatWasAccepted() {
        StringBuilder golden = new StringBuilder();
        for (String condition : CONDITIONS) {
            Sql sql = World.understood(condition).sql(new Emission("r", World.WORLD, false, "o", true));
            golden.append("-- ").append(condition).append('\n');
            golden.append(sql.text()).append('\n');
            golden.append("-- ").append(sql.parameters()).append("\n\n");
        }
        Golden.check("golden/expressions.sql", golden.toString());
    }

    @Test
    void shouldNotLookUpPathsWhereTheScopeHasNoBounds() {
        Sql sql = World.understood("parent in scope").sql(new Emission("r", World.WORLD, true, null, true));
        assertThat(sql).isEqualTo(new Sql("(r.parent is not null)", List.of()));
    }

    @Test
    void shouldKeepEveryLiteralOutOfTheText() {
        String literal = "'; drop table thing; --";
        Sql sql = World.understood("name == \"" + literal + "\"").sql(Emission.row("r", World.WORLD));
        assertThat(sql.text()).isEqualTo("(r.name = ?::text and r.name is not null)");
        assertThat(sql.parameters()).containsExactly(literal);
    }

    @Test
    void shouldRefuseToReadAnOldRowThatIsNotThere() {
        Expression condition = World.understood("old.own");
        assertThatThrownBy(() -> condition.sql(Emission.row("r", World.WORLD))).hasMessageContaining("old row");
    }

    @Test
    void shouldWriteOutTheLiteralsOfALocalConditionOnly() {
        Expression local = World.understood("name != \"it's \\\\ ?\" && count > -5");
        assertThat(local.local()).isTrue();
        assertThat(local.sql(Emission.row("", World.WORLD)).inlined())
                .isEqualTo("((not (name = E'it''s \\\\ ?'::text and name is not null)) and (count > (-5)::bigint))");
        Expression dated = World.understood("start <= today");
        assertThat(dated.local()).isFalse();
        assertThatThrownBy(() -> dated.sql(Emission.row("", World.WORLD)).inlined())
                .hasMessageContaining("TODAY");
    }
}
