package org.shuyuan.register.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Messages;

/** Whatever an upgrade does, and why it does not, is told in every language. */
class StepTextsTest {

    private static final Pattern KEY = Pattern.compile("\"((?:step|obstacle|rows|type)\\.[a-z_]+)\"");
    private static final Pattern TOLD = Pattern.compile("(?:step|obstacle|rows|type)\\..+");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)");
    private static final Messages MESSAGES = new Messages();

    @Test
    void shouldHaveATextForEachKeyOfTheProgramAndNoOther() throws IOException {
        Set<String> keys = keys();
        assertThat(keys).hasSizeGreaterThan(50);
        for (String language : Messages.LANGUAGES) {
            Set<String> told = new TreeSet<>(MESSAGES.texts(language).keySet());
            told.removeIf(TOLD.asMatchPredicate().negate());
            assertThat(told).isEqualTo(keys);
        }
    }

    private static Set<String> keys() throws IOException {
        Path planners = TestNode.ROOT.resolve("server/src/main/java/org/shuyuan/register/schema");
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> sources = Files.list(planners)) {
            for (Path source : sources.toList()) {
                KEY.matcher(Files.readString(source)).results().forEach(found -> {
                    String key = found.group(1);
                    keys.addAll(key.startsWith("obstacle.") ? Set.of(key + ".reason", key + ".remedy") : Set.of(key));
                });
            }
        }
        return keys;
    }

    /** Fails where a step of the plan lacks a text, or a text lacks a value. */
    static void check(Plan plan) {
        for (Step step : plan.steps()) {
            check(step.what());
            if (step instanceof Step.Refused refused) {
                check(refused.reason());
                check(refused.remedy());
            }
        }
    }

    private static void check(Wording wording) {
        for (String language : Messages.LANGUAGES) {
            Map<String, String> texts = MESSAGES.texts(language);
            assertThat(texts).containsKey(wording.key());
            String text = Objects.requireNonNull(texts.get(wording.key()));
            assertThat(wording.values().keySet())
                    .as(text)
                    .containsAll(PARAMETER
                            .matcher(text)
                            .results()
                            .map(found -> found.group(1))
                            .toList());
        }
        wording.values().values().forEach(value -> {
            if (value instanceof Wording part) {
                check(part);
            }
        });
    }
}
