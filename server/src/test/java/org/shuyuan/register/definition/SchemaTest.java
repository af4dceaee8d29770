package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shuyuan.Golden;
import org.shuyuan.TestNode;
import org.shuyuan.identity.PeopleEngine;
import org.shuyuan.pack.PackCompiler;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas by which editors complete definitions are those of the records that definitions bind to. */
class SchemaTest {

    private static final String FOLDER = "../../../../packs/schema/";

    private static Map<String, Map<String, Object>> schemas() {
        return new PackCompiler(List.of(new RegisterEngine(), new PeopleEngine())).schemas();
    }

    @Test
    void shouldLieBesideThePacksAsTheRecordsSayThem() {
        schemas()
                .forEach((kind, schema) -> Golden.check(
                        FOLDER + kind + ".json",
                        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n"));
    }

    @Test
    void shouldLeaveNoSchemaOfAKindThatIsNoMore() throws IOException {
        try (Stream<Path> files = Files.list(TestNode.PACKS.resolve("schema"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(schemas().keySet().stream()
                            .map(kind -> kind + ".json")
                            .toList());
        }
    }
}
