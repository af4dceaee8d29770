package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.imports.ImportState.Stage;
import org.shuyuan.register.table.Parts;

/** Workbooks that no spreadsheet writes, or that say something else than they seem to. */
class HostileWorkbooksTest {

    private static final String HEADER = Parts.row("架号", "书架名称");

    private static Table table;
    private static Actor head;

    @BeforeAll
    static void start(@TempDir Path folder) {
        TestNode node = TestNode.start(folder, TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
        table = new Table(node, folder);
        head = node.operator();
    }

    private static ImportState dry(Parts parts) {
        return table.bringIn("shelf", parts.bytes(), Table.options(false, true), head, Progress.UNSEEN);
    }

    private static ImportState dry(String rows) {
        return dry(new Parts().sheet(HEADER + rows));
    }

    private static void assertRefused(Parts parts, String... told) {
        ImportState state = dry(parts);
        assertThat(table.told(state)).containsExactly(told);
        assertThat(state.stage()).isEqualTo(Stage.REFUSED);
    }

    @Test
    void shouldNotTakeTheErrorOfAFormulaForAText() {
        ImportState state = dry("<row><c t='inlineStr'><is><t>A1</t></is></c><c t='e'><f>Z9</f><v>#REF!</v></c></row>");
        assertThat(table.told(state)).containsExactly("2 cell_error name #REF!");
    }

    @Test
    void shouldNotTakeAFormulaThatWasNeverCalculatedForNothing() {
        ImportState state = dry("<row><c t='inlineStr'><is><t>A1</t></is></c><c><f>1+1</f></c></row>");
        assertThat(table.told(state)).containsExactly("2 not_calculated name ");
    }

    @Test
    void shouldReadDaysThatAreWrittenAsDays() {
        Parts parts = new Parts()
                .sheet(Parts.row("架号", "书架名称", "启用日期")
                        + "<row><c t='inlineStr'><is><t>A1</t></is></c><c t='inlineStr'><is><t>甲</t></is></c>"
                        + "<c t='d'><v>2026-01-01</v></c></row>");
        assertThat(dry(parts).counts().created()).isEqualTo(1);
    }

    @Test
    void shouldRefuseCellsThatStandBeyondAnySheet() {
        assertRefused(new Parts().sheet(HEADER + "<row r='2'><c r='ZZZZZZ2'><v>1</v></c></row>"), "1 broken_workbook");
    }

    @Test
    void shouldRefuseTextsThatAreNotThere() {
        assertRefused(
                new Parts().sheet(HEADER + "<row r='2'><c r='A2' t='s'><v>99999999</v></c></row>"),
                "1 broken_workbook");
    }

    @Test
    void shouldLookAtPartsWhateverTheyAreCalled() {
        String sheet = "<!DOCTYPE x [<!ENTITY a 'x'>]><worksheet><sheetData>" + HEADER + Parts.row("A1", "甲")
                + "</sheetData></worksheet>";
        Parts parts = new Parts().part("data/table.dat", sheet);
        assertRefused(parts, "1 broken_workbook");
    }

    @Test
    void shouldRefuseLinksToOtherFiles() {
        assertRefused(
                new Parts().sheet(HEADER + Parts.row("A1", "甲")).with("xl/externalLinks/externalLink1.xml", "<x/>"),
                "1 workbook_links");
    }

    @Test
    void shouldRefuseMacrosByTheirType() {
        assertRefused(
                new Parts()
                        .sheet(HEADER + Parts.row("A1", "甲"))
                        .with(
                                "[Content_Types].xml",
                                "<Types><Override PartName='/xl/workbook.xml'"
                                        + " ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"),
                "1 macros");
    }
}
