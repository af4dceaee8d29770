package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
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

/** An administrator of a county keeps accounts and grants there, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsTest {

    private static final String RECORDS = "/api/registers/organisation/records";

    private WholeNode node;
    private String operator;
    private String admin;
    private String county;
    private String school;
    private String elsewhere;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException, InterruptedException {
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty");
        operator = node.token("operator");
        county = organisation(Map.of("name", "甲县教育局", "kind", "county_authority"));
        school = organisation(Map.of("name", "甲县一小", "code", "2199900001", "kind", "school", "parent", county));
        elsewhere = organisation(Map.of("name", "乙县教育局", "kind", "county_authority"));
        node.context
                .getBean(Accounts.class)
                .create(
                        "county.admin",
                        "县管理员",
                        "k7mw-2hqd-x9nb",
                        List.of(new Actor.Grant("org_admin", UUID.fromString(county))));
        admin = node.token("county.admin");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private String organisation(Map<String, String> values) throws IOException, InterruptedException {
        String body = JsonMapper.shared().writeValueAsString(Map.of("values", values));
        return read(node.ask("POST", RECORDS, operator, body), 201).get("id").stringValue();
    }

    private static JsonNode read(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private String make(String account, String role, String at) throws IOException, InterruptedException {
        String body = "{\"account\": \"%s\", \"name\": \"某人\", \"grants\": [{\"role\": \"%s\", \"at\": \"%s\"}]}"
                .formatted(account, role, at);
        return read(node.ask("POST", "/api/accounts", admin, body), 201)
                .get("id")
                .stringValue();
    }

    private int change(String token, String what) throws IOException, InterruptedException {
        String detail = read(node.ask("GET", RECORDS + "/" + school, operator, ""), 200)
                .get("version")
                .asString();
        return node.ask(
                        "PUT",
                        RECORDS + "/" + school,
                        token,
                        "{\"version\": %s, \"values\": {\"address\": \"%s\"}}".formatted(detail, what))
                .statusCode();
    }

    @Test
    void shouldTellARoleThatEndedBeforeItBeganAsEnded() throws IOException, InterruptedException {
        String path = "/api/accounts/" + make("clerk.never", "org_clerk", school);
        read(
                node.ask(
                        "POST",
                        path + "/grants",
                        admin,
                        "{\"role\": \"student_clerk\", \"at\": \"%s\", \"since\": \"2099-01-01\"}".formatted(school)),
                201);
        JsonNode coming =
                read(node.ask("GET", path, admin, ""), 200).get("grants").get(1);
        assertThat(coming.get("state").stringValue()).isEqualTo("coming");
        String grant = path + "/grants/" + coming.get("id").stringValue();
        for (int i = 0; i < 2; i++) { // ended once more, it stays as it is
            assertThat(node.ask("DELETE", grant, admin, "").statusCode()).isEqualTo(204);
            JsonNode ended =
                    read(node.ask("GET", path, admin, ""), 200).get("grants").get(1);
            assertThat(ended.get("state").stringValue()).isEqualTo("ended");
            assertThat(ended.get("until").stringValue()).isEqualTo("2099-01-01");
        }
    }

    @Test
    void shouldGiveWithinTheOwnScopeAndFeelTheEndAtOnce() throws IOException, InterruptedException {
        String id = make("clerk.one", "org_clerk", school);
        String clerk = node.token("clerk.one");
        assertThat(change(clerk, "甲路")).isEqualTo(200);
        JsonNode account = read(node.ask("GET", "/api/accounts/" + id, admin, ""), 200);
        assertThat(account.get("grants").get(0).get("title").stringValue()).isEqualTo("甲县一小");
        String grant = account.get("grants").get(0).get("id").stringValue();
        assertThat(node.ask("DELETE", "/api/accounts/" + id + "/grants/" + grant + "?reason=x", admin, "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(change(clerk, "乙路")).as("a grant that ended a moment ago").isEqualTo(403);
    }

    @Test
    void shouldGiveNothingBeyondTheOwnRights() throws IOException, InterruptedException {
        for (String grant : List.of(
                "{\"role\": \"org_clerk\", \"at\": \"" + elsewhere + "\"}",
                "{\"role\": \"org_clerk\"}",
                "{\"role\": \"node_operator\", \"at\": \"" + school + "\"}",
                "{\"role\": \"org_admin\", \"at\": \"" + UUID.randomUUID() + "\"}")) {
            HttpResponse<String> answer = node.ask(
                    "POST",
                    "/api/accounts",
                    admin,
                    "{\"account\": \"too.much\", \"name\": \"某人\", \"grants\": [" + grant + "]}");
            assertThat(answer.statusCode()).as(grant).isEqualTo(403);
            assertThat(answer.body()).contains("not_yours_to_give", "上级单位");
        }
        HttpResponse<String> reversed = node.ask(
                "POST",
                "/api/accounts",
                admin,
                "{\"account\": \"too.late\", \"name\": \"某人\", \"grants\": [{\"role\": \"org_clerk\", \"at\": \"%s\", \"since\": \"2026-09-01\", \"until\": \"2026-09-01\"}]}"
                        .formatted(school));
        assertThat(reversed.statusCode()).isEqualTo(422);
        assertThat(node.ask("GET", "/api/accounts?search=too", operator, "").body())
                .contains("\"accounts\":[]");
    }

    @Test
    void shouldKeepOnlyAccountsThatHoldNoMoreThanItMayGive() throws IOException, InterruptedException {
        node.context
                .getBean(Accounts.class)
                .create(
                        "two.places",
                        "两处任职",
                        "k7mw-2hqd-x9nb",
                        List.of(
                                new Actor.Grant("org_clerk", UUID.fromString(school)),
                                new Actor.Grant("org_clerk", UUID.fromString(elsewhere))));
        JsonNode all = read(node.ask("GET", "/api/accounts?search=two", operator, ""), 200);
        String id = all.get("accounts").get(0).get("id").stringValue();
        assertThat(node.ask("GET", "/api/accounts?search=two", admin, "").body())
                .contains("\"accounts\":[]");
        assertThat(node.ask("POST", "/api/accounts/" + id + "/password", admin, "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(node.ask("PUT", "/api/accounts/" + id + "/lock", admin, "").statusCode())
                .isEqualTo(404);
    }

    /** A release may drop a role; who held it keeps the account, and nothing of the role. */
    @Test
    void shouldGiveNothingForARoleThatThisReleaseDoesNotHave() throws IOException, InterruptedException {
        String id = node.context
                .getBean(Accounts.class)
                .create(
                        "left.over",
                        "旧角色",
                        "k7mw-2hqd-x9nb",
                        List.of(
                                new Actor.Grant("gone_role", null),
                                new Actor.Grant("gone_role", UUID.fromString(school))))
                .id()
                .toString();
        String token = node.token("left.over");
        JsonNode session = read(node.ask("GET", "/api/session", token, ""), 200);
        assertThat(session.get("grants")).isEmpty();
        assertThat(session.get("may")).isEmpty();
        assertThat(change(token, "丙路")).isIn(403, 404);
        assertThat(node.ask("GET", "/api/accounts", token, "").statusCode()).isEqualTo(403);
        assertThat(node.ask("GET", "/api/accounts/" + id, admin, "").statusCode())
                .isEqualTo(404);
        JsonNode held =
                read(node.ask("GET", "/api/accounts/" + id, operator, ""), 200).get("grants");
        assertThat(held).hasSize(2).allSatisfy(grant -> {
            assertThat(grant.get("label").stringValue()).isEqualTo("gone_role");
            assertThat(grant.get("state").stringValue()).isEqualTo("unknown");
            assertThat(grant.get("mayEnd").booleanValue()).isTrue();
        });
        read(node.ask("GET", "/api/accounts?search=left", operator, ""), 200);
        String grant = held.get(0).get("id").stringValue();
        assertThat(node.ask("DELETE", "/api/accounts/" + id + "/grants/" + grant, operator, "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(node.ask(
                                "POST",
                                "/api/accounts/" + id + "/grants",
                                operator,
                                "{\"role\": \"gone_role\", \"at\": \"" + school + "\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void shouldLockAnAccountWithItsTokens() throws IOException, InterruptedException {
        String id = make("locked.one", "org_clerk", school);
        String token = node.token("locked.one");
        assertThat(node.ask("GET", "/api/session/all", token, "").statusCode()).isEqualTo(200);
        assertThat(node.ask("PUT", "/api/accounts/" + id + "/lock", admin, "").statusCode())
                .isEqualTo(204);
        assertThat(node.ask("GET", "/api/session/all", token, "").statusCode()).isEqualTo(401);
    }

    /** More often than there are connections. */
    @Test
    void shouldGiveEachConnectionBack() throws IOException, InterruptedException {
        for (int i = 0; i < 25; i++) {
            assertThat(node.ask("GET", "/api/accounts", operator, "").statusCode())
                    .isEqualTo(200);
            assertThat(node.ask("GET", "/api/session/all", operator, "").statusCode())
                    .isEqualTo(200);
        }
    }
}
