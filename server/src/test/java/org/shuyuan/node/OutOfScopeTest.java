package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.identity.Accounts;
import org.shuyuan.platform.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with every role of one county asks for the other county's things by their ids: they are as unknown as what never was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutOfScopeTest {

    private static final String PERSONS = "/api/registers/person/records";

    private static final List<String> ROLES =
            List.of("org_admin", "org_clerk", "auditor", "student_clerk", "student_officer");

    /** Each path of the interface with an id of somebody's own, and a body with which it would do something. */
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("GET /api/registers/person/records/{person}", ""),
            Map.entry("GET /api/registers/person/records/{person}/history", ""),
            Map.entry("GET /api/registers/person/records/{person}/referrers", ""),
            Map.entry("GET /api/registers/person/records/{person}/findings", ""),
            Map.entry("PUT /api/registers/person/records/{person}", "{\"version\": 1, \"values\": {\"name\": \"某\"}}"),
            Map.entry("POST /api/registers/person/records/{person}/retirement", "{\"version\": 1, \"reason\": \"误\"}"),
            Map.entry("GET /api/accounts/{account}", ""),
            Map.entry("PUT /api/accounts/{account}/person", "{}"),
            Map.entry("POST /api/accounts/{account}/password", ""),
            Map.entry("PUT /api/accounts/{account}/lock", ""),
            Map.entry("DELETE /api/accounts/{account}/lock", ""),
            Map.entry("DELETE /api/accounts/{account}/grants/{grant}", ""),
            Map.entry("DELETE /api/session/all/{session}", ""),
            Map.entry("GET /api/registers/person/imports/{import}", ""),
            Map.entry("DELETE /api/registers/person/imports/{import}", ""),
            Map.entry("GET /api/registers/person/imports/{import}/preview", ""),
            Map.entry("POST /api/registers/person/imports/{import}/entry", ""),
            Map.entry("GET /api/registers/person/imports/{import}/faults", ""),
            Map.entry("GET /api/registers/person/imports/{import}/faults/kinds", ""),
            Map.entry("GET /api/registers/person/imports/{import}/faults.xlsx", ""),
            Map.entry("DELETE /api/registers/person/views/{view}", ""));

    /** Paths with an id that are not to be refused, and why. */
    private static final Map<String, String> OTHERS = Map.of(
            "/api/accounts/{}/grants",
                    "a role within the own scope may be given to people of elsewhere, by their account's id",
            "/api/drafts/{}/{}", "only one's own, of whatever record",
            "/api/organisations/{}/events", "organisations are public",
            "/api/organisations/{}/duties", "organisations are public",
            "/api/organisations/{}/holders", "organisations are public; tells only what the actor may give",
            "/api/organisations/events/{}/withdrawal", "organisations are public: refused by their policy, below",
            "/api/organisations/events/{}/withdrawal/rehearsal", "as the withdrawal");

    private WholeNode node;
    private String operator;
    private String mine;
    private final Map<String, String> theirs = new java.util.HashMap<>();
    private String countyA;
    private String countyB;
    private String account;
    private String ownPerson;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException, InterruptedException {
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty");
        operator = node.token("operator");
        countyA = make("organisation", operator, Map.of("name", "甲县教育局", "kind", "county_authority"));
        countyB = make("organisation", operator, Map.of("name", "乙县教育局", "kind", "county_authority"));
        account("all.a", countyA);
        theirs.put("account", account("all.b", countyB));
        mine = node.token("all.a");
        String other = node.token("all.b");
        ownPerson = make("person", mine, Map.of("name", "甲某", "keeper", countyA));
        theirs.put("person", make("person", other, Map.of("name", "乙某", "keeper", countyB)));
        theirs.put(
                "grant",
                read(node.ask("GET", "/api/accounts/" + theirs.get("account"), operator, ""), 200)
                        .get("grants")
                        .get(0)
                        .get("id")
                        .stringValue());
        theirs.put(
                "session",
                read(node.ask("GET", "/api/session/all", other, ""), 200)
                        .get(0)
                        .get("id")
                        .stringValue());
        theirs.put(
                "import",
                read(node.ask("POST", "/api/registers/person/imports/held", other, "name\n乙二\n"), 201)
                        .get("id")
                        .stringValue());
        theirs.put(
                "view",
                read(
                                node.ask(
                                        "POST",
                                        "/api/registers/person/views",
                                        other,
                                        "{\"name\": \"乙\", \"query\": \"sort=name\", \"shared\": true, \"at\": \""
                                                + countyB + "\"}"),
                                201)
                        .get("id")
                        .stringValue());
        account = account("clerk.a", countyA);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private String account(String name, String at) {
        return node.context
                .getBean(Accounts.class)
                .create(
                        name,
                        name,
                        "k7mw-2hqd-x9nb",
                        ROLES.stream()
                                .map(role -> new Actor.Grant(role, UUID.fromString(at)))
                                .toList())
                .id()
                .toString();
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

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsIfItWereNotThere() {
        return PATHS.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    String[] words = each.getKey().split(" ");
                    HttpResponse<String> there = node.ask(words[0], filled(words[1], theirs), mine, each.getValue());
                    assertThat(there.statusCode()).as(there.body()).isEqualTo(404);
                    HttpResponse<String> nowhere =
                            node.ask(words[0], filled(words[1], Map.of()), mine, each.getValue());
                    assertThat(plain(there)).isEqualTo(plain(nowhere));
                }));
    }

    private static String filled(String path, Map<String, String> ids) {
        return Arrays.stream(path.split("/"))
                .map(word -> word.startsWith("{")
                        ? ids.getOrDefault(
                                word.substring(1, word.length() - 1),
                                UUID.randomUUID().toString())
                        : word)
                .reduce((a, b) -> a + "/" + b)
                .orElseThrow();
    }

    /** The answer without the request's own id. */
    private static String plain(HttpResponse<String> answer) {
        return answer.body().replaceAll("urn:uuid:[0-9a-f-]+", "");
    }

    /** A new path with an id has its line above. */
    @Test
    void shouldHaveTriedEveryPath() throws IOException, InterruptedException {
        TreeSet<String> described = new TreeSet<>();
        read(node.ask("GET", "/api/openapi.json", "", ""), 200)
                .get("paths")
                .propertyNames()
                .forEach(path ->
                        described.add(path.replace("{register}", "person").replaceAll("\\{[^}]+}", "{}")));
        described.removeIf(path -> !path.contains("{}")
                || path.startsWith("/api/model/")
                || path.startsWith("/api/codes/")
                || path.startsWith("/api/drafts/"));
        List<String> tried = new ArrayList<>(OTHERS.keySet());
        PATHS.keySet().forEach(path -> tried.add(path.replaceAll("^[A-Z]+ ", "").replaceAll("\\{[^}]+}", "{}")));
        assertThat(tried).containsAll(described);
    }

    @Test
    void shouldReachNothingThroughReferencesFiltersAndChangesOfMany() throws IOException, InterruptedException {
        String person = String.valueOf(theirs.get("person"));
        String many = "{\"records\": [{\"id\": \"%s\", \"version\": 1}], \"values\": {\"name\": \"某\"}}";
        JsonNode outcome = read(node.ask("POST", "/api/registers/person/changes", mine, many.formatted(person)), 200);
        assertThat(outcome.get("changed").intValue()).isZero();
        assertThat(outcome.get("refused").get(0).get("code").stringValue()).isEqualTo("unknown_record");
        assertThat(node.ask(
                                "POST",
                                "/api/registers/enrolment/records",
                                mine,
                                "{\"values\": {\"person\": \"%s\", \"school\": \"%s\", \"grade\": \"11\", \"since\": \"2026-09-01\"}}"
                                        .formatted(person, countyA))
                        .body())
                .contains("\"field\":\"person\"")
                .doesNotContain("乙某");
        for (String path : List.of(PERSONS, "/api/registers/person/export", "/api/evidence?record=" + person)) {
            assertThat(node.ask("GET", path, mine, "").body()).as(path).doesNotContain("乙某");
        }
        assertThat(node.ask("GET", PERSONS + "/" + person, operator, "").statusCode())
                .as("the operator of the node has no part in it either")
                .isEqualTo(node.ask("GET", PERSONS + "/" + UUID.randomUUID(), operator, "")
                        .statusCode());
    }

    /** The organisation itself is public; what happens to it is not theirs to say. */
    @Test
    void shouldNotTakeBackTheEventOfAnother() throws IOException, InterruptedException {
        String event = read(
                        node.ask(
                                "POST",
                                "/api/organisations/events",
                                operator,
                                "{\"kind\": \"rename\", \"organisation\": \"%s\", \"values\": {\"name\": \"乙县教育和体育局\"}}"
                                        .formatted(countyB)),
                        201)
                .get("id")
                .stringValue();
        String path = "/api/organisations/events/" + event + "/withdrawal";
        assertThat(node.ask("POST", path, mine, "{\"reason\": \"误\"}").statusCode())
                .isEqualTo(403);
        assertThat(node.ask("POST", path + "/rehearsal", mine, "").statusCode()).isEqualTo(403);
    }

    @Test
    void shouldNameTheHolderOfAnAccountAmongThoseInSight() throws IOException, InterruptedException {
        String path = "/api/accounts/" + account + "/person";
        String body = "{\"person\": \"%s\", \"reason\": \"入职\"}";
        assertThat(node.ask("PUT", path, mine, body.formatted(ownPerson)).statusCode())
                .isEqualTo(204);
        JsonNode named = read(node.ask("GET", "/api/accounts/" + account, mine, ""), 200);
        assertThat(named.get("person").get("id").stringValue()).isEqualTo(ownPerson);
        assertThat(named.get("person").get("title").stringValue()).isEqualTo("甲某");
        read(node.ask("PUT", path, mine, body.formatted(theirs.get("person"))), 404);
        read(node.ask("PUT", path, mine, body.formatted(UUID.randomUUID())), 404);
        String second = account("clerk.aa", countyA);
        JsonNode taken =
                read(node.ask("PUT", "/api/accounts/" + second + "/person", mine, body.formatted(ownPerson)), 409);
        assertThat(taken.get("code").stringValue()).isEqualTo("person_taken");
        assertThat(read(node.ask("GET", "/api/accounts/" + account, mine, ""), 200)
                        .get("person")
                        .get("id")
                        .stringValue())
                .as("what was refused changed nothing")
                .isEqualTo(ownPerson);
        assertThat(node.ask("PUT", path, mine, "{\"person\": null}").statusCode())
                .isEqualTo(204);
        assertThat(read(node.ask("GET", "/api/accounts/" + account, mine, ""), 200)
                        .has("person"))
                .isFalse();
        assertThat(node.ask("PUT", "/api/accounts/" + second + "/person", mine, body.formatted(ownPerson))
                        .statusCode())
                .as("free again")
                .isEqualTo(204);
    }
}
