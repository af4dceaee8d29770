package org.shuyuan.register.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.StatementCount;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.register.model.Register;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * As few statements as it takes (docs/follow-one-request.md): a request's time is round trips. More than these is a statement per row or
 * per field somewhere; the fix is to fold it into the one that is already sent.
 */
class StatementCountTest {

    private static StatementCount count;
    private static Records records;
    private static Reads reads;
    private static Register organisations;
    private static Actor operator;
    private static UUID id;

    @BeforeAll
    static void start(@TempDir Path keys) {
        TestNode node = TestNode.start(keys, TestNode.PACKS);
        count = new StatementCount(node.connections);
        Database database = new Database(count.connections());
        records = new Records(database, node.model, node.vault, Clock.systemUTC());
        reads = new Reads(database, node.model, node.vault, Clock.systemUTC());
        organisations = node.register("organisation");
        operator = node.operator();
        id = create("计数学堂");
    }

    private static UUID create(String name) {
        return records.create(organisations, json("{'name': '" + name + "'}"), null, operator)
                .id();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @Test
    void shouldReadARecordInOneStatement() {
        List<String> sent = count.during(() -> reads.detail(organisations, id, null, operator));
        assertThat(sent).hasSize(1);
    }

    @Test
    void shouldListAPageInOneStatementWhateverItsSize() {
        for (int i = 0; i < 5; i++) {
            create("页中学堂" + i);
        }
        assertThat(count.during(() -> reads.list(organisations, Map.of("size", "1"), operator)))
                .hasSize(1);
        assertThat(count.during(() -> reads.list(organisations, Map.of("size", "50"), operator)))
                .hasSize(1);
    }

    @Test
    void shouldChangeARecordInThreeStatements() {
        List<String> sent =
                count.during(() -> records.change(organisations, id, 1, json("{'address': '甲路'}"), null, operator));
        assertThat(sent).hasSize(3);
        assertThat(sent.get(0)).contains("for update");
        assertThat(sent.get(2)).contains("platform.attest", "history.");
    }

    @Test
    void shouldCreateARecordThatStandsNowhereInATreeInThreeStatementsAtMost() {
        assertThat(count.during(() -> create("新设学堂"))).hasSizeLessThanOrEqualTo(3);
    }
}
