package org.shuyuan.register.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.model.Register;
import org.shuyuan.trust.Suite;
import org.shuyuan.trust.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A rotation of keys beside a node that runs: the operator's process has a vault of its own over the same key file. */
class ResealingTest {

    private static final String OLD_KEY = "select count(distinct substring(hardship from 2 for 4)) from"
            + " (select hardship from data.reader union all select hardship from history.reader) t";

    @TempDir
    Path keys;

    private TestNode node;
    private Register readers;
    private Actor operator;
    private Actor head;
    private Vault vault;
    private Resealing resealing;
    private UUID wang;

    @BeforeEach
    void start() {
        node = TestNode.start(keys, TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
        readers = node.register("reader");
        operator = node.operator();
        head = TestNode.actor("head_librarian", null);
        UUID shelf = node.records
                .create(node.register("shelf"), json("{'code': 'Z1', 'name': '书架'}"), null, operator)
                .id();
        Actor desk = TestNode.actor("desk", shelf);
        wang = node.records
                .create(
                        readers,
                        json("{'name': '王试', 'card_number': 'A20150901901', 'branch': '" + shelf + "'}"),
                        null,
                        desk)
                .id();
        node.records.change(readers, wang, 1, json("{'hardship': '低保家庭'}"), null, head);
        node.records.change(readers, wang, 2, json("{'hardship': '特困供养'}"), null, head);
        vault = Vault.open(keys.resolve("keys"), Suite.INTERNATIONAL, true);
        resealing = new Resealing(node.database, vault);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private String read() {
        return new String(node.reads.detail(readers, wang, null, head), java.nio.charset.StandardCharsets.UTF_8);
    }

    private List<String> hardships() {
        return node.histories.of(readers, wang, head).stream()
                .flatMap(version -> version.changes().stream())
                .filter(change -> change.field().equals("hardship"))
                .map(change -> String.valueOf(change.after()))
                .toList();
    }

    @Test
    void shouldSealEveryValueAndItsHistoryWithTheNewKeyAndChangeNothingElse() {
        String before = read();
        List<String> told = hardships();
        String evidence = node.sql("select count(*) from platform.evidence where action <> 'read'");
        assertThat(resealing.finished()).isTrue();
        vault.rotate();
        assertThat(resealing.finished()).isFalse();
        assertThat(resealing.run((table, count) -> {}))
                .isEqualTo(5); // a number and a hardship now, and in two earlier versions
        assertThat(resealing.finished()).isTrue();
        assertThat(node.sql("select encode(substring(hardship from 2 for 4), 'hex') from data.reader"))
                .isEqualTo(java.util.HexFormat.of().formatHex(vault.key()));
        assertThat(node.sql(OLD_KEY)).isEqualTo("1");
        assertThat(read()).isEqualTo(before).contains("特困供养", "A20150901901");
        assertThat(hardships()).isEqualTo(told).hasSize(2);
        assertThat(node.sql("select count(*) from platform.evidence where action <> 'read'"))
                .isEqualTo(evidence);

        resealing.attest(node.model.hash(), 5);
        assertThat(node.sql("select detail ->> 'values' from platform.evidence where action = 'rotate'"))
                .isEqualTo("5");
    }

    @Test
    void shouldGoOnWhereAKilledRotationStopped() {
        vault.rotate();
        assertThatThrownBy(() -> resealing.run((table, count) -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(resealing.finished()).isFalse();
        assertThat(read()).contains("特困供养", "A20150901901");
        resealing.run((table, count) -> {});
        assertThat(resealing.finished()).isTrue();
        assertThat(read()).contains("特困供养", "A20150901901");
    }

    @Test
    void shouldLoseNoChangeThatIsMadeMeanwhileAndSealWhatTheNodeSealedWithTheOldKey() {
        vault.rotate();
        List<String> tables = new ArrayList<>();
        resealing.run((table, count) -> {
            if (tables.isEmpty()) {
                node.records.change(readers, wang, 3, json("{'hardship': '孤儿'}"), null, head);
            }
            tables.add(table);
        });
        assertThat(tables).contains("data.reader.card_number", "history.reader.hardship");
        assertThat(resealing.finished()).isTrue();
        assertThat(read()).contains("孤儿");
        assertThat(hardships()).hasSize(3);
    }

    @Test
    void shouldNotRunTwiceAtOnce() {
        assertThat(resealing.alone(() ->
                        assertThat(resealing.alone(() -> {})).as("a second one").isFalse()))
                .isTrue();
        assertThat(resealing.alone(() -> {})).isTrue();
    }
}
