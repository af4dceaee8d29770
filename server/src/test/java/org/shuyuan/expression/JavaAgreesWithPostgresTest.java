package org.shuyuan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** One language, two readers: what holds in Java holds in PostgreSQL, and what is unknown in one is unknown in the other. */
class JavaAgreesWithPostgresTest {

    private static final List<String> LOCAL = List.of(
            "end == null || start <= end",
            "self != parent",
            "size(name) < 3 || name.startsWith('甲')",
            "name != \"'\" && name != '\\\\' && name != '?'",
            "kind in ['a', 'b'] || !own",
            "count > -10 && big >= -9223372036854775807",
            "amount * 2 < 1e12 && amount > -0.5",
            "start - days(30) < end && start > date('0001-01-01')",
            "own ? lent : count == 1");

    private static @Nullable Database database;

    @BeforeContainer
    static void open() throws SQLException {
        database = new Database();
    }

    @AfterContainer
    static void close() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    @Property(tries = 100)
    void shouldAnswerAlikeWhateverIsAsked(@ForAll("conditions") List<String> texts, @ForAll("data") World.Data data)
            throws SQLException {
        Database open = Objects.requireNonNull(database);
        List<Expression> conditions = texts.stream().map(World::understood).toList();
        open.replace(data);
        Map<UUID, List<@Nullable Boolean>> answers = open.answers(conditions, data, false);
        List<String> quarrels = new ArrayList<>();
        answers.forEach((thing, row) -> {
            for (int i = 0; i < texts.size(); i++) {
                Boolean here = conditions.get(i).evaluate(data.facts(thing));
                if (here == null ? row.get(i) != null : !here.equals(row.get(i))) {
                    quarrels.add(texts.get(i) + ": Java says " + here + ", PostgreSQL " + row.get(i) + " of " + thing);
                }
            }
        });
        assertThat(quarrels).isEmpty();
    }

    @Property(tries = 25)
    void shouldBreakACheckConstraintOnlyWithFalse(@ForAll("data") World.Data data) throws SQLException {
        Database open = Objects.requireNonNull(database);
        open.replace(data);
        for (String text : LOCAL) {
            Expression check = World.understood(text);
            boolean broken = data.things().keySet().stream()
                    .anyMatch(thing -> Boolean.FALSE.equals(check.evaluate(data.facts(thing))));
            assertThat(open.violates(check.sql(Emission.row("", World.WORLD)).inlined()))
                    .as(text)
                    .isEqualTo(broken);
        }
    }

    @Provide
    Arbitrary<List<String>> conditions() {
        return Generated.conditions().list().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<World.Data> data() {
        return Generated.data();
    }
}
