package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.imports.ImportState.Counts;
import org.shuyuan.register.imports.ImportState.Stage;

/** Workbooks as people have them, and as they should not be. */
class XlsxImportTest {

    private static TestNode node;
    private static Table table;
    private static Actor head;
    private static Messages messages;
    private static Path folder;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        node = TestNode.start(folder, TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
        table = new Table(node, folder);
        head = node.operator();
        messages = new Messages();
        Messages.LANGUAGES.forEach(
                language -> messages.include(language, node.model.texts().in(language)));
    }

    private static byte[] workbook(Consumer<Workbook> fill) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            fill.accept(workbook);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] sheet(Consumer<Worksheet> fill) {
        return workbook(book -> fill.accept(book.newWorksheet("表")));
    }

    private static void texts(Worksheet sheet, int row, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            sheet.value(row, i, cells[i]);
        }
    }

    private static ImportState dry(byte[] workbook) {
        return table.bringIn("shelf", workbook, Table.options(false, true), head, Progress.UNSEEN);
    }

    private static void assertRefused(byte[] workbook, String... told) {
        ImportState state = dry(workbook);
        assertThat(table.told(state)).containsExactly(told);
        assertThat(state.stage()).isEqualTo(Stage.REFUSED);
    }

    /** The parts of a workbook, with one put in the place of another or beside them. */
    private static byte[] with(byte[] workbook, String part, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path file = Files.write(folder.resolve("parts.zip"), workbook);
        try (ZipOutputStream zip = new ZipOutputStream(out);
                ZipFile in = new ZipFile(file.toFile())) {
            for (ZipEntry entry : in.stream().map(ZipEntry.class::cast).toList()) {
                if (!entry.getName().equals(part)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    in.getInputStream(entry).transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry(part));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] good() {
        return sheet(sheet -> {
            texts(sheet, 0, "架号", "书架名称");
            texts(sheet, 1, "X1", "甲");
        });
    }

    @Test
    void shouldTakeDaysAsSerialsAndAsTextsUnderATitle() {
        byte[] workbook = sheet(sheet -> {
            sheet.value(0, 0, "书架一览表");
            sheet.range(0, 0, 0, 2).merge();
            texts(sheet, 1, "架号", "书架名称", "启用日期");
            texts(sheet, 2, "X1", "甲");
            sheet.value(2, 2, LocalDate.of(2024, 2, 29));
            sheet.style(2, 2).format("yyyy/m/d").set();
            texts(sheet, 3, "X2", "乙", "2024年9月1日");
            texts(sheet, 5, "X3", "丙");
        });
        ImportState state = table.bringIn("shelf", workbook, Table.options(false, false), head, Progress.UNSEEN);
        assertThat(table.told(state)).isEmpty();
        assertThat(state.counts()).isEqualTo(new Counts(3, 0, 0, 0, 0));
        assertThat(state.file().encoding()).isEqualTo("XLSX");
        assertThat(state.file().delimiter()).isEqualTo("表");
        assertThat(
                        table.ask(
                                "select code || ' ' || coalesce(opened::text, '') from data.shelf where code like 'X%' order by 1"))
                .containsExactly("X1 2024-02-29", "X2 2024-09-01", "X3 ");
    }

    @Test
    void shouldReadNumbersAsTheyWereMeant() {
        byte[] workbook = sheet(sheet -> {
            texts(sheet, 0, "架号", "书架名称");
            sheet.value(1, 0, 1001);
            sheet.value(1, 1, 0.1 + 0.2);
            sheet.value(2, 0, "Y2");
            sheet.value(2, 1, 3.21102199001011E17);
        });
        ImportState state = table.bringIn("shelf", workbook, Table.options(false, false), head, Progress.UNSEEN);
        assertThat(table.told(state)).singleElement().asString().startsWith("3 digits_lost name");
        assertThat(table.ask("select code || ' ' || name from data.shelf where code = '1001'"))
                .containsExactly("1001 0.3");
    }

    @Test
    void shouldRefuseWhatIsNotOnePlainTable() throws IOException {
        assertRefused(
                workbook(book -> {
                    texts(book.newWorksheet("一"), 0, "架号", "书架名称");
                    texts(book.newWorksheet("二"), 0, "架号", "备注");
                }),
                "1 several_sheets");
        assertRefused(
                sheet(sheet -> {
                    texts(sheet, 0, "架号", "书架名称");
                    texts(sheet, 1, "X1", "甲");
                    sheet.range(1, 1, 3, 1).merge();
                }),
                "1 merged_cells");
        assertRefused(with(good(), "xl/vbaProject.bin", new byte[] {1}), "1 macros");
        assertRefused(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1},
                "1 old_workbook");
        assertRefused(java.util.Arrays.copyOf(good(), 300), "1 broken_workbook");
        assertRefused(
                with(
                        good(),
                        "xl/workbook.xml",
                        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><workbook/>"
                                .getBytes(StandardCharsets.UTF_8)),
                "1 broken_workbook");
    }

    @Test
    void shouldReadOnWhereTheNextSheetBeginsLikeTheFirst() {
        byte[] two = workbook(book -> {
            for (int number = 1; number <= 2; number++) {
                Worksheet sheet = book.newWorksheet("书架 " + number);
                texts(sheet, 0, "全校书架一览");
                texts(sheet, 1, "架号", "书架名称");
                texts(sheet, 2, "M" + number, "甲");
                texts(sheet, 3, "", "没有架号 " + number);
            }
        });
        ImportState state = dry(two);
        assertThat(state.file().delimiter()).isEqualTo("书架 1、书架 2");
        assertThat(state.total()).isEqualTo(4);
        assertThat(state.counts().created()).isEqualTo(2);
        assertThat(node.reports.faults(state, null, 10))
                .extracting(ImportReports.Fault::line)
                .containsExactly(4L, 8L);
    }

    @Test
    void shouldIgnoreHiddenSheets() {
        ImportState state = dry(workbook(book -> {
            Worksheet shown = book.newWorksheet("一");
            texts(shown, 0, "架号", "书架名称");
            texts(shown, 1, "H1", "甲");
            Worksheet hidden = book.newWorksheet("二");
            texts(hidden, 0, "架号", "书架名称");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
        }));
        assertThat(state.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    }

    @Test
    void shouldRefuseABombBeforeItFillsTheMemory() throws IOException {
        byte[] spaces = new byte[200 << 20];
        java.util.Arrays.fill(spaces, (byte) ' ');
        assertRefused(with(good(), "xl/sharedStrings.xml", spaces), "1 broken_workbook");
        byte[] tags = ("<sst>" + "<a/>".repeat(50 << 20)).getBytes(StandardCharsets.US_ASCII);
        assertRefused(with(good(), "xl/sharedStrings.xml", tags), "1 workbook_too_large");
    }

    @Test
    void shouldGiveBackTheBadRowsWhichGoInOnceMended() throws IOException {
        byte[] workbook = sheet(sheet -> {
            texts(sheet, 0, "架号", "书架名称", "启用日期", "备注");
            texts(sheet, 1, "M1", "甲", "2024-09-01", "好");
            texts(sheet, 2, "M2", "乙", "昨天", "=1+1");
            texts(sheet, 3, "M3", "", "2024-02-30", "x");
        });
        ImportState state = table.bringIn("shelf", workbook, Table.options(false, false), head, Progress.UNSEEN);
        assertThat(state.counts()).isEqualTo(new Counts(1, 0, 0, 2, 0));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FaultWorkbook(node.reports, messages, "zh-CN").write(state, node.reports.keptRows(state), out);
        List<List<String>> rows = rows(out.toByteArray());
        assertThat(rows.getFirst()).containsExactly("导入行号", "错误原因", "架号", "书架名称", "启用日期", "备注");
        assertThat(rows.get(1).getFirst()).isEqualTo("3");
        assertThat(rows.get(1).get(1)).contains("启用日期", "昨天");
        assertThat(rows.get(1).subList(2, 6)).containsExactly("M2", "乙", "昨天", "'=1+1");
        assertThat(rows.get(2).get(1)).contains("\n"); // two reasons

        byte[] mended = sheet(sheet -> {
            texts(sheet, 0, rows.getFirst().toArray(String[]::new));
            texts(sheet, 1, "3", "…", "M2", "乙", "2024-09-02", "=1+1");
            texts(sheet, 2, "4", "…", "M3", "丙", "2024-02-29", "x");
        });
        ImportState again = table.bringIn("shelf", mended, Table.options(false, false), head, Progress.UNSEEN);
        assertThat(table.told(again)).isEmpty();
        assertThat(again.counts()).isEqualTo(new Counts(2, 0, 0, 0, 0));
    }

    private static List<List<String>> rows(byte[] workbook) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            for (Row row : book.getFirstSheet().read()) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.getCellCount(); i++) {
                    cells.add(row.getCellText(i));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    @Test
    void shouldKeepBadRowsSealedAndResealThem() {
        ImportState state = table.bringIn("shelf", "code,name,opened\nS1,甲,nie\n", head);
        assertThat(state.counts().faulty()).isEqualTo(1);
        String sealed =
                node.sql("select encode(cells, 'escape') from register.import_row where import = '" + state.id() + "'");
        assertThat(sealed).isNotNull().doesNotContain("S1", "nie");
        node.vault.rotate();
        new org.shuyuan.register.schema.Resealing(node.database, node.vault).run((name, count) -> {});
        assertThat(node.sql(
                        "select encode(cells, 'escape') from register.import_row where import = '" + state.id() + "'"))
                .isNotEqualTo(sealed);
        assertThat(node.reports.keptRows(state).after(-1, 10))
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).containsExactly("S1", "甲", "nie"));
    }

    @Test
    void shouldRememberWhatWasSaidOfAHeader(@TempDir Path folder) throws IOException {
        ImportOptions told = new ImportOptions(
                ImportOptions.Mode.GOOD_ROWS, true, null, Map.of("bezeichnung", "name", "opened", ""));
        byte[] file = "code,Bezeichnung,opened\nR1,甲,nie\n".getBytes(StandardCharsets.UTF_8);
        ImportState first = table.bringIn("shelf", file, told, head, Progress.UNSEEN);
        assertThat(table.told(first)).isEmpty();
        assertThat(first.file().columns()).extracting(ImportState.Named::field).containsExactly("code", "name", null);
        ImportState second = table.bringIn("shelf", file, Table.options(false, true), head, Progress.UNSEEN);
        assertThat(first.file().columns())
                .extracting(ImportState.Named::source)
                .containsExactly(ImportState.Source.NAME, ImportState.Source.TOLD, ImportState.Source.TOLD);
        assertThat(second.file().columns()).extracting(ImportState.Named::field).containsExactly("code", "name", null);
        assertThat(second.file().columns())
                .extracting(ImportState.Named::source)
                .containsExactly(ImportState.Source.NAME, ImportState.Source.MEMORY, ImportState.Source.MEMORY);
        // Another account has said nothing
        ImportState other = table.bringIn("shelf", file, Table.options(false, true), node.operator(), Progress.UNSEEN);
        assertThat(other.file()).isNotEqualTo(first.file());

        Path path = Files.write(folder.resolve("x"), file);
        Preview preview = node.previews.of(
                node.register("shelf"), path, new ImportOptions(ImportOptions.Mode.GOOD_ROWS, true, null), head);
        assertThat(preview.read()).isEqualTo(second.file());
        assertThat(preview.rows()).containsExactly(List.of("R1", "甲", "nie"));
        ImportOptions wrong =
                new ImportOptions(ImportOptions.Mode.GOOD_ROWS, true, null, Map.of("bezeichnung", "nowhere"));
        ImportState refused = table.bringIn("shelf", file, wrong, head, Progress.UNSEEN);
        assertThat(Objects.requireNonNull(refused.problem()).code()).isEqualTo("import_parameter");
    }

    @Test
    void shouldTakeUpWhatAKilledNodeLeft(@TempDir Path directory) throws Exception {
        var id = Ids.next();
        Files.write(directory.resolve(id + ".file"), "code,name\nK1,甲\n".getBytes(StandardCharsets.UTF_8));
        node.sql("insert into register.import (id, register, account, name, at, mode, dry_run, state) values ('" + id
                + "', 'shelf', '" + head.account() + "', 'li', now(), 'good_rows', false, 'checking')");
        Imports next = new Imports(
                node.database, node.model, node.vault, java.time.Clock.systemUTC(), new ImportSettings(directory));
        assertThat(next.recover(
                        false, account -> account.equals(head.account()) ? Optional.of(head) : Optional.empty()))
                .isEqualTo(1);
        String state = "";
        for (int i = 0; i < 400 && !state.equals("done"); i++) {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(25);
            state = String.valueOf(node.sql("select state from register.import where id = '" + id + "'"));
        }
        assertThat(state).isEqualTo("done");
        assertThat(table.ask("select name from data.shelf where code = 'K1'")).containsExactly("甲");
    }

    /** As in a database that was restored: files of imports are not in a backup. */
    @Test
    void shouldEndWhatHasNoFileAnywhere(@TempDir Path directory) {
        var id = Ids.next();
        node.sql("insert into register.import (id, register, account, name, at, mode, dry_run, state) values ('" + id
                + "', 'shelf', '" + head.account() + "', 'li', now(), 'good_rows', false, 'writing')");
        Imports next = new Imports(
                node.database, node.model, node.vault, java.time.Clock.systemUTC(), new ImportSettings(directory));
        next.recover(false, account -> Optional.of(head));
        assertThat(node.sql("select state from register.import where id = '" + id + "'"))
                .isEqualTo("writing");
        next.recover(true, account -> Optional.of(head));
        assertThat(node.sql("select state from register.import where id = '" + id + "'"))
                .isEqualTo("failed");
    }

    @Test
    void shouldNotTakeAMaskedValueForTheValue() {
        ImportState state = table.bringIn("reader", "card_number,name,phone\nC900,甲,138*****12\n", head);
        assertThat(table.told(state)).contains("2 masked_value phone");
    }

    @Test
    void shouldNotTakeUpWhatBroughtTheNodeDownThreeTimes(@TempDir Path directory) throws Exception {
        var id = Ids.next();
        Files.write(directory.resolve(id + ".file"), "code,name\nK2,甲\n".getBytes(StandardCharsets.UTF_8));
        node.sql(
                "insert into register.import (id, register, account, name, at, mode, dry_run, state, attempts) values ('"
                        + id + "', 'shelf', '" + head.account() + "', 'li', now(), 'good_rows', false, 'checking', 3)");
        Imports next = new Imports(
                node.database, node.model, node.vault, java.time.Clock.systemUTC(), new ImportSettings(directory));
        next.recover(false, account -> Optional.of(head));
        assertThat(node.sql("select state from register.import where id = '" + id + "'"))
                .isEqualTo("failed");
        assertThat(Files.list(directory)).isEmpty();
    }

    @Test
    void shouldDeleteKeptRowsAfterAMonth() throws Exception {
        ImportState state = table.bringIn("shelf", "code,name,opened\nD1,甲,nie\n", head);
        node.database.read(
                connection -> KeptRows.forgetOld(connection, state.at().plus(Duration.ofDays(29))));
        assertThat(node.reports.keptRows(state).after(-1, 10)).hasSize(1);
        node.database.read(
                connection -> KeptRows.forgetOld(connection, state.at().plus(Duration.ofDays(31))));
        assertThat(node.reports.keptRows(state).after(-1, 10)).isEmpty();
    }

    @Test
    void shouldGiveBadRowsBackToNobodyElse() {
        Actor clerk = TestNode.actor("librarian", null);
        ImportState state = table.bringIn("shelf", "code,name,opened\nO1,甲,nie\n", clerk);
        assertThat(node.reports
                        .findOwn(node.register("shelf"), state.id(), clerk)
                        .id())
                .isEqualTo(state.id());
        assertThat(node.reports.find(node.register("shelf"), state.id(), head).id())
                .isEqualTo(state.id());
        assertThatThrownBy(() -> node.reports.findOwn(node.register("shelf"), state.id(), head))
                .isInstanceOf(Problem.class);
    }

    @Test
    void shouldTellColumnsThatAreNotKnownAndKeepNothingOfAPreview(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("x"), "编目,架名\nR1,甲\n");
        Preview preview = node.previews.of(node.register("shelf"), path, Table.options(false, true), head);
        assertThat(preview.read().columns())
                .extracting(ImportState.Named::header)
                .containsExactly("编目", "架名");
        assertThat(preview.rows()).containsExactly(List.of("R1", "甲"));
        assertThat(preview.faults()).extracting(fault -> fault.fault().code()).containsExactly("no_header_known");
        ImportOptions told =
                new ImportOptions(ImportOptions.Mode.GOOD_ROWS, true, null, Map.of("编目", "code", "架名", "name"));
        assertThat(node.previews.of(node.register("shelf"), path, told, head).faults())
                .isEmpty();
        assertThat(node.previews
                        .of(node.register("shelf"), path, Table.options(false, true), head)
                        .faults())
                .hasSize(1);
    }

    /** The import waits for the register, which another has for itself; so the stop comes in its middle. */
    @Test
    void shouldBeginAgainWhatAnOrderlyStopInterrupts(@TempDir Path directory) throws Exception {
        Imports stopped = new Imports(
                node.database, node.model, node.vault, java.time.Clock.systemUTC(), new ImportSettings(directory));
        var id = Ids.next();
        String state = "select state || (total is not null) from register.import where id = '" + id + "'";
        try (var connection = node.connections.getConnection();
                var lock = connection.createStatement()) {
            lock.execute("select pg_advisory_lock(hashtextextended('import shelf', 0))");
            Files.writeString(new ImportSettings(directory).files().newFile(id), "code,name\nG1,甲\n");
            stopped.start(node.register("shelf"), id, Table.options(false, false), head);
            while (!"checkingtrue".equals(node.sql(state))) {
                Thread.onSpinWait();
            }
            stopped.close();
            lock.execute("select pg_advisory_unlock_all()");
        }
        assertThat(node.sql(state)).isEqualTo("checkingtrue");
        assertThat(Files.list(directory)).hasSize(1);
        Imports next = new Imports(
                node.database, node.model, node.vault, java.time.Clock.systemUTC(), new ImportSettings(directory));
        next.recover(false, account -> Optional.of(head));
        while (!"donetrue".equals(node.sql(state))) {
            assertThat(node.sql(state)).doesNotStartWith("failed");
        }
        assertThat(table.ask("select name from data.shelf where code = 'G1'")).containsExactly("甲");
    }
}
