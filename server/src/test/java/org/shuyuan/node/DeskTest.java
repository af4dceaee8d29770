package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.identity.Accounts;
import org.shuyuan.platform.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What lists and records tell a clerk beyond their values: what to do, what may be done at once, and what was looked at before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskTest {

    private static final String ORGANISATIONS = "/api/registers/organisation";
    private static final String PERSONS = "/api/registers/person";
    private static final String SYSTEMS = "/api/registers/information_system";

    private WholeNode node;
    private String operator;
    private String keeper;
    private String county;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException, InterruptedException {
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty");
        operator = node.token("operator");
        county = make(ORGANISATIONS, operator, Map.of("name", "长兴县教育局", "kind", "county_authority"));
        String elsewhere = make(ORGANISATIONS, operator, Map.of("name", "乙县教育局", "kind", "county_authority"));
        String below = make(ORGANISATIONS, operator, Map.of("name", "甲一小学", "kind", "institution", "parent", county));
        account("keeper", "catalogue_keeper", county);
        account("school", "catalogue_clerk", below);
        account("colleague", "catalogue_clerk", county);
        account("stranger", "catalogue_clerk", elsewhere);
        keeper = node.token("keeper");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private void account(String name, String role, String at) {
        node.context
                .getBean(Accounts.class)
                .create(name, name, "k7mw-2hqd-x9nb", List.of(new Actor.Grant(role, UUID.fromString(at))));
    }

    private JsonNode ask(String method, String path, String token, Object body, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = node.ask(
                method, path, token, body.equals("") ? "" : JsonMapper.shared().writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body().isEmpty() ? "null" : answer.body());
    }

    private String make(String register, String token, Map<String, ?> values) throws IOException, InterruptedException {
        return ask("POST", register + "/records", token, Map.of("values", values), 201)
                .get("id")
                .stringValue();
    }

    private String system(String name) throws IOException, InterruptedException {
        return make(SYSTEMS, keeper, Map.of("name", name, "owner", county));
    }

    private static List<String> names(JsonNode page) {
        return texts(page, "name");
    }

    private static List<String> texts(JsonNode page, String field) {
        List<String> texts = new ArrayList<>();
        page.get("records")
                .forEach(row -> texts.add(row.get("values").get(field).stringValue()));
        return texts;
    }

    @Test
    void shouldFindByTheInitialsOfPinyin() throws IOException, InterruptedException {
        system("龘𠮷学籍管理2号平台");
        assertThat(names(ask("GET", SYSTEMS + "/records?search=XJgl2h", keeper, "", 200)))
                .containsExactly("龘𠮷学籍管理2号平台");
        assertThat(names(ask("GET", SYSTEMS + "/records?search=xjgl2hpt", keeper, "", 200)))
                .containsExactly("龘𠮷学籍管理2号平台");
        assertThat(names(ask("GET", SYSTEMS + "/records?search=xjglx", keeper, "", 200)))
                .isEmpty();
        assertThat(names(ask("GET", ORGANISATIONS + "/records?search=cxx", keeper, "", 200)))
                .containsExactly("长兴县教育局");
    }

    @Test
    void shouldGiveFormsTheChecksThatTheRecordDecidesAndItsFormats() throws IOException, InterruptedException {
        JsonNode organisation = ask("GET", ORGANISATIONS, keeper, "", 200);
        assertThat(organisation.get("checks").findValuesAsString("id"))
                .containsExactly(
                        "teaching_needs_code",
                        "authority_has_no_category",
                        "level_needs_university",
                        "closed_after_founded");
        JsonNode closed = organisation.get("checks").get(3);
        assertThat(closed.get("label").stringValue()).isEqualTo("撤销日期必须晚于设立日期。");
        assertThat(closed.get("fields").toString()).isEqualTo("[\"founded\",\"closed\"]");
        assertThat(closed.get("tree").toString()).isEqualTo("[\">\",[\"field\",\"closed\"],[\"field\",\"founded\"]]");
        JsonNode code = formatOf("credit_code", organisation);
        assertThat(code.get("checksum").get("modulo").intValue()).isEqualTo(31);
        assertThat(code.has("days")).isFalse();
        account("pupils", "student_clerk", county);
        JsonNode citizen = formatOf("citizen_id", ask("GET", PERSONS, node.token("pupils"), "", 200));
        assertThat(citizen.get("days").toString()).isEqualTo("[7]");
    }

    private static JsonNode formatOf(String id, JsonNode register) {
        return register.get("fields")
                .valueStream()
                .filter(field -> field.get("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow()
                .get("format");
    }

    @Test
    void shouldFindCodesByCodeLabelAndInitials() throws IOException, InterruptedException {
        for (String search : List.of("3401", "%E5%90%88%E8%82%A5%E5%B8%82", "HFS", "hfs")) {
            JsonNode found = ask("GET", "/api/codes/division/entries?search=" + search, keeper, "", 200);
            assertThat(found.get("entries").findValuesAsString("label"))
                    .as(search)
                    .contains("合肥市");
        }
        assertThat(ask("GET", "/api/codes/division/entries?search=qqqq", keeper, "", 200)
                        .get("entries"))
                .isEmpty();
    }

    @Test
    void shouldTellWhatAsksForWorkAndOnlyWhereOneMayDoIt() throws IOException, InterruptedException {
        String id = system("无人负责的系统");
        JsonNode findings = ask("GET", SYSTEMS + "/records/" + id + "/findings", keeper, "", 200);
        assertThat(findings.get("attention").findValuesAsString("id")).containsExactly("without_duty");
        assertThat(findings.get("checks")).isEmpty();
        String asking = SYSTEMS + "/records?when=without_duty&only=changeable&count=true";
        assertThat(names(ask("GET", asking, keeper, "", 200))).contains("无人负责的系统");
        assertThat(names(ask("GET", asking, node.token("stranger"), "", 200))).isEmpty();
        assertThat(names(ask("GET", SYSTEMS + "/records?only=broken", keeper, "", 200)))
                .isEmpty();
        ask("GET", SYSTEMS + "/records?only=mine", keeper, "", 400);
        JsonNode mine = overview(keeper);
        assertThat(mine.get("changeable").get("value").intValue()).isPositive();
        assertThat(mine.get("broken").get("value").intValue()).isZero();
        assertThat(mine.get("attention").get(0).get("count").get("value").intValue())
                .isPositive();
        JsonNode theirs = overview(node.token("stranger"));
        assertThat(theirs.get("visible").get("value").intValue()).isPositive();
        assertThat(theirs.get("changeable").get("value").intValue()).isZero();
    }

    private JsonNode overview(String token) throws IOException, InterruptedException {
        for (JsonNode register : ask("GET", "/api/overview", token, "", 200).get("registers")) {
            if (register.get("id").stringValue().equals("information_system")) {
                return register;
            }
        }
        throw new AssertionError("no systems in the overview");
    }

    @Test
    void shouldListWhatBreaksAChecksSinceItsSurroundingsChanged() throws IOException, InterruptedException {
        String old = make(
                "/api/registers/norm", operator(), Map.of("title", "旧规程", "kind", "law", "effective", "2020-01-01"));
        String next = make(
                "/api/registers/norm", operator(), Map.of("title", "新规程", "kind", "law", "effective", "2024-01-01"));
        JsonNode before = ask("GET", "/api/registers/norm/records/" + old, operator(), "", 200);
        change("/api/registers/norm", old, before.get("version").intValue(), Map.of("successor", next));
        change("/api/registers/norm", next, 1, Map.of("effective", "2019-01-01"));
        JsonNode broken = ask("GET", "/api/registers/norm/records?only=broken", operator(), "", 200);
        assertThat(texts(broken, "title")).contains("旧规程").doesNotContain("新规程");
        JsonNode findings = ask("GET", "/api/registers/norm/records/" + old + "/findings", operator(), "", 200);
        assertThat(findings.get("checks").findValuesAsString("id")).containsExactly("successor_comes_later");
        assertThat(findings.get("checks").get(0).get("label").stringValue()).doesNotContain("check.");
    }

    private String operator() {
        if (node.context.getBean(Accounts.class).find("norms").isEmpty()) {
            node.context
                    .getBean(Accounts.class)
                    .create("norms", "norms", "k7mw-2hqd-x9nb", List.of(new Actor.Grant("catalogue_keeper", null)));
        }
        return node.token("norms");
    }

    private void change(String register, String id, int version, Map<String, ?> values)
            throws IOException, InterruptedException {
        ask("PUT", register + "/records/" + id, operator(), Map.of("version", version, "values", values), 200);
    }

    @Test
    void shouldChangeManyEachOnItsOwnAndNothingInARehearsal() throws IOException, InterruptedException {
        String one = system("甲系统");
        String two = system("乙系统");
        String gone = UUID.randomUUID().toString();
        Map<String, Object> asked = Map.of(
                "records",
                List.of(chosen(one, 1), chosen(two, 7), chosen(gone, 1)),
                "values",
                Map.of("state", "suspended"),
                "reason",
                "停用");
        JsonNode rehearsed = ask("POST", SYSTEMS + "/changes/rehearsal", keeper, asked, 200);
        assertThat(rehearsed.get("changed").intValue()).isEqualTo(1);
        assertThat(rehearsed.get("refused").findValuesAsString("id")).containsExactly(two, gone);
        assertThat(rehearsed.get("refused").findValuesAsString("code"))
                .containsExactly("stale_version", "unknown_record");
        assertThat(version(one)).isEqualTo(1);

        assertThat(ask("POST", SYSTEMS + "/changes", keeper, asked, 200)).isEqualTo(rehearsed);
        assertThat(version(one)).isEqualTo(2);
        assertThat(version(two)).isEqualTo(1);

        Map<String, Object> wrong =
                Map.of("records", List.of(chosen(two, 1)), "values", Map.of("cost", "-1", "level", "9"));
        JsonNode refused = ask("POST", SYSTEMS + "/changes", keeper, wrong, 200);
        assertThat(refused.get("refused").get(0).get("reasons")).isNotEmpty();
        ask("POST", SYSTEMS + "/changes", keeper, Map.of("records", List.of(), "values", Map.of()), 400);
        ask("POST", SYSTEMS + "/changes", node.token("stranger"), wrong, 200);
        assertThat(version(two)).isEqualTo(1);

        ask("POST", SYSTEMS + "/changes", keeper, Map.of("records", List.of(chosen(two, 1)), "retire", true), 200);
        assertThat(version(two)).isEqualTo(2);
    }

    private static Map<String, Object> chosen(String id, int version) {
        return Map.of("id", id, "version", version);
    }

    private int version(String id) throws IOException, InterruptedException {
        return ask("GET", SYSTEMS + "/records/" + id, keeper, "", 200)
                .get("version")
                .intValue();
    }

    @Test
    void shouldKeepDraftsForTheirOwnerAlone() throws IOException, InterruptedException {
        String draft = "/api/drafts/information_system/0199c0de-0000-7000-8000-00000000000a";
        assertThat(node.ask("GET", draft, keeper, "").statusCode()).isEqualTo(204);
        ask("PUT", draft, keeper, Map.of("title", "一半", "values", Map.of("name", "一半", "cost", "12")), 204);
        ask("PUT", draft, keeper, Map.of("title", "大半", "values", Map.of("name", "大半")), 204);
        assertThat(ask("GET", draft, keeper, "", 200).get("values").get("name").stringValue())
                .isEqualTo("大半");
        assertThat(ask("GET", "/api/drafts", keeper, "", 200).get("drafts")).hasSize(1);

        assertThat(node.ask("GET", draft, node.token("colleague"), "").statusCode())
                .isEqualTo(204);
        assertThat(ask("GET", "/api/drafts", node.token("colleague"), "", 200).get("drafts"))
                .isEmpty();
        ask("PUT", draft, keeper, Map.of("title", "无"), 400);
        ask("PUT", draft, keeper, Map.of("values", Map.of("name", "长".repeat(200_001))), 422);
        ask("PUT", draft, keeper, Map.of("reason", "长".repeat(200_001), "values", Map.of()), 422);
        ask("DELETE", draft, keeper, "", 204);
        ask("DELETE", draft, keeper, "", 204);
        assertThat(ask("GET", "/api/drafts", keeper, "", 200).get("drafts")).isEmpty();
    }

    @Test
    void shouldKeepADraftOfEachNewRecordAndTheReasonForAChange() throws IOException, InterruptedException {
        String colleague = node.token("colleague");
        String one = "/api/drafts/information_system/0199c0de-0000-7000-8000-00000000000b";
        String other = "/api/drafts/information_system/0199c0de-0000-7000-8000-00000000000c";
        String change = "/api/drafts/information_system/" + system("要改的");
        ask("PUT", one, colleague, Map.of("title", "甲", "values", Map.of("name", "甲")), 204);
        ask("PUT", other, colleague, Map.of("title", "乙", "values", Map.of("name", "乙")), 204);
        ask("PUT", change, colleague, Map.of("version", 1, "reason", "名称有误", "values", Map.of("name", "丙")), 204);
        JsonNode kept = ask("GET", "/api/drafts", colleague, "", 200).get("drafts");
        assertThat(kept.valueStream().map(draft -> draft.get("isNew").booleanValue()))
                .containsExactly(false, true, true);
        assertThat(ask("GET", change, colleague, "", 200).get("reason").stringValue())
                .isEqualTo("名称有误");
        assertThat(ask("GET", one, colleague, "", 200).get("values").get("name").stringValue())
                .isEqualTo("甲");
        for (String draft : List.of(one, other, change)) {
            ask("DELETE", draft, colleague, "", 204);
        }
    }

    @Test
    void shouldTakeADraftForNoneWhoseKeyWasDropped() throws IOException, InterruptedException {
        String draft = "/api/drafts/norm/0199c0de-0000-7000-8000-000000000001";
        ask("PUT", draft, keeper, Map.of("title", "旧稿", "values", Map.of("name", "旧稿")), 204);
        ask("GET", draft, keeper, "", 200);
        node.context
                .getBean(JdbcClient.class)
                .sql("update desk.draft set sealed = overlay(sealed placing '\\x7fffffff'::bytea from 2 for 4)")
                .update();
        ask("GET", draft, keeper, "", 204);
        assertThat(ask("GET", "/api/drafts", keeper, "", 200).get("drafts")).isEmpty();
    }

    @Test
    void shouldKeepViewsAndShareThemWhereOneHoldsARole() throws IOException, InterruptedException {
        Map<String, Object> view = Map.of("name", "待办", "query", "when=without_duty", "shared", true, "at", county);
        String id = ask("POST", SYSTEMS + "/views", keeper, view, 201).get("id").stringValue();
        ask("POST", SYSTEMS + "/views", keeper, view, 409);
        ask("POST", SYSTEMS + "/views", node.token("stranger"), view, 403);
        ask("POST", SYSTEMS + "/views", keeper, Map.of("name", " ", "query", ""), 422);

        String colleague = node.token("colleague");
        assertThat(ask("GET", SYSTEMS + "/views", colleague, "", 200).toString())
                .contains("待办");
        assertThat(ask("GET", SYSTEMS + "/views", node.token("stranger"), "", 200)
                        .get("views"))
                .isEmpty();
        ask("DELETE", SYSTEMS + "/views/" + id, colleague, "", 404);
        Map<String, Object> below = new java.util.HashMap<>(view);
        below.putAll(Map.of("name", "全县", "at", county, "below", true));
        String shared =
                ask("POST", SYSTEMS + "/views", keeper, below, 201).get("id").stringValue();
        assertThat(ask("GET", SYSTEMS + "/views", node.token("school"), "", 200).toString())
                .contains("全县")
                .doesNotContain("待办");
        ask("DELETE", SYSTEMS + "/views/" + id, keeper, "", 204);
        ask("DELETE", SYSTEMS + "/views/" + shared, keeper, "", 204);
        assertThat(ask("GET", SYSTEMS + "/views", colleague, "", 200).get("views"))
                .isEmpty();
    }
}
