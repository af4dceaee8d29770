package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.pack.TestPack;

/** Compiles the examples of {@code packs/README.md}, so that the reference stays true. */
class DefinitionReferenceTest {

    /** A fenced block whose first line says which file it is. */
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^```(?:yaml|csv|json) (\\S+)\\n([\\s\\S]*?)^```$");

    @TempDir
    Path home;

    @Test
    void shouldCompileEveryExample() throws IOException {
        Map<String, String> examples = examples();
        assertThat(examples)
                .containsKeys("pack.yaml", "elements/school.yaml", "registers/school.yaml", "registers/move.yaml")
                .hasSizeGreaterThan(8);
        TestPack pack = TestPack.empty(home).beside(TestNode.PACKS.resolve("education_base"));
        examples.forEach((path, text) -> pack.with("example_schools/" + path, text));
        pack.means();
    }

    @Test
    void shouldNameEveryKeyThatADefinitionMayHave() throws IOException {
        String reference = Files.readString(reference());
        List<String> missing = new ArrayList<>();
        TestPack.compiler()
                .schemas()
                .forEach((kind, schema) -> keys(schema)
                        .filter(key -> !Pattern.compile("`[^`\n]*\\b" + key + "\\b[^`\n]*`|\\b" + key + ":")
                                .matcher(reference)
                                .find())
                        .forEach(key -> missing.add(kind + "." + key)));
        assertThat(new TreeSet<>(missing))
                .as("keys that packs/README.md doesn't explain")
                .isEmpty();
    }

    private static Stream<String> keys(Object schema) {
        return switch (schema) {
            case Map<?, ?> map ->
                Stream.concat(
                        map.get("properties") instanceof Map<?, ?> properties
                                ? properties.keySet().stream().map(String::valueOf)
                                : Stream.empty(),
                        map.values().stream().flatMap(DefinitionReferenceTest::keys));
            case List<?> list -> list.stream().flatMap(DefinitionReferenceTest::keys);
            default -> Stream.empty();
        };
    }

    private static Path reference() {
        return TestNode.PACKS.resolve("README.md");
    }

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        Matcher example = EXAMPLE.matcher(Files.readString(reference()));
        while (example.find()) {
            assertThat(examples.put(example.group(1), example.group(2)))
                    .as(example.group(1))
                    .isNull();
        }
        return examples;
    }
}
