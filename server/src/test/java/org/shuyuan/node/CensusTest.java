package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.identity.Accounts;
import org.shuyuan.platform.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts by value, what is shared and what nobody refers to, and many records made at once: with a census of the catalogues. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CensusTest {

    private static final String ORGANISATIONS = "/api/registers/organisation";
    private static final String SYSTEMS = "/api/registers/information_system";
    private static final String RESOURCES = "/api/registers/data_resource";
    private static final String ITEMS = "/api/registers/data_item";
    private static final String ROUNDS = "/api/registers/census_round";
    private static final String RETURNS = "/api/registers/census_return";

    private WholeNode node;
    private String operator;
    private String keeper;
    private String clerk;
    private String city;
    private String east;
    private String west;
    private String eastSchool;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException, InterruptedException {
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty");
        operator = node.token("operator");
        city = organisation("甲市教育局", "city_authority", "", "");
        east = organisation("东县教育局", "county_authority", city, "");
        west = organisation("西县教育局", "county_authority", city, "");
        eastSchool = organisation("东县一小", "school", east, "2199830001");
        organisation("东县二小", "school", east, "2199830002");
        keeper = person("keeper", "catalogue_keeper", city);
        clerk = person("clerk", "catalogue_clerk", eastSchool);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private String organisation(String name, String kind, String parent, String code)
            throws IOException, InterruptedException {
        Map<String, String> values = new HashMap<>(Map.of("name", name, "kind", kind));
        values.put("parent", parent);
        values.put("code", code);
        return make(ORGANISATIONS, operator, values);
    }

    private String person(String name, String role, String at) {
        node.context
                .getBean(Accounts.class)
                .create(name, name, "k7mw-2hqd-x9nb", List.of(new Actor.Grant(role, UUID.fromString(at))));
        return node.token(name);
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

    private List<String> names(String list, String token) throws IOException, InterruptedException {
        return ask("GET", list, token, "", 200)
                .get("records")
                .valueStream()
                .map(row -> row.get("values").get("name").stringValue())
                .toList();
    }

    private String round(String name) throws IOException, InterruptedException {
        return make(
                ROUNDS,
                keeper,
                Map.of("name", name, "organisation", city, "opened", "2026-01-05", "due", "2026-01-31"));
    }

    private Map<String, Object> opening(String round) {
        return Map.of(
                "field",
                "organisation",
                "selected",
                Map.of("parent.under", city, "when", "active"),
                "values",
                Map.of("round", round, "asked", "2026-01-05"));
    }

    /** The counts of a single key: by a reference's title, or by the value as text. */
    private Map<String, Integer> counts(String path, String token) throws IOException, InterruptedException {
        Map<String, Integer> counts = new HashMap<>();
        for (JsonNode group : ask("GET", path, token, "", 200).get("counts")) {
            JsonNode value = group.get("values").get(0);
            counts.put(
                    value.isObject() ? value.get("title").stringValue() : value.asString(),
                    group.get("count").intValue());
        }
        return counts;
    }

    @Test
    void shouldAskEverybodyBelowInOneRequestAndNobodyTwice() throws IOException, InterruptedException {
        String round = round("第一次普查");
        Map<String, Object> nothing = new HashMap<>(opening(round));
        Map<String, @Nullable String> selected = new HashMap<>(Map.of("parent.under", city));
        selected.put("kind", null);
        nothing.put("selected", selected);
        assertThat(ask("POST", RETURNS + "/creations/rehearsal", keeper, nothing, 200)
                        .get("created")
                        .intValue())
                .isEqualTo(4);
        JsonNode rehearsed = ask("POST", RETURNS + "/creations/rehearsal", keeper, opening(round), 200);
        assertThat(rehearsed.get("created").intValue()).isEqualTo(4);
        assertThat(counts(RETURNS + "/counts?by=round&round=" + round, keeper)).isEmpty();
        assertThat(ask("POST", RETURNS + "/creations", keeper, opening(round), 200)
                        .get("created")
                        .intValue())
                .isEqualTo(4);
        JsonNode again = ask("POST", RETURNS + "/creations", keeper, opening(round), 200);
        assertThat(again.get("created").intValue()).isZero();
        assertThat(again.get("refused")).hasSize(4);
        assertThat(again.get("refused").findValuesAsString("title")).contains("东县一小");
        assertThat(again.get("refused").get(0).get("reasons").get(0).stringValue())
                .isNotBlank();
    }

    @Test
    void shouldMakeNothingForWhoeverMayNot() throws IOException, InterruptedException {
        String round = round("第二次普查");
        ask("POST", RETURNS + "/creations", clerk, opening(round), 403);
        ask("POST", RETURNS + "/creations", "", opening(round), 401);
        String elsewhere = organisation("乙市教育局", "city_authority", "", "");
        organisation("乙市一县教育局", "county_authority", elsewhere, "");
        Map<String, Object> abroad = new HashMap<>(opening(round));
        abroad.put("selected", Map.of("parent.under", elsewhere));
        JsonNode refused = ask("POST", RETURNS + "/creations", keeper, abroad, 200);
        assertThat(refused.get("created").intValue()).isZero();
        assertThat(refused.get("refused").findValuesAsString("code")).containsExactly("not_allowed");
        Map<String, Object> wrong = new HashMap<>(opening(round));
        wrong.put("field", "state");
        ask("POST", RETURNS + "/creations", keeper, wrong, 400);
        wrong.put("field", "organisation");
        wrong.put("selected", Map.of("nonsense", "1"));
        ask("POST", RETURNS + "/creations", keeper, wrong, 400);
        wrong.put("selected", List.of("nonsense"));
        ask("POST", RETURNS + "/creations", keeper, wrong, 400);
        assertThat(counts(RETURNS + "/counts?by=round&round=" + round, keeper)).isEmpty();
    }

    @Test
    void shouldCountBySubtreeStateAndMomentWhatTheActorSees() throws IOException, InterruptedException {
        String round = round("第三次普查");
        ask("POST", RETURNS + "/creations", keeper, opening(round), 200);
        String below = RETURNS + "/counts?round=" + round + "&by=organisation&below=" + city;
        assertThat(counts(below, keeper)).isEqualTo(Map.of("东县教育局", 3, "西县教育局", 1));
        assertThat(counts(below, clerk)).isEqualTo(Map.of("东县教育局", 1));
        assertThat(counts(RETURNS + "/counts?round=" + round + "&by=organisation&below=" + east, keeper))
                .isEqualTo(Map.of("东县教育局", 1, "东县一小", 1, "东县二小", 1));
        Instant before = Instant.now();
        JsonNode own = ask("GET", RETURNS + "/records?round=" + round, clerk, "", 200)
                .get("records")
                .get(0);
        Map<String, Object> answer = Map.of(
                "version",
                own.get("version").intValue(),
                "values",
                Map.of("state", "confirmed", "confirmed", "2026-01-20", "confirmed_by", "林建国"));
        ask("PUT", RETURNS + "/records/" + own.get("id").stringValue(), clerk, answer, 200);
        JsonNode states = ask(
                "GET",
                RETURNS + "/counts?round=" + round + "&by=organisation,state&below=" + city + "&when=late",
                keeper,
                "",
                200);
        assertThat(states.get("counts")
                        .valueStream()
                        .map(group -> group.get("values").get(0).get("title").stringValue() + " "
                                + group.get("values").get(1).stringValue() + " "
                                + group.get("count").intValue()))
                .containsExactlyInAnyOrder("东县教育局 pending 2", "西县教育局 pending 1");
        assertThat(counts(RETURNS + "/counts?by=state&round=" + round, keeper))
                .isEqualTo(Map.of("pending", 3, "confirmed", 1));
        assertThat(counts(RETURNS + "/counts?by=state&round=" + round + "&at=" + before, keeper))
                .isEqualTo(Map.of("pending", 4));
    }

    @Test
    void shouldRefuseToCountAsAListRefusesToFilter() throws IOException, InterruptedException {
        ask("GET", RETURNS + "/counts?by=state", "", "", 401);
        ask("GET", RETURNS + "/counts", keeper, "", 400);
        ask("GET", RETURNS + "/counts?by=note", keeper, "", 400);
        ask("GET", SYSTEMS + "/counts?by=name", keeper, "", 400);
        ask("GET", SYSTEMS + "/counts?by=owner,state,built,level", keeper, "", 400);
        ask("GET", SYSTEMS + "/counts?by=state&below=" + city, keeper, "", 400);
        ask("GET", SYSTEMS + "/counts?by=owner&below=x", keeper, "", 400);
        ask("GET", "/api/registers/person/counts?by=sex", keeper, "", 403);
    }

    @Test
    void shouldSayWhichValueOfWhichParameterIsWrongAndWhatToWrite() throws IOException, InterruptedException {
        refuses("/export?as=csv&in=xx", "参数“in”的值“xx”无法识别", "应为：zh-CN、en");
        refuses("/records?shared=nothing", "参数“shared”的值“nothing”无法识别", "应为：name、");
        refuses("/records?shared=", "参数“shared”的值“”无法识别", "应为：name、");
        refuses("/records?since.from=soon", "参数“since.from”的值“soon”无法识别", "应为：日期，如 2026-09-01");
        refuses("/records?state=", "参数“state”的值“”无法识别", "应为：代码集中的代码");
        refuses("/records?serach=x", "不认识参数“serach”", "可用的参数：name、", "、search、");
        refuses("/counts?by=nothing", "参数“by”的值“nothing”无法识别", "应为：owner、");
        refuses("/counts?by=owner,state,built,level", "参数“by”的值“owner,state,built,level”", "应为：owner,state,built");
        refuses("/counts?by=state&below=" + city, "参数“by”的值“state”无法识别", "应为：owner、support");
        refuses("/counts?by=owner&below=x", "参数“below”的值“x”无法识别", "应为：编号，形如 ");
        refuses("/records?columns=name,nothing", "参数“columns”的值“nothing”无法识别", "应为：name、code、");
        refuses("/records?unreferred=", "参数“unreferred”的值“”", "data_resource.system");
        JsonNode pointless = ask("GET", "/api/registers/calendar_day/records?when=late", keeper, "", 400);
        assertThat(pointless.get("title").stringValue()).isEqualTo("参数“when”在这里没有可用的值");
        assertThat(pointless.get("detail").stringValue()).isEqualTo("请去掉这个参数。");
    }

    private void refuses(String path, String title, String... remedy) throws IOException, InterruptedException {
        JsonNode problem = ask("GET", SYSTEMS + path, keeper, "", 400);
        assertThat(problem.get("title").stringValue()).as(path).contains(title);
        assertThat(problem.get("detail").stringValue()).as(path).contains(remedy);
    }

    @Test
    void shouldExportInTheLanguageThatTheAddressAsksFor() throws IOException, InterruptedException {
        String path = ORGANISATIONS + "/export?as=csv&columns=name";
        assertThat(node.ask("en", "GET", path + "&in=zh-CN", keeper, "").body()).startsWith("\uFEFF机构名称");
        assertThat(node.ask("GET", path + "&in=en", keeper, "").body()).startsWith("\uFEFFName");
        assertThat(node.ask("en", "GET", path, keeper, "").body()).startsWith("\uFEFFName");
    }

    @Test
    void shouldFindWhatIsUnusedAndWhatOverlaps() throws IOException, InterruptedException {
        String used = make(SYSTEMS, keeper, Map.of("name", "有数据的系统", "owner", city));
        make(SYSTEMS, keeper, Map.of("name", "两家都有的系统", "owner", city));
        make(SYSTEMS, keeper, Map.of("name", "两家都有的系统", "owner", east));
        make(SYSTEMS, keeper, Map.of("name", "只在规划的系统", "owner", city));
        make(SYSTEMS, keeper, Map.of("name", "只在规划的系统", "owner", west, "state", "planned"));
        make(
                RESOURCES,
                keeper,
                Map.of(
                        "name",
                        "学生名册",
                        "owner",
                        city,
                        "system",
                        used,
                        "grade",
                        "general_1",
                        "sharing",
                        "unconditional"));
        String unused = SYSTEMS + "/records?unreferred=data_resource.system,service_item.system";
        assertThat(names(unused, keeper)).contains("两家都有的系统").doesNotContain("有数据的系统");
        assertThat(names(SYSTEMS + "/records?shared=name", keeper))
                .containsExactlyInAnyOrder("两家都有的系统", "两家都有的系统", "只在规划的系统", "只在规划的系统");
        assertThat(names(SYSTEMS + "/records?shared=name", clerk)).containsExactlyInAnyOrder("两家都有的系统", "两家都有的系统");
        ask("GET", SYSTEMS + "/records?unreferred=data_resource.owner", keeper, "", 400);
        ask("GET", SYSTEMS + "/records?unreferred=nothing", keeper, "", 400);
        ask("GET", SYSTEMS + "/records?shared=address", keeper, "", 400);
        assertThat(counts(SYSTEMS + "/counts?by=state&shared=name", clerk)).isEqualTo(Map.of("running", 2));
    }

    private String resource(String name, String owner, String state) throws IOException, InterruptedException {
        return make(
                RESOURCES,
                keeper,
                Map.of("name", name, "owner", owner, "state", state, "grade", "general_2", "sharing", "unconditional"));
    }

    private String item(String name, String resource, String source) throws IOException, InterruptedException {
        return make(ITEMS, keeper, Map.of("name", name, "resource", resource, "type", "text", "source", source));
    }

    /** Conditions hold of both that share a value, filters of the one that is shown; and nobody learns of what he doesn't see. */
    @Test
    void shouldFindWhatIsCollectedTwice() throws IOException, InterruptedException {
        String roll = resource("学籍", city, "running");
        String club = resource("社团", east, "running");
        String plan = resource("选课", west, "planned");
        item("学生姓名", roll, "");
        String again = item("学生姓名", club, "");
        item("特长", club, "");
        item("特长", plan, "");
        String sex = item("性别", roll, "");
        item("性别", club, sex);
        String twice = ITEMS + "/records?sort=name&shared=name&when=collected_here";
        assertThat(names(ITEMS + "/records?sort=name&shared=name", keeper))
                .containsExactly("特长", "特长", "性别", "性别", "学生姓名", "学生姓名");
        assertThat(names(twice, keeper)).containsExactly("特长", "特长", "学生姓名", "学生姓名");
        assertThat(names(twice, clerk)).containsExactly("学生姓名", "学生姓名");
        assertThat(names(twice + "&resource=" + club, keeper)).containsExactly("特长", "学生姓名");
        assertThat(names(twice + "&owner=" + city, keeper)).containsExactly("学生姓名");
        assertThat(names(twice + "&owner.under=" + city, keeper)).hasSize(4);
        assertThat(names(twice + "&owner.under=" + east, keeper)).containsExactly("特长", "学生姓名");
        assertThat(names(twice + "&search=姓名", keeper)).containsExactly("学生姓名", "学生姓名");
        Instant before = Instant.now();
        ask("POST", ITEMS + "/records/" + again + "/retirement", keeper, Map.of("version", 1), 200);
        assertThat(names(twice, keeper)).containsExactly("特长", "特长");
        assertThat(names(twice + "&retired=true", keeper)).hasSize(4);
        assertThat(names(twice + "&at=" + before, keeper)).hasSize(4);
        assertThat(counts(ITEMS + "/counts?by=type&shared=name&when=collected_here&at=" + before, keeper))
                .isEqualTo(Map.of("text", 4));
    }
}
