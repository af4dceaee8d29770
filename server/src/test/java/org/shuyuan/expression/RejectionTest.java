package org.shuyuan.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.Golden;
import org.shuyuan.expression.Surroundings.Word;

class RejectionTest {

    @Test
    void shouldNameEveryFaultOfATextInOrder() {
        Rejected rejected = (Rejected) World.compile("nmae == null && kind == 'c'");
        assertThat(rejected.rejections())
                .containsExactly(
                        new Rejection(
                                1,
                                "nmae",
                                "The register 'thing' has no field or condition 'nmae'.",
                                "Did you mean 'name'?"),
                        new Rejection(
                                17,
                                "kind == \"c\"",
                                "The code set 'kind' has no code 'c'.",
                                "Write a code of codes/kind."));
    }

    @Test
    void shouldRefuseWordsThatHaveNoMeaningThere() {
        Surroundings check = new Surroundings("thing", Set.of(Word.TODAY));
        Compiled compiled = Expressions.compile("self in scope && start < today", check, World.WORLD);
        assertThat(compiled)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejections())
                                .extracting(Rejection::offending, Rejection::problem)
                                .containsExactly(
                                        tuple("self", "'self' has no meaning here."),
                                        tuple("scope", "'scope' has no meaning here.")));
    }

    /** Text after text, and what is said of each; the whole file is what a pack writer can be told. */
    @Test
    void shouldSayWhatIsWrongInTheAcceptedWords() {
        StringBuilder golden = new StringBuilder();
        for (String text : Golden.read("golden/refused-expressions.txt")
                .lines()
                .filter(line -> line.startsWith("> "))
                .toList()) {
            golden.append(text).append('\n');
            switch (World.compile(text.substring(2))) {
                case Expression expression -> golden.append("  nothing\n");
                case Rejected rejected ->
                    rejected.rejections()
                            .forEach(fault -> golden.append("  ")
                                    .append(fault.column())
                                    .append(" [")
                                    .append(fault.offending())
                                    .append("] ")
                                    .append(fault.problem())
                                    .append(' ')
                                    .append(fault.remedy())
                                    .append('\n'));
            }
        }
        assertThat(golden.toString()).doesNotContain("nothing");
        Golden.check("golden/refused-expressions.txt", golden.toString());
    }

    @ParameterizedTest
    @CsvSource({"nmae,name", "paernt,parent", "seenn,seen"})
    void shouldGuessAMisspeltName(String written, String meant) {
        Rejected rejected = (Rejected) World.compile(written + " == null");
        assertThat(rejected.rejections().getFirst().remedy()).isEqualTo("Did you mean '" + meant + "'?");
    }
}
