package org.shuyuan.register.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs on records, on the register of organisations. */
class RecordsTest {

    private static TestNode node;
    private static Register organisations;
    private static Actor operator;

    @BeforeAll
    static void start(@TempDir Path keys) {
        node = TestNode.start(keys, TestNode.PACKS);
        organisations = node.register("organisation");
        operator = node.operator();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static UUID create(String values) {
        return node.records.create(organisations, json(values), null, operator).id();
    }

    private static JsonNode read(UUID id, @Nullable Instant at) {
        return JsonMapper.shared().readTree(node.reads.detail(organisations, id, at, operator));
    }

    private static List<String> names(Map<String, String> parameters) {
        return node.reads.list(organisations, parameters, operator).records().stream()
                .map(record -> JsonMapper.shared()
                        .readTree(record)
                        .get("values")
                        .get("name")
                        .stringValue())
                .toList();
    }

    @Test
    void shouldShowTheStateOfAPastMomentAndWhatEachVersionChanged() {
        UUID id = create("{'name': '旧名学堂', 'address': '甲路1号'}");
        Instant before = Instant.parse(read(id, null).get("since").stringValue().replace("+00:00", "Z"));
        node.records.change(organisations, id, 1, json("{'name': '新名学堂'}"), "更名", operator);
        assertThat(read(id, null).get("values").get("name").stringValue()).isEqualTo("新名学堂");
        assertThat(read(id, before).get("values").get("name").stringValue()).isEqualTo("旧名学堂");

        List<Histories.Version> versions = node.histories.of(organisations, id, operator);
        assertThat(versions).extracting(Histories.Version::version).containsExactly(2, 1);
        assertThat(versions.getFirst().reason()).isEqualTo("更名");
        assertThat(versions.getFirst().by()).isEqualTo("operator");
        assertThat(versions.getFirst().changes()).singleElement().satisfies(change -> {
            assertThat(change.field()).isEqualTo("name");
            assertThat(String.valueOf(change.before())).contains("旧名学堂");
            assertThat(String.valueOf(change.after())).contains("新名学堂");
        });
        assertThat(versions.getLast().until()).isEqualTo(versions.getFirst().since());
    }

    /** Whoever sets a server's clock back must not make versions that end before they begin, or that overlap. */
    @Test
    void shouldKeepVersionsInOrderWhenTheClockIsSetBack() {
        UUID id = create("{'name': '倒钟学堂'}");
        node.records.change(organisations, id, 1, json("{'address': '甲路'}"), null, operator);
        Clock back = Clock.offset(Clock.system(ZoneId.of("Asia/Shanghai")), Duration.ofHours(-3));
        Records early = new Records(node.database, node.model, node.vault, back);
        early.change(organisations, id, 2, json("{'address': '乙路'}"), null, operator);
        early.change(organisations, id, 3, json("{'address': '丙路'}"), null, operator);

        List<Histories.Version> versions = node.histories.of(organisations, id, operator);
        assertThat(versions).extracting(Histories.Version::version).containsExactly(4, 3, 2, 1);
        for (int i = 1; i < versions.size(); i++) {
            Histories.Version version = versions.get(i);
            assertThat(version.until()).isEqualTo(versions.get(i - 1).since()).isAfter(version.since());
            assertThat(read(id, version.since()).get("version").intValue()).isEqualTo(version.version());
        }
    }

    @Test
    void shouldMakeOneRecordOfARequestThatComesTwice() {
        UUID id = Ids.next();
        JsonNode values = json("{'name': '断线学堂', 'address': '甲路'}");
        assertThat(node.records.create(organisations, id, values, null, operator))
                .isEqualTo(new Records.Written(id, 1));
        assertThat(node.records.create(organisations, id, values, null, operator))
                .isEqualTo(new Records.Written(id, 1));
        assertThat(names(Map.of("search", "断线学堂"))).hasSize(1);

        node.records.change(organisations, id, 1, json("{'name': '复线学堂'}"), null, operator);
        assertThat(node.records.create(organisations, id, values, null, operator))
                .isEqualTo(new Records.Written(id, 2));
    }

    @Test
    void shouldMakeOneRecordWhereARequestComesTwiceAtOneTime() throws Exception {
        UUID id = Ids.next();
        JsonNode values = json("{'name': '并行学堂', 'code': '3400000977'}");
        List<CompletableFuture<Records.Written>> twice = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> node.records.create(organisations, id, values, null, operator)))
                .limit(4)
                .toList();
        for (CompletableFuture<Records.Written> one : twice) {
            assertThat(one.get()).isEqualTo(new Records.Written(id, 1));
        }
        assertThat(names(Map.of("search", "并行学堂"))).hasSize(1);
    }

    @Test
    void shouldNotTakeTheIdOfAnotherRecord() {
        UUID id = create("{'name': '占号学堂'}");
        assertThatThrownBy(() -> node.records.create(organisations, id, json("{'name': '抢号学堂'}"), null, operator))
                .isInstanceOfSatisfying(
                        Records.Stale.class, stale -> assertThat(stale.code()).isEqualTo(RecordError.ID_TAKEN));
        Actor another = new Actor(Ids.next(), "another", null, operator.grants());
        assertThatThrownBy(() -> node.records.create(organisations, id, json("{'name': '占号学堂'}"), null, another))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(RecordError.ID_TAKEN));
    }

    @Test
    void shouldNotTakeAnIdThatNobodyMakesToday() {
        UUID tomorrow = new UUID(Instant.now().plus(Duration.ofDays(2)).toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE);
        for (UUID id : List.of(UUID.randomUUID(), new UUID(0, 0), tomorrow)) {
            assertThatThrownBy(() -> node.records.create(organisations, id, json("{'name': '错号学堂'}"), null, operator))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo(RecordError.BAD_ID));
        }
    }

    @Test
    void shouldRefuseTheSecondOfTwoWhoSaveOneRecord() {
        UUID id = create("{'name': '双写学堂'}");
        node.records.change(organisations, id, 1, json("{'address': '乙路'}"), null, operator);
        assertThatThrownBy(() -> node.records.change(organisations, id, 1, json("{'address': '丙路'}"), null, operator))
                .isInstanceOfSatisfying(
                        Records.Stale.class,
                        stale -> assertThat(stale.version()).isEqualTo(2));
        assertThat(read(id, null).get("values").get("address").stringValue()).isEqualTo("乙路");
    }

    @Test
    void shouldWriteNothingWhereNothingChanges() {
        UUID id = create("{'name': '不变学堂'}");
        assertThat(node.records
                        .change(organisations, id, 1, json("{'name': '不变学堂'}"), null, operator)
                        .version())
                .isEqualTo(1);
        assertThat(node.sql("select count(*) from platform.evidence where record = '" + id + "'"))
                .isEqualTo("1");
    }

    @Test
    void shouldNameEveryFieldThatIsWrongAtOnce() {
        assertThatThrownBy(
                        () -> create(
                                "{'name': '', 'founded': '2020-02-30', 'kind': 'zoo', 'nonsense': 1, 'parent': 'x', 'email': 'a\\u0000b'}"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo(RecordError.INVALID_RECORD);
                    assertThat(problem.faults())
                            .extracting(FieldFault::field, FieldFault::code)
                            .contains(
                                    org.assertj.core.groups.Tuple.tuple("name", "required"),
                                    org.assertj.core.groups.Tuple.tuple("founded", "not_date"),
                                    org.assertj.core.groups.Tuple.tuple("kind", "unknown_code"),
                                    org.assertj.core.groups.Tuple.tuple("nonsense", "unknown_field"),
                                    org.assertj.core.groups.Tuple.tuple("parent", "unknown_reference"),
                                    org.assertj.core.groups.Tuple.tuple("email", "nul"));
                });
    }

    @Test
    void shouldTellWhichFieldIsTaken() {
        create("{'name': '占码甲', 'code': '3199800011', 'kind': 'school'}");
        assertThatThrownBy(() -> create("{'name': '占码乙', 'code': '3199800011', 'kind': 'school'}"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(FieldFault::field, FieldFault::code)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple("code", "taken")));
    }

    @Test
    void shouldKeepSqlAndScriptAsTheTextThatItIs() {
        String text = "\\\"'); drop table data.organisation; -- <script>alert(1)</script> 龘𠮷 {0} %s ?";
        UUID id = node.records
                .create(
                        organisations,
                        JsonMapper.shared().createObjectNode().put("name", "注入").put("remark", text),
                        text,
                        operator)
                .id();
        assertThat(read(id, null).get("values").get("remark").stringValue()).isEqualTo(text);
        for (String parameter : List.of(
                "sort",
                "search",
                "when",
                "size",
                "after",
                "at",
                "retired",
                "count",
                "name",
                "kind",
                "parent",
                "founded.from",
                "parent.under",
                "nonsense",
                "name'; drop table data.organisation; --")) {
            try {
                node.reads.list(organisations, Map.of(parameter, "' or 1=1; --"), operator);
            } catch (Problem refused) {
                assertThat(refused.code()).isInstanceOf(RecordError.class);
            }
        }
        assertThat(read(id, null).get("version").asInt()).isEqualTo(1);
    }

    @Test
    void shouldFindAnyPartOfANameFromOneCharacter() {
        create("{'name': '龘龘龖书院', 'short_name': '龘书', 'english_name': 'Dragon Academy'}");
        assertThat(names(Map.of("search", "龖"))).containsExactly("龘龘龖书院");
        assertThat(names(Map.of("search", "龘龖书"))).containsExactly("龘龘龖书院");
        assertThat(names(Map.of("search", "dRaGoN"))).containsExactly("龘龘龖书院");
        assertThat(names(Map.of("search", "龘龖院"))).isEmpty();
        assertThat(names(Map.of("search", "%"))).isEmpty();
    }

    @Test
    void shouldPageThroughASortWithEmptyValuesWithoutLosingOrRepeatingARecord() {
        UUID parent = create("{'name': '翻页局'}");
        Set<UUID> all = new HashSet<>();
        for (int i = 0; i < 23; i++) {
            String founded = i % 3 == 0 ? "" : ", 'founded': '20" + (10 + i % 5) + "-09-01'";
            all.add(create("{'name': '翻页" + i + "', 'parent': '" + parent + "'" + founded + "}"));
        }
        for (String sort : List.of("founded", "-founded", "name", "-name")) {
            List<UUID> seen = new ArrayList<>();
            String after = null;
            do {
                Map<String, String> parameters =
                        new java.util.HashMap<>(Map.of("parent", parent.toString(), "sort", sort, "size", "4"));
                if (after != null) {
                    parameters.put("after", after);
                }
                Reads.Page page = node.reads.list(organisations, parameters, operator);
                page.records()
                        .forEach(record -> seen.add(UUID.fromString(
                                JsonMapper.shared().readTree(record).get("id").stringValue())));
                after = page.next();
            } while (after != null);
            assertThat(seen).as(sort).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void shouldRefusePagesOfAnImpossibleSize() {
        for (String size : List.of("0", "-1", "1000000000", "many", "")) {
            assertThatThrownBy(() -> node.reads.list(organisations, Map.of("size", size), operator))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.code()).isEqualTo(RecordError.BAD_PARAMETER);
                        assertThat(problem.parameters().get("expected")).isEqualTo("1–200");
                    });
        }
    }

    @Test
    void shouldNotSortOrFilterByWhatTheReaderMayNotSee() {
        assertThatThrownBy(() -> node.reads.list(organisations, Map.of("phone", "1"), Actor.ANYONE))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.code()).isIn(RecordError.NOT_FILTERABLE, RecordError.NOT_READABLE));
        assertThatThrownBy(() -> node.reads.list(organisations, Map.of("sort", "address"), operator))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(RecordError.NOT_SORTABLE));
    }

    @Test
    void shouldMoveAWholeBranchAndRefuseACircle() {
        UUID top = create("{'name': '树顶'}");
        UUID middle = create("{'name': '树中', 'parent': '" + top + "'}");
        UUID leaf = create("{'name': '树叶', 'parent': '" + middle + "'}");
        UUID other = create("{'name': '别枝'}");
        assertThat(names(Map.of("parent.under", top.toString()))).containsExactlyInAnyOrder("树中", "树叶");
        node.records.change(organisations, middle, 1, json("{'parent': '" + other + "'}"), null, operator);
        assertThat(names(Map.of("parent.under", top.toString()))).isEmpty();
        assertThat(names(Map.of("parent.under", other.toString()))).containsExactlyInAnyOrder("树中", "树叶");
        assertThatThrownBy(() -> node.records.change(
                        organisations, other, 1, json("{'parent': '" + leaf + "'}"), null, operator))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(FieldFault::code)
                                .containsExactly("circular"));
        assertThatThrownBy(() -> node.records.change(
                        organisations, other, 1, json("{'parent': '" + other + "'}"), null, operator))
                .isInstanceOf(Problem.class);
    }

    @Test
    void shouldKeepARetiredRecordForThoseWhoAskForIt() {
        UUID id = create("{'name': '撤销学堂'}");
        node.records.retire(organisations, id, 1, "撤销", operator);
        assertThat(names(Map.of("search", "撤销学堂"))).isEmpty();
        assertThat(names(Map.of("search", "撤销学堂", "retired", "true"))).containsExactly("撤销学堂");
        assertThat(read(id, null).get("retiredAt").isNull()).isFalse();
        assertThatThrownBy(() -> node.records.change(organisations, id, 2, json("{'name': '复活'}"), null, operator))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(RecordError.ALREADY_RETIRED));
    }

    @Test
    void shouldCountUpToAThousandOnly() {
        assertThat(node.reads
                        .list(organisations, Map.of("count", "true", "search", "没有这样的名字"), operator)
                        .count())
                .isEqualTo(0L);
    }

    /** What others see masked leaves evidence, which tells the fields and never the values. */
    @Test
    void shouldAttestWhoWasShownMaskedValues() {
        UUID id = create("{'name': '有号学堂', 'phone': '0099-7654321'}");
        String evidence =
                "select string_agg(detail::text, ' ') from platform.evidence where action = 'read' and actor = '";
        Actor clerk = TestNode.actor("org_clerk", id);
        Actor other = TestNode.actor("org_clerk", UUID.randomUUID());
        node.reads.detail(organisations, id, null, other);
        node.reads.list(organisations, Map.of("search", "有号学堂"), other);
        assertThat(node.sql(evidence + other.account() + "'")).isNull();
        node.reads.detail(organisations, id, null, clerk);
        assertThat(node.sql(evidence + clerk.account() + "'"))
                .contains("phone", id.toString())
                .doesNotContain("7654321");
        node.reads.list(organisations, Map.of("search", "有号学堂"), clerk);
        assertThat(node.sql("select count(*) from platform.evidence where action = 'read' and record = '" + id + "'"))
                .isEqualTo("2");
    }
}
