package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.imports.ImportState.Counts;
import org.shuyuan.register.imports.ImportState.Stage;

/** Files as they should not be: each is refused or taken with a clear word, and nothing breaks. */
class BadFilesTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private static TestNode node;
    private static Table table;
    private static Actor head;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = TestNode.start(folder, TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
        table = new Table(node, folder);
        head = node.operator();
    }

    private static ImportState bringIn(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return table.bringIn("shelf", all.toByteArray(), Table.options(false, true), head, Progress.UNSEEN);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(ImportState state, String... told) {
        assertThat(table.told(state)).containsExactly(told);
        assertThat(state.stage()).isEqualTo(Stage.REFUSED);
        assertThat(java.util.Objects.requireNonNull(state.problem()).code()).isEqualTo("file_refused");
    }

    @Test
    void shouldRefuseAFileWithoutRows() {
        assertRefused(bringIn(utf8("")), "1 empty_file");
        assertRefused(bringIn(utf8("\n\n , \n")), "1 empty_file");
        assertRefused(bringIn(utf8("code,name\n")), "1 no_rows");
        assertRefused(bringIn(utf8("code,name\n,\n\n")), "1 no_rows");
    }

    @Test
    void shouldTakeByteOrderMarks() {
        ImportState utf8 = bringIn(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, utf8("架号,书架名称\nA1,甲\n"));
        assertThat(utf8.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
        assertThat(utf8.file().bom()).isTrue();
        ImportState utf16 = bringIn(
                new byte[] {(byte) 0xFF, (byte) 0xFE}, "架号\t书架名称\r\nA1\t甲\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(utf16.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
        assertThat(utf16.file().encoding()).isEqualTo("UTF-16LE");
        assertThat(utf16.file().delimiter()).isEqualTo("\t");
        ImportState big = bringIn("\uFEFF架号;书架名称\nA1;甲\n".getBytes(StandardCharsets.UTF_16BE));
        assertThat(big.file().encoding()).isEqualTo("UTF-16BE");
        assertThat(big.file().delimiter()).isEqualTo(";");
        assertRefused(bringIn("架号,书架名称\nA1,甲\n".getBytes(StandardCharsets.UTF_16LE)), "1 unknown_encoding");
    }

    @Test
    void shouldNameTheLineWhereAnotherEncodingBegins() {
        String chinese = "架号,书架名称\nA1,甲乙丙丁馆\nA2,中文书架名称很长的一个例子用来说明编码\n";
        assertRefused(bringIn(utf8(chinese), "A3,混合编码\n".getBytes(GB18030)), "4 mixed_encodings");
        assertRefused(bringIn(chinese.getBytes(GB18030), utf8("A3,混合编码\n")), "4 mixed_encodings");
        assertRefused(
                bringIn(chinese.getBytes(GB18030), new byte[] {'A', ',', (byte) 0xFF, '\n'}), "4 mixed_encodings");
        assertThat(bringIn(chinese.getBytes(GB18030)).counts().created()).isEqualTo(2);
    }

    @Test
    void shouldRefuseHeadersThatDoNotTellColumnsApart() {
        assertRefused(bringIn(utf8("甲,乙\n1,2\n")), "1 no_header_known");
        assertRefused(bringIn(utf8("code,name,CODE\n1,2,3\n")), "1 duplicate_header");
        assertRefused(bringIn(utf8("\ncode,name,架 号\n1,2,3\n")), "2 two_headers");
        assertRefused(bringIn(utf8("name,opened\n1,\n")), "1 no_identity_column");
    }

    @Test
    void shouldMatchHeadersByIdLabelElementAndAlias() {
        ImportState state =
                table.bringIn("book", "Ｔｉｔｌｅ*, 书 号 ,book.price,备注,Sticker\n甲,9780140434088,3,x,red\n", head);
        assertThat(state.file().columns())
                .extracting(ImportState.Named::field)
                .containsExactly("title", "isbn", "price", null, "colour");
    }

    @Test
    void shouldSayWhereAQuoteIsNotClosed() {
        assertRefused(bringIn(utf8("code,name\nA1,甲\nA2,\"乙\nA3,丙\n")), "3 broken_quote");
        assertRefused(bringIn(utf8("code,name\nA1,甲\nA2,\"乙\"x\nA3,丙\n")), "3 broken_quote");
        assertThat(table.told(bringIn(utf8("code,name\nA1,甲\nA2,\"" + "乙\n".repeat(9_000_000)))))
                .containsExactly("3 cell_without_end");
    }

    @Test
    void shouldSayWhereThereAreTooManyColumns() {
        assertRefused(bringIn(utf8("code,name" + ",列".repeat(999) + "\n")), "1 too_many_columns");
        assertRefused(bringIn(utf8("code,name\nA1,甲\nA2" + ",乙".repeat(100_000) + "\n")), "3 too_many_columns");
    }

    @Test
    void shouldFaultTheRowsThatAreWrongAndTakeTheOthers() {
        ImportState state = bringIn(utf8("code,name,parent\nA1,甲\nA2,乙,,\nA3,丙,,x\nA4,\"" + "长".repeat(5_000_000)
                + "\",\nA5,戊\0,\nA6,己,\0\n\nA7,\"庚\n馆\",\n"));
        assertThat(table.told(state).stream().map(told -> told.replaceAll("长+…?", "长")))
                .containsExactly(
                        "2 too_few_cells",
                        "4 too_many_cells",
                        "5 cell_too_long name 长",
                        "6 nul name 戊␀",
                        "7 nul parent ␀");
        assertThat(state.counts()).isEqualTo(new Counts(2, 0, 0, 5, 0));
    }

    @Test
    void shouldKeepAnEndlessNumberOfFaultsFromFillingTheMemory() {
        ImportState state = bringIn(utf8("code,name\n" + "A1\n".repeat(30_000)));
        assertThat(state.counts().faulty()).isEqualTo(30_000);
        assertThat(node.reports.faults(state, null, 10)).hasSize(10);
    }

    @Test
    void shouldTakeSqlForText() {
        ImportState state =
                table.bringIn("shelf", "code,name,parent\n';drop--,\"'); drop table data.shelf; --\",$1 ?\n", head);
        assertThat(table.told(state)).containsExactly("2 unknown_reference parent $1 ?");
        assertThat(table.bringIn("shelf", "code,name\n';drop--,\"'); drop table data.shelf; --\"\n", head)
                        .counts()
                        .created())
                .isEqualTo(1);
    }

    @Test
    void shouldJoinChineseWordsThatASpreadsheetBroke() {
        table.bringIn("shelf", "code,name\nB1,\"大理白族\n自治州\"\nB2,大理白族\\n自治州\nB3,\"two\nlines\"\nB4,C:\\new\n", head);
        assertThat(table.ask("select name from data.shelf where code like 'B_' order by code"))
                .containsExactly("大理白族自治州", "大理白族自治州", "two lines", "C:\\new");
    }

    @Test
    void shouldReadTheDaysThatSpreadsheetsWrite() {
        ImportState state = table.bringIn(
                "shelf",
                "code,name,opened\nD1,a,2020/9/1\nD2,b,2020年9月1日\nD3,c,20200901\nD4,d,2020.9.1\nD5,e,2020-02-30\nD6,f,+20200-01-01\n",
                head);
        assertThat(table.told(state)).containsExactly("6 not_date opened 2020-02-30", "7 not_date opened +20200-01-01");
        assertThat(node.sql("select count(*) from data.shelf where opened = '2020-09-01'"))
                .isEqualTo("4");
    }
}
