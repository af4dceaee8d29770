package org.shuyuan.register.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.imports.ImportOptions;
import org.shuyuan.register.imports.ImportState;
import org.shuyuan.register.imports.Progress;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.RecordError;
import tools.jackson.databind.json.JsonMapper;

/** The toy library as files, for several readers. */
class ExportTest {

    private static final ImportOptions ALL = new ImportOptions(ImportOptions.Mode.ALL_OR_NOTHING, false, "export.csv");

    private static TestNode node;
    private static Exports exports;
    private static Path folder;

    private final Actor head = TestNode.actor("head_librarian", null);

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        node = TestNode.start(folder, TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
        exports = new Exports(
                node.extracts, node.model, node.evidence, new RunningExports(), java.time.Clock.systemUTC());
        for (Registers.Seed seed : node.registers.seeds()) {
            node.imports.run(
                    node.register(seed.register()),
                    seed.file(),
                    ALL,
                    node.imports.installer("installer"),
                    Progress.UNSEEN);
        }
    }

    private static byte[] bytes(String register, Map<String, String> parameters, Actor actor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exports.of(node.register(register), parameters, "zh-CN", actor).to(out);
        return out.toByteArray();
    }

    private static List<List<String>> csv(String register, Map<String, String> more, Actor actor) throws IOException {
        Map<String, String> parameters = new java.util.HashMap<>(more);
        parameters.put("as", "csv");
        String text = new String(bytes(register, parameters, actor), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF");
        return CsvReader.builder().ofCsvRecord(text.substring(1)).stream()
                .map(record -> List.copyOf(record.getFields()))
                .toList();
    }

    private static List<List<String>> xlsx(byte[] bytes) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            return workbook.getSheets()
                    .flatMap(ExportTest::rows)
                    .map(row -> row.stream()
                            .map(cell -> cell == null ? "" : cell.getText())
                            .toList())
                    .toList();
        }
    }

    private static java.util.stream.Stream<Row> rows(Sheet sheet) {
        try {
            return sheet.read().stream();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void shouldComeInAgainWithoutAnyChange() throws IOException {
        for (String register : List.of("shelf", "book", "reader", "loan")) {
            byte[] file = bytes(register, Map.of("as", "csv"), head);
            Path saved = Files.write(Files.createTempFile(folder, register, ".csv"), file);
            ImportState state = node.imports.run(
                    node.register(register), saved, ALL, node.imports.installer("installer"), Progress.UNSEEN);
            assertThat(state.stage()).as("%s: %s", register, faults(state)).isEqualTo(ImportState.Stage.DONE);
            assertThat(state.counts().unchanged())
                    .as(register)
                    .isEqualTo(state.read())
                    .isPositive();
        }
    }

    private static List<String> faults(ImportState state) {
        return node.reports.faults(state, null, 20).stream()
                .map(fault -> fault.line() + " " + fault.fault())
                .toList();
    }

    /** The same rows, the same fields and the same masks as the list has, in each format. */
    @Test
    void shouldShowWhatAListShowsToEveryReader() throws IOException {
        String branch = node.sql("select branch::text from data.reader limit 1");
        for (Actor reader : List.of(
                head,
                TestNode.actor("desk", java.util.UUID.fromString(String.valueOf(branch))),
                TestNode.actor("librarian", java.util.UUID.fromString(String.valueOf(branch))),
                TestNode.actor("librarian", java.util.UUID.randomUUID()))) {
            List<String> listed =
                    node.reads.list(node.register("reader"), Map.of("size", "200"), reader).records().stream()
                            .map(json -> new String(json, StandardCharsets.UTF_8))
                            .toList();
            String lines = new String(bytes("reader", Map.of("as", "ndjson"), reader), StandardCharsets.UTF_8);
            assertThat(lines.lines().toList()).isEqualTo(listed);
            List<List<String>> table = csv("reader", Map.of(), reader);
            assertThat(table).hasSize(listed.size() + 1);
            for (int i = 0; i < listed.size(); i++) {
                assertThatCellsAreAsListed(table.getFirst(), table.get(i + 1), listed.get(i));
            }
            assertThat(xlsx(bytes("reader", Map.of("as", "xlsx"), reader))).isEqualTo(trimmed(table));
        }
    }

    private static void assertThatCellsAreAsListed(List<String> header, List<String> cells, String json) {
        var values = JsonMapper.shared().readTree(json).get("values");
        for (Field field : node.register("reader").fields().values()) {
            int column = header.indexOf(node.model.texts().say("zh-CN", field.label()));
            var value = values.get(field.id());
            String shown = value == null || value.isNull()
                    ? ""
                    : value.has("masked")
                            ? value.get("masked").stringValue()
                            : value.has("title") ? value.get("title").asString() : value.asString();
            assertThat(column < 0 ? "" : cells.get(column)).as(field.id()).isEqualTo(shown);
        }
    }

    /** A sheet has no cells for empty values at the end of a row. */
    private static List<List<String>> trimmed(List<List<String>> table) {
        return table.stream()
                .map(row -> {
                    int end = row.size();
                    while (end > 0 && row.get(end - 1).isEmpty()) {
                        end--;
                    }
                    return row.subList(0, end);
                })
                .toList();
    }

    @Test
    void shouldKeepSpreadsheetsFromTakingTextsForFormulas() throws IOException {
        for (String text : List.of("=1+1", "+86 21", "-2+3", "@SUM(A1)", "'=x", "''+1", "-5", "'quoted'", "纯文字")) {
            String cell = Formulas.disarm(text);
            assertThat("=+@\t\r").as(text).doesNotContain(cell.substring(0, 1));
            assertThat(Formulas.arm(cell)).isEqualTo(text);
        }
        node.sql(
                "update data.book set summary = '=HYPERLINK(\"http://evil\")' where title = (select min(title) from data.book)");
        assertThat(csv("book", Map.of(), head))
                .anySatisfy(row -> assertThat(row).contains("'=HYPERLINK(\"http://evil\")"));
    }

    @Test
    void shouldSortAndFilterAsTheListDoes() throws IOException {
        List<String> titles = csv("book", Map.of("sort", "-price"), head).stream()
                .skip(1)
                .map(List::getFirst)
                .toList();
        List<String> listed =
                node.reads.list(node.register("book"), Map.of("sort", "-price", "size", "200"), head).records().stream()
                        .map(json -> JsonMapper.shared()
                                .readTree(json)
                                .get("values")
                                .get("title")
                                .stringValue())
                        .toList();
        assertThat(titles).isEqualTo(listed).isNotEmpty();
        assertThat(csv("book", Map.of("confined", "true"), head).size())
                .isLessThan(titles.size() + 1)
                .isGreaterThan(1);
    }

    @Test
    void shouldLeaveEvidenceOfWhatWasAskedButNotOfSecrets() throws IOException {
        csv("reader", Map.of("card_number", "A12345678"), head);
        assertThat(node.sql(
                        "select string_agg(action || ' ' || subject || ' ' || (detail - 'export')::text, E'\n' order by id)"
                                + " from platform.evidence where name = 'head_librarian' and actor = '" + head.account()
                                + "'"))
                .isEqualTo("""
                        export reader {"query": {"card_number": "***"}, "fields": ["card_number", "hardship", "phone", "birth_date"], "format": "csv"}
                        export_end reader {"rows": 0, "whole": true}""");
    }

    /** Who takes two columns along discloses nothing else. */
    @Test
    void shouldTakeTheWantedColumnsInTheirOrderOnly() throws IOException {
        List<String> header = List.of("price", "title").stream()
                .map(id -> node.model
                        .texts()
                        .say("zh-CN", node.register("book").require(id).label()))
                .toList();
        List<List<String>> all = csv("book", Map.of("sort", "title"), head);
        int price = all.getFirst().indexOf(header.get(0));
        int title = all.getFirst().indexOf(header.get(1));
        assertThat(csv("book", Map.of("sort", "title", "columns", "price,title,price"), head))
                .isEqualTo(all.stream()
                        .map(row -> List.of(row.get(price), row.get(title)))
                        .toList())
                .hasSizeGreaterThan(1)
                .startsWith(header);
        Actor other = TestNode.actor("head_librarian", null);
        String lines = new String(
                bytes("reader", Map.of("as", "ndjson", "columns", "card_number,name"), other), StandardCharsets.UTF_8);
        assertThat(lines.lines().toList())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                JsonMapper.shared().readTree(line).get("values").propertyNames())
                        .containsExactlyInAnyOrder("name", "card_number"));
        assertThat(node.sql("select string_agg(distinct detail->>'fields', '') from platform.evidence"
                        + " where action = 'export' and actor = '" + other.account() + "'"))
                .isEqualTo("[\"card_number\"]");
    }

    @Test
    void shouldTellHowFarAnExportWentThatBrokeOff() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> exports.of(node.register("book"), Map.of("as", "ndjson"), "zh-CN", head)
                        .to(closed))
                .isInstanceOf(IOException.class);
        assertThat(node.sql("select detail->>'whole' from platform.evidence where action = 'export_end' and actor = '"
                        + head.account() + "'"))
                .isEqualTo("false");
    }

    @Test
    void shouldGoOnInAnotherSheetWhereOneIsFull() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XlsxTable table = new XlsxTable(out, "书/目", 3, fields -> new ShownCells(fields, node.model.texts(), "zh-CN"));
        table.begin(List.of(node.register("book").require("title")));
        for (int i = 0; i < 5; i++) {
            table.row(new String[] {"书" + i});
        }
        table.end();
        assertThat(xlsx(out.toByteArray()))
                .extracting(List::getFirst)
                .filteredOn(cell -> cell.startsWith("书"))
                .contains("书0", "书1", "书2", "书3", "书4");
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("书 目", "书 目 2", "书 目 3");
        }
    }

    @Test
    void shouldRefuseWhatItCannotDoBeforeAnyByteLeaves() {
        assertThatThrownBy(() -> exports.of(node.register("book"), Map.of("as", "pdf"), "zh-CN", head))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ExportError.UNKNOWN_FORMAT));
        assertThatThrownBy(
                        () -> exports.of(node.register("book"), Map.of("as", "csv", "sort", "summary"), "zh-CN", head))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(RecordError.NOT_SORTABLE));
        for (String columns : List.of("", "title,nowhere", "title,")) {
            assertThatThrownBy(() ->
                            exports.of(node.register("book"), Map.of("as", "csv", "columns", columns), "zh-CN", head))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo(RecordError.BAD_PARAMETER));
        }
        assertThatThrownBy(() -> exports.of(node.register("reader"), Map.of("as", "csv"), "zh-CN", Actor.ANYONE))
                .isInstanceOf(Problem.class);
    }
}
