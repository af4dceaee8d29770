package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.identity.Accounts;
import org.shuyuan.identity.Grants;
import org.shuyuan.platform.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happens to organisations, over HTTP: rehearsed, carried out, withdrawn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganisationEventsTest {

    private static final String RECORDS = "/api/registers/organisation/records";
    private static final String EVENTS = "/api/organisations/events";

    private WholeNode node;
    private String operator;
    private int made;

    private String city;
    private String east;
    private String west;
    private String first;
    private String second;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty");
        operator = node.token("operator");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** Each test has a city of its own, with two counties and two schools in the east. */
    @BeforeEach
    void found() throws IOException, InterruptedException {
        made++;
        city = organisation(Map.of("name", made + "市教育局", "kind", "city_authority"));
        east = organisation(Map.of("name", made + "东县教育局", "kind", "county_authority", "parent", city));
        west = organisation(Map.of("name", made + "西县教育局", "kind", "county_authority", "parent", city));
        first = school("一小", east);
        second = school("二小", east);
    }

    private int code;

    private String code() {
        return "21977%05d".formatted(++code);
    }

    private String school(String name, String parent) throws IOException, InterruptedException {
        return organisation(Map.of(
                "name", made + name, "code", code(), "kind", "school", "parent", parent, "founded", "2000-09-01"));
    }

    private String organisation(Map<String, String> values) throws IOException, InterruptedException {
        return create("organisation", operator, values);
    }

    private String create(String register, String token, Map<String, String> values)
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

    private String token(String role, String at) {
        return token(List.of(role), at);
    }

    private String token(List<String> roles, String at) {
        return node.token(account(roles, at).name());
    }

    private Accounts.Account account(List<String> roles, String at) {
        return node.context
                .getBean(Accounts.class)
                .create(
                        "a" + UUID.randomUUID().toString().substring(0, 8),
                        "某人",
                        "k7mw-2hqd-x9nb",
                        roles.stream()
                                .map(role -> new Actor.Grant(role, UUID.fromString(at)))
                                .toList());
    }

    private JsonNode event(String token, int status, Map<String, ?> body) throws IOException, InterruptedException {
        return read(node.ask("POST", EVENTS, token, JsonMapper.shared().writeValueAsString(body)), status);
    }

    private JsonNode values(String id) throws IOException, InterruptedException {
        return read(node.ask("GET", RECORDS + "/" + id, operator, ""), 200).get("values");
    }

    private static List<String> codes(JsonNode outcome) {
        List<String> codes = new ArrayList<>();
        outcome.get("effects").forEach(effect -> codes.add(effect.get("code").stringValue()));
        return codes;
    }

    private static List<String> faults(JsonNode problem) {
        List<String> codes = new ArrayList<>();
        problem.get("faults").forEach(fault -> codes.add(fault.get("code").stringValue()));
        return codes;
    }

    private List<String> tree(String under, String day) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        read(node.ask("GET", "/api/registers/organisation/tree?under=" + under + "&day=" + day, operator, ""), 200)
                .get("nodes")
                .forEach(each -> ids.add(each.get("record").get("id").stringValue()));
        return ids;
    }

    @Test
    void shouldTellTheEffectsAndKeepNothingOfARehearsal() throws IOException, InterruptedException {
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of("kind", "move", "organisation", first, "parent", west, "reason", "区划调整"));
        JsonNode outcome = read(node.ask("POST", EVENTS + "/rehearsal", operator, body), 200);
        assertThat(outcome.get("id").isNull()).isTrue();
        assertThat(codes(outcome)).containsExactly("field_changed", "scope_lost", "scope_gained");
        assertThat(outcome.toString()).contains(made + "西县教育局");
        assertThat(values(first).get("parent").get("id").stringValue()).isEqualTo(east);
        assertThat(read(node.ask("GET", "/api/organisations/" + first + "/events", operator, ""), 200)
                        .get("events"))
                .isEmpty();

        event(operator, 201, Map.of("kind", "move", "organisation", first, "parent", west));
        assertThat(values(first).get("parent").get("id").stringValue()).isEqualTo(west);
    }

    @Test
    void shouldShowTheTreeOfAnyDay() throws IOException, InterruptedException {
        event(operator, 201, Map.of("kind", "move", "organisation", first, "parent", west, "day", "2020-09-01"));
        assertThat(tree(east, "2020-08-31")).containsExactlyInAnyOrder(first, second);
        assertThat(tree(west, "2020-08-31")).isEmpty();
        assertThat(tree(east, "2020-09-01")).containsExactly(second);
        assertThat(tree(west, "2020-09-01")).containsExactly(first);
        assertThat(tree(east, "1999-01-01")).isEmpty();
    }

    @Test
    void shouldCorrectThePastWithoutTouchingThePresent() throws IOException, InterruptedException {
        String third = organisation(Map.of("name", made + "南县教育局", "kind", "county_authority", "parent", city));
        event(operator, 201, Map.of("kind", "move", "organisation", first, "parent", west, "day", "2020-09-01"));
        JsonNode outcome = event(
                operator, 201, Map.of("kind", "move", "organisation", first, "parent", third, "day", "2010-09-01"));
        assertThat(codes(outcome)).containsExactly("place_corrected");
        assertThat(values(first).get("parent").get("id").stringValue()).isEqualTo(west);
        assertThat(tree(east, "2010-08-31")).contains(first);
        assertThat(tree(third, "2010-09-01")).containsExactly(first);
        assertThat(tree(third, "2020-08-31")).containsExactly(first);
        assertThat(tree(west, "2020-09-01")).containsExactly(first);
        assertThat(node.ask("POST", EVENTS + "/" + outcome.get("id").stringValue() + "/withdrawal", operator, "{}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void shouldRefuseToMoveAnOrganisationUnderItsOwnChild() throws IOException, InterruptedException {
        JsonNode problem = event(operator, 422, Map.of("kind", "move", "organisation", city, "parent", east));
        assertThat(faults(problem)).containsExactly("circular");
    }

    @Test
    void shouldLetTheHeirSeeTheRecordsOfWhoMerged() throws IOException, InterruptedException {
        String clerk = token("student_clerk", first);
        String heirs = token("student_clerk", second);
        String person = create("person", clerk, Map.of("name", "甲某", "keeper", first));
        String enrolment = create(
                "enrolment", clerk, Map.of("person", person, "school", first, "grade", "11", "since", "2024-09-01"));
        String record = "/api/registers/enrolment/records/" + enrolment;
        assertThat(node.ask("GET", record, heirs, "").statusCode()).isEqualTo(404);

        // Somebody who sees the pupils sees how many are concerned
        JsonNode outcome = event(
                token(List.of("org_admin", "student_officer"), city),
                201,
                Map.of("kind", "merge", "organisations", List.of(first), "into", second, "day", "2026-09-01"));
        assertThat(codes(outcome)).contains("field_set", "seen_by_heir", "succeeded", "grants_end");
        assertThat(outcome.toString()).contains("1 条原样保留");
        assertThat(values(first).get("closed").stringValue()).isEqualTo("2026-09-01");
        assertThat(node.ask("GET", record, heirs, "").statusCode()).isEqualTo(200);
        assertThat(node.ask("GET", "/api/registers/enrolment/records", heirs, "")
                        .body())
                .contains(enrolment);
        // The roles at the school that is no more have ended
        assertThat(node.ask("GET", record, clerk, "").statusCode()).isEqualTo(403);
        assertThat(tree(east, "2026-08-31")).contains(first);
        assertThat(tree(east, "2026-09-01")).containsExactly(second);
        // It stands in the history of whoever took over, too
        JsonNode received = history(second).get(0);
        assertThat(received.get("kind").stringValue()).isEqualTo("merge");
        assertThat(received.get("records").findValuesAsString("id")).containsExactly(first);
        assertThat(received.get("heirs").findValuesAsString("id")).containsExactly(second);
    }

    @Test
    void shouldNotLetAMergeBeUndoneByAChangeOrAnImport() throws Exception {
        event(operator, 201, Map.of("kind", "merge", "organisations", List.of(first), "into", second));
        JsonNode now = read(node.ask("GET", RECORDS + "/" + first, operator, ""), 200);
        JsonNode problem = read(
                node.ask(
                        "PUT",
                        RECORDS + "/" + first,
                        operator,
                        "{\"version\": " + now.get("version") + ", \"values\": {\"closed\": null}}"),
                422);
        assertThat(faults(problem)).containsExactly("succeeded");

        String csv = "code,closed\n" + now.get("values").get("code").stringValue() + ",2099-01-01\n";
        JsonNode received = read(node.ask("POST", "/api/registers/organisation/imports", operator, csv), 202);
        String path =
                "/api/registers/organisation/imports/" + received.get("id").stringValue();
        JsonNode state = received;
        for (int i = 0;
                i < 200
                        && !List.of("refused", "done", "failed")
                                .contains(state.get("state").stringValue());
                i++) {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(50);
            state = read(node.ask("GET", path, operator, ""), 200);
        }
        assertThat(state.get("state").stringValue()).isEqualTo("done");
        assertThat(state.get("changed").intValue()).isZero();
        assertThat(faults(read(node.ask("GET", path + "/faults", operator, ""), 200)))
                .containsExactly("succeeded");
    }

    @Test
    void shouldWithdrawAMergeFromItsLastStepBack() throws IOException, InterruptedException {
        String branch = school("一小分校", first);
        JsonNode outcome = event(
                operator,
                201,
                Map.of(
                        "kind",
                        "merge",
                        "organisations",
                        List.of(first),
                        "values",
                        Map.of("name", made + "联小", "kind", "school", "code", code())));
        String event = outcome.get("id").stringValue();
        assertThat(values(branch).get("parent").get("title").stringValue()).isEqualTo(made + "联小");
        String heir = values(branch).get("parent").get("id").stringValue();
        assertThat(values(heir).get("parent").get("id").stringValue()).isEqualTo(east);

        JsonNode back =
                read(node.ask("POST", EVENTS + "/" + event + "/withdrawal", operator, "{\"reason\": \"误办\"}"), 200);
        assertThat(codes(back)).containsExactly("back_succeed", "back_change", "back_change", "back_found");
        assertThat(values(first).get("closed").isNull()).isTrue();
        assertThat(values(branch).get("parent").get("id").stringValue()).isEqualTo(first);
        assertThat(node.ask("POST", EVENTS + "/" + event + "/withdrawal", operator, "{}")
                        .statusCode())
                .isEqualTo(409);
        JsonNode events = history(first);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).get("withdrawalReason").stringValue()).isEqualTo("误办");
    }

    @Test
    void shouldGiveBackTheRolesThatTheEventEnded() throws IOException, InterruptedException {
        Accounts.Account clerk = account(List.of("student_clerk"), first);
        Accounts.Account locked = account(List.of("student_clerk"), first);
        Accounts.Account again = account(List.of("student_clerk", "org_clerk"), first);
        Accounts.Account left = account(List.of("student_clerk"), first);
        String session = node.token(clerk.name());
        String pupils = "/api/registers/enrolment/records";
        end(left);
        String event = event(
                        operator,
                        201,
                        Map.of("kind", "merge", "organisations", List.of(first), "into", second, "reason", "并校"))
                .get("id")
                .stringValue();
        assertThat(node.ask("GET", pupils, session, "").statusCode()).isEqualTo(403);
        assertThat(node.ask("PUT", "/api/accounts/" + locked.id() + "/lock", operator, "")
                        .statusCode())
                .isEqualTo(204);
        read(
                node.ask(
                        "POST",
                        "/api/accounts/" + again.id() + "/grants",
                        operator,
                        "{\"role\": \"student_clerk\", \"at\": \"%s\"}".formatted(first)),
                201);

        String path = EVENTS + "/" + event + "/withdrawal";
        JsonNode rehearsed = read(node.ask("POST", path + "/rehearsal", operator, ""), 200);
        assertThat(rehearsed.get("id").isNull()).isTrue();
        assertThat(codes(rehearsed)).containsExactly("back_succeed", "back_change", "grants_back", "grants_stay");
        assertThat(rehearsed.toString()).contains("因这次变更终止的 2 项岗位授权（涉及 2 个账号）即日恢复", "因这次变更终止的 2 项岗位授权不恢复");
        assertThat(grants(clerk)).containsExactly("student_clerk ended");

        JsonNode back = read(node.ask("POST", path, operator, "{\"reason\": \"误办\"}"), 200);
        assertThat(back.get("effects")).isEqualTo(rehearsed.get("effects"));
        assertThat(grants(clerk)).containsExactly("student_clerk ended", "student_clerk now");
        assertThat(grants(locked)).containsExactly("student_clerk ended");
        assertThat(grants(again))
                .containsExactlyInAnyOrder(
                        "student_clerk ended", "org_clerk ended", "student_clerk now", "org_clerk now");
        assertThat(grants(left)).containsExactly("student_clerk ended");
        assertThat(node.ask("GET", pupils, session, "").statusCode()).isEqualTo(200);

        String trail = "/api/evidence?action=grant,end_grant&record=" + clerk.id();
        assertThat(read(node.ask("GET", trail, token("auditor", city), ""), 200)
                        .get("entries")
                        .values())
                .extracting(entry -> entry.get("action").stringValue() + " "
                        + entry.get("reason").stringValue())
                .containsExactly("grant 误办", "end_grant 并校");
        assertThat(node.ask("POST", path + "/rehearsal", operator, "").statusCode())
                .isEqualTo(409);
    }

    private void end(Accounts.Account account) throws IOException, InterruptedException {
        String grant = read(node.ask("GET", "/api/accounts/" + account.id(), operator, ""), 200)
                .get("grants")
                .get(0)
                .get("id")
                .stringValue();
        assertThat(node.ask("DELETE", "/api/accounts/" + account.id() + "/grants/" + grant, operator, "")
                        .statusCode())
                .isEqualTo(204);
    }

    private List<String> grants(Accounts.Account account) throws IOException, InterruptedException {
        return read(node.ask("GET", "/api/accounts/" + account.id(), operator, ""), 200)
                .get("grants")
                .valueStream()
                .map(grant -> grant.get("role").stringValue() + " "
                        + grant.get("state").stringValue())
                .toList();
    }

    @Test
    void shouldGiveBackARoleOnlyAsFarAsItsOwnTimeGoes() throws IOException, InterruptedException {
        LocalDate today = LocalDate.parse(today());
        Accounts.Account account = account(List.of(), first);
        Grants grants = node.context.getBean(Grants.class);
        Actor.Grant given = new Actor.Grant("org_clerk", UUID.fromString(first));
        grants.add(account.id(), given, today.plusDays(7), today.plusDays(30));
        String event = event(operator, 201, Map.of("kind", "close", "organisation", first))
                .get("id")
                .stringValue();
        JsonNode back = read(node.ask("POST", EVENTS + "/" + event + "/withdrawal", operator, "{}"), 200);
        assertThat(codes(back)).containsExactly("back_change", "grants_back");
        assertThat(grants.of(account.id()))
                .extracting(Grants.Grant::since, Grants.Grant::until)
                .containsExactly(tuple(today.plusDays(7), today.plusDays(30)));
    }

    @Test
    void shouldGiveBackTheDutiesThatTheEventEnded() throws IOException, InterruptedException {
        String steward = duty(first, "data_steward", Map.of("since", "2024-01-01", "until", "2099-01-01"));
        String changed = duty(first, "principal", Map.of("since", "2024-01-01"));
        duty(first, "informatization", Map.of("since", "2099-01-01"));
        String event = event(operator, 201, Map.of("kind", "close", "organisation", first))
                .get("id")
                .stringValue();
        String path = "/api/registers/duty/records/";
        JsonNode ended = read(node.ask("GET", path + steward, operator, ""), 200);
        assertThat(ended.get("values").get("until").stringValue()).isEqualTo(today());
        read(
                node.ask(
                        "PUT",
                        path + changed,
                        operator,
                        "{\"version\": 2, \"values\": {\"holder\": \"另一人\"}, \"reason\": \"更正\"}"),
                200);
        JsonNode back =
                read(node.ask("POST", EVENTS + "/" + event + "/withdrawal", operator, "{\"reason\": \"误办\"}"), 200);
        assertThat(codes(back)).containsExactly("back_change", "duties_back", "duties_stay");
        assertThat(back.toString()).contains("终止的 1 项职责恢复", "终止的 2 项职责不恢复");
        assertThat(read(node.ask("GET", path + steward, operator, ""), 200)
                        .get("values")
                        .get("until")
                        .stringValue())
                .isEqualTo("2099-01-01");
        assertThat(read(node.ask("GET", path + changed, operator, ""), 200)
                        .get("values")
                        .get("until")
                        .stringValue())
                .isEqualTo(today());
    }

    private String duty(String organisation, String kind, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> values = new HashMap<>(more);
        values.putAll(Map.of("organisation", organisation, "kind", kind, "holder", "某人"));
        return create("duty", operator, values);
    }

    @Test
    void shouldNotWithdrawWhatOthersHaveBuiltOn() throws IOException, InterruptedException {
        JsonNode outcome = event(
                operator, 201, Map.of("kind", "rename", "organisation", first, "values", Map.of("name", made + "实小")));
        event(operator, 201, Map.of("kind", "rename", "organisation", first, "values", Map.of("name", made + "外小")));
        HttpResponse<String> answer =
                node.ask("POST", EVENTS + "/" + outcome.get("id").stringValue() + "/withdrawal", operator, "{}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("changed_since");
        assertThat(values(first).get("name").stringValue()).isEqualTo(made + "外小");
    }

    @Test
    void shouldNeverReissueACode() throws Exception {
        String former = values(first).get("code").stringValue();
        JsonNode outcome = event(
                operator,
                201,
                Map.of("kind", "recode", "organisation", first, "code", code(), "values", Map.of("category", "31")));
        assertThat(codes(outcome)).contains("given_up");
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "values", Map.of("name", made + "新小", "kind", "school", "code", former, "parent", east)));
        assertThat(faults(read(node.ask("POST", RECORDS, operator, body), 422))).containsExactly("given_up");
        JsonNode second = read(node.ask("GET", RECORDS + "/" + this.second, operator, ""), 200);
        assertThat(faults(read(
                        node.ask(
                                "PUT",
                                RECORDS + "/" + this.second,
                                operator,
                                "{\"version\": %s, \"values\": {\"code\": \"%s\"}}"
                                        .formatted(second.get("version"), former)),
                        422)))
                .containsExactly("given_up");
        // The one that gave it up may take it back
        event(operator, 201, Map.of("kind", "recode", "organisation", first, "code", former));
    }

    private JsonNode history(String organisation) throws IOException, InterruptedException {
        return read(node.ask("GET", "/api/organisations/" + organisation + "/events", operator, ""), 200)
                .get("events");
    }

    @Test
    void shouldTellOfASplitAtTheOneThatGoesOn() throws IOException, InterruptedException {
        Map<String, Object> part = Map.of("name", made + "东校区", "kind", "school", "code", code());
        Map<String, Object> split =
                Map.of("kind", "split", "organisation", first, "founds", List.of(part), "continues", true);
        String event = event(operator, 201, split).get("id").stringValue();
        JsonNode told = history(first).get(0);
        assertThat(told.get("records").findValuesAsString("id")).containsExactly(first);
        assertThat(told.get("heirs").findValuesAsString("title")).containsExactly(made + "东校区");
        read(node.ask("POST", EVENTS + "/" + event + "/withdrawal", operator, "{}"), 200);
        assertThat(values(first).get("closed").isNull()).isTrue();
        assertThat(tree(east, today())).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void shouldSplitAmongHeirsWhoBothSee() throws IOException, InterruptedException {
        JsonNode outcome = event(
                operator,
                201,
                Map.of(
                        "kind",
                        "split",
                        "organisation",
                        first,
                        "founds",
                        List.of(
                                Map.of("name", made + "南小", "kind", "school", "code", code()),
                                Map.of("name", made + "北小", "kind", "school", "code", code()))));
        assertThat(codes(outcome).stream().filter("succeeded"::equals)).hasSize(2);
        assertThat(tree(east, today())).hasSize(3).doesNotContain(first);
        JsonNode problem = event(operator, 422, Map.of("kind", "split", "organisation", second));
        assertThat(faults(problem)).containsExactly("event_heirs");
    }

    @Test
    void shouldLeaveNobodyBehind() throws IOException, InterruptedException {
        JsonNode problem = event(operator, 422, Map.of("kind", "close", "organisation", east));
        assertThat(faults(problem)).containsExactly("event_below");
        assertThat(problem.toString()).contains("2 个机构");
        event(operator, 201, Map.of("kind", "close", "organisation", east, "into", west));
        assertThat(tree(west, today())).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void shouldHoldToTheOwnScope() throws IOException, InterruptedException {
        String admin = token("org_admin", west);
        assertThat(node.ask(
                                "POST",
                                EVENTS,
                                admin,
                                JsonMapper.shared().writeValueAsString(Map.of("kind", "close", "organisation", first)))
                        .statusCode())
                .isEqualTo(403);
        String own = school("西小", west);
        // An heir out of scope, which would come under other hands
        assertThat(node.ask(
                                "POST",
                                EVENTS,
                                admin,
                                JsonMapper.shared()
                                        .writeValueAsString(
                                                Map.of("kind", "merge", "organisations", List.of(own), "into", second)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(values(own).get("closed").isNull()).isTrue();
        // Nobody ends the organisation that the own role stands at
        assertThat(node.ask(
                                "POST",
                                EVENTS,
                                admin,
                                JsonMapper.shared()
                                        .writeValueAsString(
                                                Map.of("kind", "close", "organisation", west, "into", east)))
                        .statusCode())
                .isEqualTo(403);
        event(admin, 201, Map.of("kind", "close", "organisation", own));
        assertThat(node.ask("POST", EVENTS, "", "{\"kind\": \"found\"}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldNameWhatIsWrongWithARequest() throws IOException, InterruptedException {
        assertThat(faults(event(operator, 422, Map.of("kind", "sell")))).containsExactly("event_kind");
        assertThat(faults(event(operator, 422, Map.of("day", "2026-09-01")))).containsExactly("event_missing");
        assertThat(faults(event(operator, 422, Map.of("kind", "move", "organisation", first))))
                .containsExactly("event_missing");
        assertThat(faults(event(operator, 422, Map.of("kind", "move", "organisation", "x", "parent", west))))
                .containsExactly("event_id");
        assertThat(faults(event(operator, 422, Map.of("kind", "close", "organisation", first, "day", "2999-01-01"))))
                .containsExactly("event_future");
        assertThat(faults(event(operator, 422, Map.of("kind", "close", "organisation", first, "heir", second))))
                .containsExactly("event_member");
        assertThat(faults(event(
                        operator,
                        422,
                        Map.of(
                                "kind",
                                "close",
                                "organisation",
                                UUID.randomUUID().toString()))))
                .containsExactly("event_unknown");
        assertThat(faults(event(
                        operator,
                        422,
                        Map.of("kind", "rename", "organisation", first, "values", Map.of("phone", "010")))))
                .containsExactly("event_other_field");
        event(operator, 201, Map.of("kind", "close", "organisation", first));
        assertThat(faults(event(operator, 422, Map.of("kind", "close", "organisation", first))))
                .containsExactly("event_ended");
    }

    @Test
    void shouldResolveDutiesUpwardAndListTheEmptyOnes() throws IOException, InterruptedException {
        create(
                "duty",
                operator,
                Map.of("organisation", east, "kind", "data_steward", "holder", "东某", "since", "2024-01-01"));
        String own = create(
                "duty",
                operator,
                Map.of("organisation", first, "kind", "data_steward", "holder", "一某", "office", city));
        assertThat(duty(second, "data_steward")
                        .get("duty")
                        .get("values")
                        .get("holder")
                        .stringValue())
                .isEqualTo("东某");
        assertThat(duty(second, "data_steward").get("own").booleanValue()).isFalse();
        assertThat(duty(first, "data_steward").get("own").booleanValue()).isTrue();
        assertThat(duty(first, "principal").get("duty").isNull()).isTrue();

        String empty = "/api/organisations/duties/empty?under=" + east;
        JsonNode counts = read(node.ask("GET", empty, operator, ""), 200).get("kinds");
        assertThat(counts.toString()).contains("\"principal\"");
        JsonNode listed = read(node.ask("GET", empty + "&kind=data_steward", operator, ""), 200)
                .get("organisations");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("id").stringValue()).isEqualTo(second);
        assertThat(listed.get(0).get("resolved").get("id").stringValue()).isEqualTo(east);
        // A county owes no head by its own conditions, schools do
        assertThat(node.ask("GET", empty + "&kind=%27--", operator, "").statusCode())
                .isEqualTo(400);
        assertThat(read(node.ask("GET", empty + "&kind=principal", operator, ""), 200)
                        .get("organisations"))
                .hasSize(2);

        String gaps = "/api/organisations/duties/empty/counts?at=";
        assertThat(read(node.ask("GET", gaps + east + "," + west + "," + first, operator, ""), 200)
                        .get("counts")
                        .values())
                .extracting(one -> one.get("id").stringValue() + " " + one.get("count"))
                .contains(east + " 3", first + " 1");

        JsonNode outcome = event(operator, 201, Map.of("kind", "close", "organisation", first));
        assertThat(codes(outcome)).contains("duties_end");
        JsonNode ended = read(node.ask("GET", "/api/registers/duty/records/" + own, operator, ""), 200);
        assertThat(ended.get("values").get("until").stringValue()).isEqualTo(today());
    }

    /** The node's day, which is not the machine's. */
    private static String today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
    }

    private JsonNode duty(String organisation, String kind) throws IOException, InterruptedException {
        for (JsonNode each : read(node.ask("GET", "/api/organisations/" + organisation + "/duties", operator, ""), 200)
                .get("duties")) {
            if (each.get("kind").stringValue().equals(kind)) {
                return each;
            }
        }
        throw new AssertionError("no duty " + kind);
    }

    /** What the desk asks for where somebody opens an organisation, looks for one, and renames it. */
    @Test
    void shouldLeaveNoEvidenceOfContactDataThatNobodyWasShown() throws IOException, InterruptedException {
        Accounts.Account admin = account(List.of("org_admin"), city);
        String viewer = node.token(admin.name());
        for (String id : List.of(city, east, first)) {
            read(
                    node.ask(
                            "PUT",
                            RECORDS + "/" + id,
                            operator,
                            "{\"version\": 1, \"values\": {\"phone\": \"0571-88880000\"}}"),
                    200);
        }
        for (String id : List.of(city, east, first)) {
            JsonNode one = read(node.ask("GET", RECORDS + "/" + id + "?columns=parent", viewer, ""), 200);
            assertThat(one.get("values").propertyNames()).containsExactly("parent");
            read(node.ask("GET", RECORDS + "/" + id + "/referrers", viewer, ""), 200);
            read(node.ask("GET", RECORDS + "/" + id + "/findings", viewer, ""), 200);
            read(node.ask("GET", "/api/organisations/" + id + "/duties", viewer, ""), 200);
            read(node.ask("GET", "/api/organisations/" + id + "/events", viewer, ""), 200);
        }
        JsonNode level = read(node.ask("GET", "/api/registers/organisation/tree?under=" + city, viewer, ""), 200);
        assertThat(level.get("nodes").get(0).get("record").get("values").propertyNames())
                .containsExactly("name");
        JsonNode found = read(node.ask("GET", RECORDS + "?columns=name,code&search=" + made, viewer, ""), 200);
        assertThat(found.get("records").get(0).get("values").propertyNames()).containsExactly("name", "code");
        String renamed = event(
                        viewer,
                        201,
                        Map.of("kind", "rename", "organisation", first, "values", Map.of("name", made + "实小")))
                .get("id")
                .stringValue();
        read(node.ask("GET", "/api/organisations/" + first + "/events", viewer, ""), 200);
        read(node.ask("POST", EVENTS + "/" + renamed + "/withdrawal", viewer, "{}"), 200);
        String readings = "/api/evidence?actor=me&action=read";
        assertThat(read(node.ask("GET", readings, viewer, ""), 200).get("entries"))
                .isEmpty();

        read(node.ask("GET", RECORDS + "/" + first, viewer, ""), 200);
        JsonNode told = read(node.ask("GET", readings, viewer, ""), 200).get("entries");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).get("record").stringValue()).isEqualTo(first);
    }

    @Test
    void shouldCountWhatRefersToARecord() throws IOException, InterruptedException {
        JsonNode referrers = read(node.ask("GET", RECORDS + "/" + east + "/referrers", operator, ""), 200)
                .get("referrers");
        assertThat(referrers).hasSize(1);
        assertThat(referrers.get(0).get("field").stringValue()).isEqualTo("parent");
        assertThat(referrers.get(0).get("count").intValue()).isEqualTo(2);
    }

    @Test
    void shouldTellWhoHadRightsOnADay() throws IOException, InterruptedException {
        String day = today();
        token("org_clerk", east);
        String holders = "/api/organisations/" + first + "/holders?day=";
        assertThat(read(node.ask("GET", holders + day, operator, ""), 200).toString())
                .contains(east);
        assertThat(read(node.ask("GET", holders + "2020-01-01", operator, ""), 200)
                        .get("holders"))
                .isEmpty();
        assertThat(read(node.ask("GET", holders + day, token("org_admin", west), ""), 200)
                        .get("holders"))
                .isEmpty();
        event(operator, 201, Map.of("kind", "move", "organisation", first, "parent", west));
        assertThat(read(node.ask("GET", holders + day, operator, ""), 200).toString())
                .doesNotContain(east);
    }
}
