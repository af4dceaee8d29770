package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who reads what others did and read, and for whom a session acts, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private WholeNode node;
    private String operator;
    private String countyA;
    private String countyB;
    private String schoolA;
    private String person;
    private String auditor;
    private String clerk;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException, InterruptedException {
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty");
        operator = node.token("operator");
        countyA = make("organisation", operator, Map.of("name", "甲县教育局", "kind", "county_authority"));
        countyB = make("organisation", operator, Map.of("name", "乙县教育局", "kind", "county_authority"));
        schoolA = make(
                "organisation",
                operator,
                Map.of("name", "甲县一小", "code", "2199900001", "kind", "school", "parent", countyA));
        account("clerk.a", "甲校办事员", grant("student_clerk", schoolA));
        account("auditor.a", "甲县审计员", grant("auditor", countyA));
        account("auditor.b", "乙县审计员", grant("auditor", countyB));
        account("admin.ab", "两县管理员", grant("org_admin", countyA), grant("org_admin", countyB));
        clerk = node.token("clerk.a");
        auditor = node.token("auditor.a");
        person =
                make("person", clerk, Map.of("name", "王小明", "birth_date", "2015-03-04", "sex", "1", "keeper", schoolA));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private static Actor.Grant grant(String role, String at) {
        return new Actor.Grant(role, UUID.fromString(at));
    }

    private void account(String name, String shown, Actor.Grant... grants) {
        node.context.getBean(Accounts.class).create(name, shown, "k7mw-2hqd-x9nb", List.of(grants));
    }

    private String make(String register, String token, Map<String, String> values)
            throws IOException, InterruptedException {
        String body = JsonMapper.shared().writeValueAsString(Map.of("values", values));
        return read(node.ask("POST", "/api/registers/" + register + "/records", token, body), 201)
                .get("id")
                .stringValue();
    }

    private static JsonNode read(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private List<JsonNode> evidence(String token, String query) throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        read(node.ask("GET", "/api/evidence?" + query, token, ""), 200)
                .get("entries")
                .forEach(entries::add);
        return entries;
    }

    private static List<String> actions(List<JsonNode> entries) {
        return entries.stream().map(each -> each.get("action").stringValue()).toList();
    }

    @Test
    void shouldTellWhoReadWhatWithoutTellingTheValues() throws IOException, InterruptedException {
        read(node.ask("GET", "/api/registers/person/records/" + person, clerk, ""), 200);
        List<JsonNode> seen = evidence(auditor, "action=read&record=" + person);
        assertThat(seen).isNotEmpty();
        JsonNode first = seen.getFirst();
        assertThat(first.get("name").stringValue()).isEqualTo("甲校办事员");
        assertThat(first.get("label").stringValue()).isEqualTo("查看敏感内容");
        assertThat(first.get("fields").toString()).contains("出生日期");
        assertThat(seen.toString()).doesNotContain("2015-03-04");
    }

    @Test
    void shouldTellOfRecordsThatWereShownAmongOthers() throws IOException, InterruptedException {
        make("person", clerk, Map.of("name", "王小红", "birth_date", "2015-05-04", "sex", "2", "keeper", schoolA));
        read(node.ask("GET", "/api/registers/person/records?size=10", clerk, ""), 200);
        JsonNode last = evidence(auditor, "action=read&record=" + person).getFirst();
        assertThat(last.get("records").intValue()).isGreaterThan(1);
    }

    @Test
    void shouldReachNobodyOfAnotherCounty() throws IOException, InterruptedException {
        String other = node.token("auditor.b");
        assertThat(evidence(other, "record=" + person)).isEmpty();
        assertThat(evidence(other, "actor=clerk.a")).isEmpty();
        assertThat(actions(evidence(auditor, "actor=clerk.a"))).contains("create");
        String name = URLEncoder.encode("甲校办事员", StandardCharsets.UTF_8);
        assertThat(actions(evidence(auditor, "actor=" + name))).contains("create");
        assertThat(actions(evidence(auditor, "record=" + schoolA))).contains("create");
    }

    @Test
    void shouldRefuseWhoDoesNotAuditAndStillTellTheOwn() throws IOException, InterruptedException {
        for (String token : List.of(clerk, operator, "")) {
            HttpResponse<String> answer = node.ask("GET", "/api/evidence?record=" + person, token, "");
            assertThat(answer.statusCode()).as(answer.body()).isIn(401, 403);
        }
        List<JsonNode> own = evidence(clerk, "actor=me");
        assertThat(actions(own)).contains("create");
        assertThat(own).allMatch(each -> each.get("name").stringValue().equals("甲校办事员"));
    }

    @Test
    void shouldLeaveEvidenceOfReadingAndGoOnWhereThePageEnded() throws IOException, InterruptedException {
        for (int i = 0; i < 60; i++) {
            evidence(auditor, "record=" + schoolA);
        }
        JsonNode page = read(node.ask("GET", "/api/evidence?actor=auditor.a", auditor, ""), 200);
        assertThat(page.get("entries")).hasSize(50);
        assertThat(page.get("entries").get(0).get("action").stringValue()).isEqualTo("read_evidence");
        List<JsonNode> next =
                evidence(auditor, "actor=auditor.a&after=" + page.get("next").stringValue());
        assertThat(next).isNotEmpty();
        assertThat(next.getFirst().get("id"))
                .isNotEqualTo(page.get("entries").get(49).get("id"));
        assertThat(evidence(auditor, "to=2020-01-01")).isEmpty();
    }

    @Test
    void shouldNarrowASessionToOneOrganisation() throws IOException, InterruptedException {
        String admin = node.token("admin.ab");
        JsonNode before = read(node.ask("GET", "/api/session", admin, ""), 200);
        assertThat(before.get("places")).hasSize(2);
        assertThat(before.get("may").toString()).isEqualTo("[\"accounts\"]");
        String move = "{\"version\": 1, \"values\": {\"address\": \"甲路 1 号\"}}";
        String path = "/api/registers/organisation/records/" + countyA;
        JsonNode acting = read(node.ask("PUT", "/api/session/acting", admin, "{\"at\": \"" + countyB + "\"}"), 200);
        assertThat(acting.get("acting").get("title").stringValue()).isEqualTo("乙县教育局");
        assertThat(acting.get("grants")).hasSize(1);
        assertThat(acting.get("places")).as("the way back").hasSize(2);
        assertThat(node.ask("PUT", path, admin, move).statusCode()).isIn(403, 404);
        assertThat(node.ask("GET", "/api/accounts?search=clerk.a", admin, "").body())
                .contains("\"accounts\":[]");
        assertThat(node.ask("PUT", "/api/session/acting", admin, "{\"at\": \"" + schoolA + "\"}")
                        .statusCode())
                .as("a place where nothing is held")
                .isEqualTo(422);
        read(node.ask("PUT", "/api/session/acting", admin, "{\"at\": null}"), 200);
        read(node.ask("PUT", path, admin, move), 200);
    }

    @Test
    void shouldListKeptAccountsAndNameTheirHolders() throws IOException, InterruptedException {
        String admin = node.token("admin.ab");
        JsonNode choices = read(node.ask("GET", "/api/accounts/choices", admin, ""), 200);
        assertThat(choices.get("roles").toString()).contains("审计员").doesNotContain("node_operator");
        assertThat(choices.get("places").stringValue()).isEqualTo("organisation");
        JsonNode found = read(node.ask("GET", "/api/accounts?search=clerk.a", admin, ""), 200)
                .get("accounts");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("grants").get(0).get("state").stringValue()).isEqualTo("now");
        String id = found.get(0).get("id").stringValue();
        HttpResponse<String> unseen =
                node.ask("PUT", "/api/accounts/" + id + "/person", admin, "{\"person\": \"" + person + "\"}");
        assertThat(unseen.statusCode())
                .as("a person whom the administrator does not see")
                .isEqualTo(404);
    }
}
