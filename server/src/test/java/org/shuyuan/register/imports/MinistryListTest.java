package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.imports.ImportState.Counts;
import org.shuyuan.register.imports.ImportState.Stage;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Register;

/** The ministry's list of 2,631 higher education institutions, as a bureau's spreadsheet program saves it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf("listIsHere")
class MinistryListTest {

    private static final Path LIST =
            TestNode.ROOT.resolve("../shared/data/institutions-gb18030.csv").normalize();
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final ImportOptions GOOD_ROWS =
            new ImportOptions(ImportOptions.Mode.GOOD_ROWS, false, "institutions-gb18030.csv");

    private static TestNode node;
    private static Register organisations;
    private static Actor operator;

    @SuppressWarnings("SystemOut") // the log of a test run says what was not tested
    static boolean listIsHere() {
        boolean here = Files.exists(LIST);
        if (!here) {
            System.out.println("SKIPPED, NOT TESTED: the ministry's list is not here (it may not be shipped): " + LIST);
        }
        return here;
    }

    @BeforeAll
    static void start(@TempDir Path keys) {
        node = TestNode.start(keys, TestNode.PACKS);
        organisations = node.register("organisation");
        operator = node.operator();
    }

    private static ImportState bringIn(Path file) {
        return node.imports.run(organisations, file, GOOD_ROWS, operator, Progress.UNSEEN);
    }

    private static List<String> told(ImportState state) {
        return node.reports.faults(state, null, 1000).stream()
                .map(fault -> fault.line() + " " + fault.fault().code() + " "
                        + (fault.fault().field() == null ? "" : fault.fault().field() + " ")
                        + fault.fault().value())
                .toList();
    }

    @Test
    @Order(1)
    void shouldTakeEveryRowWhosePlaceIsAPlace() {
        ImportState state = bringIn(LIST);

        assertThat(state.stage()).isEqualTo(Stage.DONE);
        assertThat(state.file().encoding()).isEqualTo("GB18030");
        assertThat(state.file().columns())
                .extracting(ImportState.Named::field)
                .containsExactly(null, "name", "code", "competent_authority", "division", "listed_level", "remark");
        assertThat(told(state)).containsExactly("2258 unknown_code division 凉山州", "2550 unknown_code division 临夏州");
        assertThat(state.total()).isEqualTo(2631);
        assertThat(state.counts().created()).isEqualTo(2629);
        assertThat(state.counts().faulty()).isEqualTo(2);
        assertThat(state.counts().createdReferences()).isEqualTo(Long.parseLong(String.valueOf(node.sql("""
                select count(*) from data.organisation where kind = 'other_authority'"""))));
        assertThat(node.sql("select name from data.organisation where code = '4153010679'"))
                .isEqualTo("大理大学");
        assertThat(node.sql("select division from data.organisation where code = '4153010679'"))
                .isEqualTo("532900");
    }

    @Test
    @Order(2)
    void shouldCountTheInstitutionsOfEachProvince() throws Exception {
        CodeSet divisions =
                java.util.Objects.requireNonNull(node.registers.codes().get("division"));
        Map<String, Integer> inFile = new TreeMap<>();
        Map<String, Integer> inRegister = new TreeMap<>();
        for (String line : Files.readAllLines(LIST, GB18030).stream().skip(1).toList()) {
            String code = line.split(",", -1)[2];
            inFile.merge(code.substring(2, 4), 1, Integer::sum);
        }
        try (var connection = node.connections.getConnection();
                var rows = connection.createStatement().executeQuery("""
                        select left(division, 2), count(*) from data.organisation where code is not null group by 1""")) {
            while (rows.next()) {
                inRegister.put(rows.getString(1), rows.getInt(2));
            }
        }
        // Codes place one college of Tianjin in Hebei, and a university of Tibet that stands in Shaanxi; two places
        // were refused.
        inFile.merge("12", 1, Integer::sum);
        inFile.merge("13", -1, Integer::sum);
        inFile.merge("54", -1, Integer::sum);
        inFile.merge("61", 1, Integer::sum);
        inFile.merge("51", -1, Integer::sum);
        inFile.merge("62", -1, Integer::sum);
        assertThat(inRegister).isEqualTo(inFile);
        System.out.println(inRegister.entrySet().stream()
                .map(entry -> java.util.Objects.requireNonNull(divisions.latest(entry.getKey() + "0000"))
                                .label("zh-CN") + " " + entry.getValue())
                .collect(Collectors.joining("、", "各省（区、市）院校数：", "")));
    }

    @Test
    @Order(3)
    void shouldKeepCodesThatLookOddAndReadNothingFromThem() {
        assertThat(node.sql("select count(*) from data.organisation where code like '36%'"))
                .isEqualTo("6");
        assertThat(node.sql("select count(*) from data.organisation where code like '42%'"))
                .isEqualTo("7");
        assertThat(node.sql("""
                select count(*) from data.organisation where code like '4113%' and division like '12%'""")).isEqualTo("1");
        assertThat(node.sql("""
                select count(*) from data.organisation where code is not null and (kind is not null or category is not null)""")).isEqualTo("0");
    }

    @Test
    @Order(4)
    void shouldChangeNothingWhenTheSameFileComesAgain() {
        String evidence = node.sql("select count(*) from platform.evidence");
        String content = node.sql("select md5(string_agg(t::text, '' order by id)) from data.organisation t");

        ImportState again = bringIn(LIST);

        assertThat(again.stage()).isEqualTo(Stage.DONE);
        assertThat(again.counts()).isEqualTo(new Counts(0, 0, 2629, 2, 0));
        assertThat(node.sql("select count(*) from platform.evidence")).isEqualTo(evidence);
        assertThat(node.sql("select md5(string_agg(t::text, '' order by id)) from data.organisation t"))
                .isEqualTo(content);
        assertThat(node.sql("select count(*) from history.organisation")).isEqualTo("0");
        assertThat(node.sql("select count(*) from pg_tables where schemaname = 'staging'"))
                .isEqualTo("0");
    }

    @Test
    @Order(5)
    void shouldGiveTenReasonsForTenSpoiledRows(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(LIST, GB18030));
        lines.removeIf(line -> Set.of("4151014548", "4162014552")
                .contains(line.split(",", -1).length > 2 ? line.split(",", -1)[2] : ""));
        spoil(lines, 2, "北京大学,4111010001", ",4111019999");
        spoil(lines, 3, "4111010002", "411101000X");
        spoil(lines, 4, "北京市,", "北京是,");
        spoil(lines, 5, "本科", "本科生");
        spoil(lines, 6, ",[^,]*$", "");
        spoil(lines, 7, "$", ",多余");
        spoil(lines, 8, "4111010007", "4111010012");
        spoil(lines, 9, "北京", "北".repeat(121));
        spoil(lines, 10, "北京", "北\0京");
        spoil(lines, 11, "$", "长".repeat(20_001));
        Path spoiled = folder.resolve("spoiled.csv");
        Files.write(spoiled, lines, GB18030);

        ImportOptions dryRun = new ImportOptions(ImportOptions.Mode.GOOD_ROWS, true, null);
        ImportState state = node.imports.run(organisations, spoiled, dryRun, operator, Progress.UNSEEN);

        assertThat(told(state).stream()
                        .map(told -> told.replaceAll("…| null", "").replaceAll("(.)\\1{70,}", "$1$1"))
                        .toList())
                .containsExactly(
                        "2 required name",
                        "3 format_pattern code 411101000X",
                        "4 unknown_code division 北京是",
                        "5 unknown_code listed_level 本科生",
                        "6 too_few_cells",
                        "7 too_many_cells",
                        "9 too_long name 北北",
                        "10 nul competent_authority 北␀京市",
                        "11 cell_too_long remark 长长",
                        "13 duplicate_row code 4111010012");
        assertThat(state.counts()).isEqualTo(new Counts(0, 1, 2618, 10, 0));
    }

    private static void spoil(List<String> lines, int line, String right, String wrong) {
        String before = lines.get(line - 1);
        lines.set(line - 1, before.replaceFirst(right, wrong));
        assertThat(lines.get(line - 1)).isNotEqualTo(before);
    }

    @Test
    @Order(6)
    void shouldReadTheSameListInUtf8(@TempDir Path folder) throws IOException {
        Path utf8 = folder.resolve("utf8.csv");
        Files.writeString(utf8, "\uFEFF" + Files.readString(LIST, GB18030), StandardCharsets.UTF_8);
        ImportState state = bringIn(utf8);
        assertThat(state.file().encoding()).isEqualTo("UTF-8");
        assertThat(state.file().bom()).isTrue();
        assertThat(state.counts()).isEqualTo(new Counts(0, 0, 2629, 2, 0));
    }
}
