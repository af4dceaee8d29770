package org.shuyuan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadsTest {

    @Test
    void shouldNameEveryFieldOnTheWay() {
        assertThat(World.understood("home_name == name").reads())
                .containsExactlyInAnyOrder(
                        new Path("thing", List.of("parent"), "thing"),
                        new Path("thing", List.of("parent", "place"), "thing"),
                        new Path("thing", List.of("parent", "place", "name"), "place"),
                        new Path("thing", List.of("name"), "thing"));
    }

    @Test
    void shouldNameWhatNamedConditionsAndElementsRead() {
        assertThat(World.understood("place.open && places.exists(p, p.own)").reads())
                .containsExactlyInAnyOrder(
                        new Path("thing", List.of("place"), "thing"),
                        new Path("thing", List.of("place", "founded"), "place"),
                        new Path("thing", List.of("places"), "thing"),
                        new Path("place", List.of("own"), "place"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name == note",
                "self != parent",
                "end == null || start < end",
                "size(name) == 10 && kind in ['a']"
            })
    void shouldCallLocalWhatTheRowSays(String text) {
        assertThat(World.understood(text).local()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parent.own",
                "active",
                "parent == me",
                "self in scope",
                "old.name != name",
                "size(places) > 1",
                "kinds.exists(k, true)"
            })
    void shouldNotCallLocalWhatHangsOnMoreThanTheRow(String text) {
        assertThat(World.understood(text).local()).isFalse();
    }
}
