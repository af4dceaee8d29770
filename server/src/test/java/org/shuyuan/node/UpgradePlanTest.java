package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator reads in an own language what an upgrade did, what the next one would do, and what stands in its way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradePlanTest {

    private WholeNode node;
    private Path pack;
    private String operator;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        pack = folder.resolve("tiny");
        write(1, "name", "note", "amount: {local: a test, type: integer}");
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty", "--packs", pack.toString());
        operator = node.token("operator");
        try (Connection connection = node.context.getBean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into data.thing (id, _version, _since, _change, name, note, amount)"
                            + " select gen_random_uuid(), 1, now(), gen_random_uuid(), 'a', 'b', n from generate_series(1, 2) n");
        }
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private void write(int release, String one, String other, String third) throws IOException {
        Files.createDirectories(pack.resolve("registers"));
        Files.createDirectories(pack.resolve("i18n"));
        Files.writeString(
                pack.resolve("pack.yaml"),
                "pack: tiny\nrelease: " + release + "\nauthority: a test\neffective_from: 2026-01-01\n");
        Files.writeString(pack.resolve("registers/thing.yaml"), """
                register: thing
                title: %s
                fields:
                  %s: {local: a test, type: text}
                  %s: {local: a test, type: text}
                  %s
                """.formatted(one, one, other, third));
        String texts = """
                {"pack.tiny": "tiny", "register.thing": "thing", "field.thing.%s": "one", "field.thing.%s": "other",
                 "field.thing.amount": "amount"}
                """.formatted(one, other);
        for (String language : List.of("zh-CN", "en")) {
            Files.writeString(pack.resolve("i18n/" + language + ".json"), texts);
        }
    }

    private JsonNode read(String language, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = node.ask(language, "GET", path, operator, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void shouldTellWhatTheNextStartWouldDoAndWhyItIsRefused() throws IOException, InterruptedException {
        write(2, "name", "remark", "amount: {local: a test, type: decimal, scale: 2}");
        JsonNode chinese = read("zh-CN", "/api/model/upgrade");
        assertThat(chinese.get("state").stringValue()).isEqualTo("refused");
        JsonNode refused = chinese.get("refused").get(0);
        assertThat(refused.get("description").stringValue()).isEqualTo("删除 thing.note");
        assertThat(refused.get("reason").stringValue()).isEqualTo("模型不再保管它，也没有应用包声明可以删除 2 条记录中的值及其历史。");
        assertThat(refused.get("remedy").stringValue())
                .startsWith(
                        "如果只是更名，请在 pack.yaml 的 changes: 之下写明：- {release: 2, register: thing, rename: note, to: remark}；");
        assertThat(descriptions(chinese)).contains("把 thing.amount 由整数改为小数（2 位）", "增加 thing.remark");

        JsonNode english = read("en", "/api/model/upgrade");
        assertThat(english.get("refused").get(0).get("reason").stringValue())
                .endsWith("2 records and their history may be deleted");
        assertThat(descriptions(english))
                .contains("turn thing.amount from integer into decimal with scale 2", "add thing.remark");
    }

    @Test
    void shouldTellWhatWasDone() throws IOException, InterruptedException {
        assertThat(descriptions(read("zh-CN", "/api/model/releases/1/steps"))).contains("建立数据表 thing");
        assertThat(descriptions(read("en", "/api/model/releases/1/steps"))).contains("create thing");
    }

    private static List<String> descriptions(JsonNode answer) {
        return answer.get("steps")
                .valueStream()
                .map(step -> step.get("description").stringValue())
                .toList();
    }
}
