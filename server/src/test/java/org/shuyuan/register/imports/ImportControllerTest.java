package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.pack.Texts;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Messages;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports as clients meet them. */
class ImportControllerTest {

    private static final String SHELVES = "/api/registers/shelf/imports";

    private static TestNode node;
    private static Path folder;
    private static MockMvc http;
    private static Actor actor = Actor.ANYONE;

    @BeforeAll
    static void start(@TempDir Path keys) {
        folder = keys;
        node = TestNode.start(keys, TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
        Messages messages = new Messages();
        Texts.LANGUAGES.forEach(
                language -> messages.include(language, node.model.texts().in(language)));
        http = MockMvcBuilders.standaloneSetup(
                        new ImportController(
                                node.model, node.imports, node.reports, node.previews, node.importSettings, messages),
                        new ImportReportController(node.model, node.reports, messages))
                .setControllerAdvice(renderer(messages))
                .setCustomArgumentResolvers(new ActorResolver())
                .build();
    }

    private static final class ActorResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Actor.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return actor;
        }
    }

    private static Object renderer(Messages messages) {
        try {
            var constructor = org.shuyuan.platform.ProblemRenderer.class.getDeclaredConstructor(Messages.class);
            constructor.setAccessible(true);
            return constructor.newInstance(messages);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    private static JsonNode ask(RequestBuilder request, int status) throws Exception {
        MockHttpServletResponse response = http.perform(request).andReturn().getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }

    private static JsonNode ended(String id) throws Exception {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < until) {
            JsonNode state = ask(get(SHELVES + "/" + id).header("Accept-Language", "zh-CN"), 200);
            if (ImportState.Stage.valueOf(state.get("state").stringValue().toUpperCase(java.util.Locale.ROOT))
                    .ended()) {
                return state;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the import does not end");
    }

    private static String upload(String query, String text) throws Exception {
        MockHttpServletResponse response = http.perform(post(java.net.URI.create(SHELVES + query))
                        .contentType("application/x-www-form-urlencoded")
                        .content(text))
                .andReturn()
                .getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(202);
        String id = JsonMapper.shared()
                .readTree(response.getContentAsString(StandardCharsets.UTF_8))
                .get("id")
                .stringValue();
        assertThat(response.getHeader("Location")).isEqualTo(SHELVES + "/" + id);
        return id;
    }

    @Test
    void shouldTakeAFileAndTellWhatCameOfIt() throws Exception {
        actor = node.operator();
        String id = upload("?name=%E4%B9%A6%E6%9E%B6.csv", "架号,书架名称,备注\nA1,甲,x\nA2,,\nA3,丙,\n,丁,\n");
        JsonNode state = ended(id);
        assertThat(state.get("state").stringValue()).isEqualTo("done");
        assertThat(state.get("fileName").stringValue()).isEqualTo("书架.csv");
        assertThat(state.get("encoding").stringValue()).isEqualTo("UTF-8");
        assertThat(state.get("total").asInt()).isEqualTo(4);
        assertThat(state.get("created").asInt()).isEqualTo(2);
        assertThat(state.get("faulty").asInt()).isEqualTo(2);
        assertThat(state.get("columns").get(2).toString())
                .isEqualTo("{\"header\":\"备注\",\"field\":null,\"source\":\"none\"}");

        JsonNode first = ask(get(SHELVES + "/" + id + "/faults?size=1").header("Accept-Language", "zh-CN"), 200);
        assertThat(first.get("faults")).hasSize(1);
        assertThat(first.get("faults").get(0).get("message").stringValue()).isEqualTo("请填写“书架名称”。");
        String next = first.get("next").stringValue();
        JsonNode second = ask(get(SHELVES + "/" + id + "/faults?size=1&after=" + next), 200);
        assertThat(second.get("faults").get(0).get("line").asInt()).isEqualTo(5);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(ask(get(SHELVES), 200).get("imports")).isNotEmpty();
        assertThatItsFilesGo(id);
    }

    /** The file goes soon after the end is told. */
    private static void assertThatItsFilesGo(String id) throws Exception {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < until) {
            try (var files = Files.list(folder.resolve("imports"))) {
                if (files.noneMatch(file -> String.valueOf(file.getFileName()).startsWith(id))) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the file stays");
    }

    @Test
    void shouldTellAPlaceholderFreeMessageForEachRefusal() throws Exception {
        actor = node.operator();
        JsonNode state = ended(upload("?mode=all_or_nothing&dry_run=true", "code,name\nB1,\n"));
        assertThat(state.get("state").stringValue()).isEqualTo("refused");
        assertThat(state.get("message").stringValue()).isEqualTo("有 1 行有误，按“全部正确才写入”的要求，没有写入任何数据");
        assertThat(state.get("remedy").stringValue()).doesNotContain("{");
    }

    private static String hold(String text) throws Exception {
        return ask(post(SHELVES + "/held?name=x.csv").content(text.getBytes(StandardCharsets.UTF_8)), 201)
                .get("id")
                .stringValue();
    }

    @Test
    void shouldDoAHeldFileInStepsWithoutItsComingAgain() throws Exception {
        actor = node.operator();
        String id = hold("编目,架名\nH1,甲\nH2,\n,丁\n");
        String own = SHELVES + "/" + id;
        JsonNode held = ask(get(own), 200);
        assertThat(held.get("state").stringValue()).isEqualTo("held");
        assertThat(held.get("keptUntil").isNull()).isFalse();
        assertThat(ask(get(own + "/preview"), 200)
                        .get("faults")
                        .get(0)
                        .get("code")
                        .stringValue())
                .isEqualTo("no_header_known");

        java.net.URI told = java.net.URI.create(
                own + "/entry?dry_run=true&column=%E7%BC%96%E7%9B%AE:code&column=%E6%9E%B6%E5%90%8D:name");
        ask(post(told), 202);
        JsonNode checked = ended(id);
        assertThat(checked.get("state").stringValue()).isEqualTo("done");
        assertThat(checked.get("created").asInt()).isEqualTo(1);
        assertThat(checked.get("columns").get(0).get("source").stringValue()).isEqualTo("told");
        JsonNode kinds = ask(get(own + "/faults/kinds").header("Accept-Language", "zh-CN"), 200)
                .get("kinds");
        assertThat(kinds).hasSize(2);
        assertThat(kinds.get(0).get("count").asInt()).isEqualTo(1);
        assertThat(ask(get(own + "/faults?code=required&field=name"), 200).get("faults"))
                .hasSize(1);

        ask(post(own + "/entry"), 202);
        JsonNode done = ended(id);
        assertThat(done.get("dryRun").asBoolean()).isFalse();
        assertThat(done.get("created").asInt()).isEqualTo(1);
        assertThat(done.get("faulty").asInt()).isEqualTo(2);
        assertThat(done.get("keptUntil").isNull()).isTrue();
        assertThat(ask(get(own + "/faults"), 200).get("faults")).hasSize(2);
        assertThat(ask(post(own + "/entry"), 409).get("code").stringValue()).isEqualTo("import_under_way");
        assertThatItsFilesGo(id);
    }

    @Test
    void shouldSayThatAFileIsNotKeptAnyLonger() throws Exception {
        actor = node.operator();
        String id = hold("code,name\nH9,甲\n");
        ask(delete(SHELVES + "/" + id), 202);
        assertThat(ask(get(SHELVES + "/" + id), 200).get("state").stringValue()).isEqualTo("cancelled");
        assertThat(ask(post(SHELVES + "/" + id + "/entry"), 409).get("code").stringValue())
                .isEqualTo("import_file_gone");
        assertThat(ask(get(SHELVES + "/" + id + "/preview"), 409).get("code").stringValue())
                .isEqualTo("import_file_gone");
    }

    @Test
    void shouldLetNobodyElseEnterAHeldFile() throws Exception {
        actor = node.operator();
        String id = hold("code,name\nH7,甲\n");
        actor = new Actor(Ids.next(), "other", null, node.operator().grants());
        ask(post(SHELVES + "/" + id + "/entry"), 404);
        ask(get(SHELVES + "/" + id + "/preview"), 404);
        actor = node.operator();
        ask(delete(SHELVES + "/" + id), 202);
    }

    @Test
    void shouldKnowItsOwnColumnsBesideRowsToMend() throws Exception {
        actor = node.operator();
        JsonNode state = ended(upload("", "导入行号,错误原因,code,name\n2,请填写,N1,甲\n3,请填写,,\n"));
        assertThat(state.get("created").asInt()).isEqualTo(1);
        assertThat(state.get("columns").get(0).get("source").stringValue()).isEqualTo("mend");
        assertThat(state.get("columns").get(1).get("source").stringValue()).isEqualTo("mend");
        assertThat(state.get("columns").get(2).get("source").stringValue()).isEqualTo("name");
        // What is wrong with mended rows comes back with these columns once.
        byte[] again = http.perform(get(SHELVES + "/" + state.get("id").stringValue() + "/faults.xlsx")
                        .header("Accept-Language", "zh-CN"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(again))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(2);
            assertThat(rows.getFirst().stream().map(cell -> cell.getText()))
                    .containsExactly("导入行号", "错误原因", "code", "name");
        }
    }

    @Test
    void shouldClearKeptFilesAfterADay() throws Exception {
        actor = node.operator();
        String kept = hold("code,name\nD1,甲\n");
        String old = hold("code,name\nD2,甲\n");
        Path file = folder.resolve("imports").resolve(old + ".kept");
        Files.setLastModifiedTime(
                file,
                FileTime.from(java.time.Instant.now().minus(ImportFiles.KEPT).minusSeconds(60)));
        ImportCleaning cleaning = new ImportCleaning(node.database, java.time.Clock.systemUTC(), node.importSettings);
        cleaning.begin();
        assertThatItsFilesGo(old);
        cleaning.close();
        assertThat(ask(post(SHELVES + "/" + old + "/entry"), 409).get("code").stringValue())
                .isEqualTo("import_file_gone");
        ask(post(SHELVES + "/" + kept + "/entry"), 202);
        assertThat(ended(kept).get("created").asInt()).isEqualTo(1);
    }

    @Test
    void shouldListTheOwnWorkAndCountOthersForTheOperatorOnly() throws Exception {
        MockMvc jobs = MockMvcBuilders.standaloneSetup(new JobController(
                        node.imports, node.reports, new org.shuyuan.register.exports.RunningExports(), new Messages()))
                .setCustomArgumentResolvers(new ActorResolver())
                .build();
        actor = node.operator();
        String id = upload("", "code,name\nJ1,甲\n");
        ended(id);
        JsonNode own = JsonMapper.shared()
                .readTree(jobs.perform(get("/api/jobs"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));
        assertThat(own.get("imports").get(0).get("id").stringValue()).isEqualTo(id);
        assertThat(own.get("all").get("exports").asInt()).isZero();
        actor = TestNode.actor("librarian", null);
        JsonNode others = JsonMapper.shared()
                .readTree(jobs.perform(get("/api/jobs"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));
        assertThat(others.get("imports")).isEmpty();
        assertThat(others.get("all").isNull()).isTrue();
    }

    @Test
    void shouldHideImportsFromOthersButNotFromTheOperator() throws Exception {
        actor = new Actor(
                Ids.next(),
                "li",
                null,
                node.operator().grants().stream()
                        .map(grant -> new Actor.Grant("librarian", null))
                        .toList());
        String id = upload("", "code,name\nC1,丙\n");
        ended(id);
        actor = TestNode.actor("librarian", null);
        assertThat(ask(get(SHELVES + "/" + id), 404).get("code").stringValue()).isEqualTo("unknown_import");
        ask(get(SHELVES + "/" + id + "/faults"), 404);
        ask(delete(SHELVES + "/" + id), 404);
        assertThat(ask(get(SHELVES), 200).get("imports")).isEmpty();
        actor = node.operator();
        ask(get(SHELVES + "/" + id), 200);
        ask(get("/api/registers/book/imports/" + id), 404);
    }

    @Test
    void shouldRefuseWhoMayWriteNothingAndWhatIsNoUpload() throws Exception {
        actor = Actor.ANYONE;
        ask(post(SHELVES).content("code,name\n"), 401);
        ask(get(SHELVES), 401);
        actor = TestNode.actor("desk", null);
        ask(post(SHELVES).content("code,name\n"), 403);
        actor = node.operator();
        ask(post(SHELVES + "?mode=some").content("code,name\n"), 400);
        ask(post(SHELVES + "?colour=red").content("code,name\n"), 400);
        ask(post(SHELVES).contentType("multipart/form-data; boundary=x").content("x"), 400);
        ask(get(SHELVES + "/1"), 404);
        ask(get(SHELVES + "/" + UUID.randomUUID()), 404);
        ask(post("/api/registers/none/imports").content("x"), 404);
    }

    @Test
    void shouldSayThatAKilledNodeLeftAnImportUnfinished(@TempDir Path directory) throws Exception {
        UUID id = Ids.next();
        Files.writeString(directory.resolve(id + ".file"), "code,name\nE1,戊\n");
        actor = node.operator();
        node.sql("insert into register.import (id, register, account, name, at, mode, dry_run, state) values ('" + id
                + "', 'shelf', '" + Objects.requireNonNull(actor.account())
                + "', 'li', now(), 'good_rows', false, 'checking')");
        node.sql("create unlogged table staging.\"i" + id.toString().replace("-", "") + "_0\" (x int)");
        Imports next = new Imports(
                node.database, node.model, node.vault, java.time.Clock.systemUTC(), new ImportSettings(directory));
        assertThat(next.recover(false, account -> Optional.empty())).isEqualTo(1);
        JsonNode state = ask(get(SHELVES + "/" + id), 200);
        assertThat(state.get("state").stringValue()).isEqualTo("failed");
        assertThat(state.get("remedy").stringValue()).contains("请重新上传");
        assertThat(Files.list(directory)).isEmpty();
        assertThat(node.sql("select count(*) from pg_tables where schemaname = 'staging'"))
                .isEqualTo("0");
    }
}
