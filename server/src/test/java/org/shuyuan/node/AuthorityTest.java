package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
import org.shuyuan.platform.Authority;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every handler of the whole node, found and not listed by hand, asked by nobody and by somebody who holds nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorityTest {

    private static final List<Integer> REFUSED = List.of(401, 403, 404);

    private WholeNode node;
    private String roleless;
    private String operator;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        node = WholeNode.onTestDatabase(folder.resolve("data"), "--empty");
        node.context.getBean(Accounts.class).create("nobody.much", "无角色", "k7mw-2hqd-x9nb", List.of());
        roleless = node.token("nobody.much");
        operator = node.token("operator");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private record Route(String method, String path, Authority authority) {

        boolean writes() {
            return !method.equals("GET");
        }
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        node.context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> add(mapping, handler, routes));
        return routes;
    }

    private static void add(RequestMappingInfo mapping, HandlerMethod handler, List<Route> routes) {
        Authority authority = handler.getMethodAnnotation(Authority.class);
        if (authority == null) {
            return;
        }
        for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
            mapping.getPatternValues()
                    .forEach(path -> routes.add(new Route(
                            method.name(),
                            path.replace("{register}", "organisation")
                                    .replace("{set}", "organisation_kind")
                                    .replaceAll("\\{[^}]+}", UUID.randomUUID().toString()),
                            authority)));
        }
    }

    @Test
    void shouldFindTheHandlersAndTheirAuthority() {
        assertThat(routes()).extracting(Route::path).contains("/api/session", "/api/accounts", "/api/registers");
        assertThat(routes()).hasSizeGreaterThan(25);
        assertThat(routes().stream().filter(route -> route.authority().value() == Authority.Kind.ANYONE))
                .allSatisfy(route -> assertThat(route.authority().because()).isNotBlank());
    }

    /** What isn't described, no other system can use. */
    @Test
    void shouldDescribeEveryHandler() throws IOException, InterruptedException {
        JsonNode paths = JsonMapper.shared()
                .readTree(node.ask("GET", "/api/openapi.json", "", "").body())
                .get("paths");
        Set<String> described = new TreeSet<>();
        paths.propertyNames().forEach(path -> described.add(path.replaceAll("\\{[^}]+}", "{}")));
        Set<String> handled = new TreeSet<>();
        node.context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .forEach(path -> handled.add(path.replaceAll("\\{[^}]+}", "{}"))));
        assertThat(described).containsAll(handled);
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseWhoHasNoAuthority() {
        return routes().stream()
                .filter(route -> route.authority().value() != Authority.Kind.ANYONE)
                .flatMap(route -> Stream.of("", roleless)
                        .map(token -> DynamicTest.dynamicTest(
                                route.method() + " " + route.path() + (token.isEmpty() ? " by nobody" : " by somebody"),
                                () -> refused(route, token))));
    }

    /** A request that means nothing is the sender's doing, and nothing goes wrong in the node. */
    @TestFactory
    Stream<DynamicTest> shouldNotFailOnAnAddressThatMeansNothing() {
        return routes().stream()
                .map(route -> new Route(
                        route.method(), route.path().replaceAll("[0-9a-f-]{36}", "x%27--"), route.authority()))
                .filter(route -> route.path().contains("x%27--"))
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> {
                    HttpResponse<String> answer = node.ask(route.method(), route.path(), operator, "{}");
                    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
                }));
    }

    /** Reads may show what the policy gives to everybody; writes and one's own matters may not be had by nobody at all. */
    private void refused(Route route, String token) throws IOException, InterruptedException {
        boolean own = route.authority().value() == Authority.Kind.SIGNED_IN;
        if ((own && !token.isEmpty()) || (!route.writes() && isPublic(route))) {
            return;
        }
        HttpResponse<String> answer = node.ask(route.method(), route.path(), token, "{}");
        assertThat(answer.statusCode()).as(answer.body()).isIn(REFUSED);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    private static boolean isPublic(Route route) {
        return route.path().equals("/api/registers")
                || route.path().equals("/api/registers/organisation")
                || route.path().equals("/api/registers/organisation/records")
                || route.path().equals("/api/registers/organisation/counts")
                || route.path().equals("/api/registers/organisation/tree")
                || route.path().startsWith("/api/organisations/duties/empty")
                || route.path().equals("/api/registers/organisation/export");
    }

    @Test
    void shouldLetNothingBeDoneBeforeAGeneratedPasswordIsReplaced() throws IOException, InterruptedException {
        String made = node.ask("POST", "/api/accounts", operator, "{\"account\": \"new.one\", \"name\": \"新人\"}")
                .body();
        String password = made.replaceFirst(".*\"password\":\"([^\"]+)\".*", "$1");
        HttpResponse<String> signedIn = node.ask(
                "POST", "/api/session", "", "{\"account\": \"new.one\", \"password\": \"%s\"}".formatted(password));
        assertThat(signedIn.body()).contains("\"mustChoosePassword\":true");
        String session = Objects.requireNonNull(
                        signedIn.headers().firstValue("Set-Cookie").orElse(null))
                .replaceFirst("^[^=]+=([^;]+).*", "$1");
        for (Route route : routes()) {
            HttpResponse<String> answer = node.ask(route.method(), route.path(), session, "{}");
            if (!route.authority().beforePasswordChange()) {
                assertThat(answer.statusCode()).as(route.toString()).isEqualTo(403);
                assertThat(answer.body()).contains("password_to_choose");
            }
        }
        String chosen = "{\"present\": \"%s\", \"chosen\": \"青山遮不住毕竟东流去 8\"}".formatted(password);
        assertThat(node.ask("PUT", "/api/session/password", session, chosen).statusCode())
                .isEqualTo(204);
        assertThat(node.ask("GET", "/api/session/all", session, "").body()).contains("\"current\":true");
    }
}
