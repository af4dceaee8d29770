package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shuyuan.Golden;
import org.shuyuan.TestNode;
import tools.jackson.databind.json.JsonMapper;

/** The document from which the web client's types are generated ({@code npm run api} in {@code web}). */
class OpenApiTest {

    private static final Map<String, Object> DOCUMENT = OpenApi.of(TestNode.compile(TestNode.PACKS), "0");

    @Test
    void shouldDescribeTheInterfaceOfTheBuiltInPacks() {
        Golden.check(
                "golden/openapi.json",
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(DOCUMENT) + "\n");
    }

    @Test
    void shouldReferToNothingThatIsMissing() {
        List<String> references = new ArrayList<>();
        collect(DOCUMENT, references);
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(find(reference)).as(reference).isNotNull());
    }

    private static void collect(@Nullable Object part, List<String> references) {
        switch (part) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    if (key.equals("$ref")) {
                        references.add(value.toString());
                    }
                    collect(value, references);
                });
            case List<?> list -> list.forEach(each -> collect(each, references));
            case null, default -> {
                // a text, a number or a null refers to nothing
            }
        }
    }

    private static @Nullable Object find(String reference) {
        @Nullable Object part = DOCUMENT;
        for (String step : reference.substring(2).split("/")) {
            part = part instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return part;
    }
}
