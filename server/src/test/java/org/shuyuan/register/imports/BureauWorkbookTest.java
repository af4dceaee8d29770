package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Messages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ministry's list as a workbook, brought in by somebody of one province: the province's own go in, the rest comes back with reasons. */
@EnabledIf("listIsHere")
class BureauWorkbookTest {

    private static final Path LIST =
            TestNode.ROOT.resolve("../shared/data/institutions.csv").normalize();

    @SuppressWarnings("SystemOut") // the log of a test run says what was not tested
    static boolean listIsHere() {
        boolean here = Files.exists(LIST);
        if (!here) {
            System.out.println("SKIPPED, NOT TESTED: the ministry's list is not here (it may not be shipped): " + LIST);
        }
        return here;
    }

    @Test
    void shouldTakeWhatLiesInScopeAndGiveTheRestBack(@TempDir Path folder) throws Exception {
        TestNode node = TestNode.start(folder, TestNode.PACKS);
        JsonNode values = JsonMapper.shared().readTree("{\"name\": \"江苏省\", \"kind\": \"province_authority\"}");
        UUID province = node.records
                .create(node.register("organisation"), values, null, node.operator())
                .id();
        Actor admin = TestNode.actor("org_admin", province);
        ImportOptions options =
                new ImportOptions(ImportOptions.Mode.GOOD_ROWS, false, "institutions.xlsx", Map.of("主管部门", "parent"));

        ImportState state =
                node.imports.run(node.register("organisation"), workbook(folder), options, admin, Progress.UNSEEN);

        assertThat(state.stage()).isEqualTo(ImportState.Stage.DONE);
        assertThat(state.file().encoding()).isEqualTo("XLSX");
        assertThat(state.total()).isEqualTo(2631);
        assertThat(state.counts().created()).isEqualTo(105);
        assertThat(state.counts().faulty()).isEqualTo(2631 - 105);
        assertThat(node.sql("select count(*) from data.organisation where parent is distinct from '" + province + "'"))
                .isEqualTo("1");

        Messages messages = new Messages();
        Messages.LANGUAGES.forEach(
                language -> messages.include(language, node.model.texts().in(language)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FaultWorkbook(node.reports, messages, "zh-CN").write(state, node.reports.keptRows(state), out);
        List<Row> rows;
        try (ReadableWorkbook back = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            rows = back.getFirstSheet().read();
        }
        assertThat(rows).hasSize(1 + 2631 - 105);
        assertThat(rows.get(1).getCellText(1)).isNotBlank();

        // One row mended goes in; nothing else has to come along
        Path mended = folder.resolve("mended.xlsx");
        try (OutputStream file = Files.newOutputStream(mended);
                Workbook book = new Workbook(file, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("改正");
            for (int i = 0; i < rows.getFirst().getCellCount(); i++) {
                sheet.value(0, i, rows.getFirst().getCellText(i));
                sheet.value(
                        1,
                        i,
                        rows.getFirst().getCellText(i).equals("主管部门")
                                ? "江苏省"
                                : rows.get(1).getCellText(i));
            }
        }
        ImportState again = node.imports.run(node.register("organisation"), mended, options, admin, Progress.UNSEEN);
        assertThat(again.counts().created()).isEqualTo(1);
    }

    /** As LibreOffice saves it, where that is installed. */
    @SuppressWarnings("SystemOut") // the log of a test run says what was not tested
    private static Path workbook(Path folder) throws IOException, InterruptedException {
        Path csv = Files.copy(LIST, folder.resolve("institutions.csv"));
        try {
            Process office = new ProcessBuilder(
                            "soffice",
                            "-env:UserInstallation=" + folder.resolve("office").toUri(),
                            "--headless",
                            "--convert-to",
                            "xlsx:Calc MS Excel 2007 XML",
                            "--infilter=CSV:44,34,76,1",
                            "--outdir",
                            folder.toString(),
                            csv.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("office.log").toFile())
                    .start();
            assertThat(office.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return folder.resolve("institutions.xlsx");
        } catch (IOException missing) {
            System.out.println("NOT TESTED: a workbook as LibreOffice saves it, which is not installed; ours is taken");
        }
        Path file = folder.resolve("institutions.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("名单");
            List<String> lines = Files.readAllLines(csv);
            for (int line = 0; line < lines.size(); line++) {
                String[] cells = lines.get(line).split(",", -1);
                for (int i = 0; i < cells.length; i++) {
                    sheet.value(line, i, cells[i]);
                }
            }
        }
        return file;
    }
}
