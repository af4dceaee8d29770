package org.shuyuan.register.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.register.record.FaultCode;
import org.shuyuan.register.table.NumberFormats.Shown;
import org.shuyuan.register.table.TableFile.Row;

/** Workbooks as programs and enemies write them. */
class XlsxTableTest {

    @TempDir
    private Path folder;

    private List<Row> read(Parts parts) {
        return read(parts.bytes());
    }

    private List<Row> read(byte[] bytes) {
        try {
            Path file = Files.write(folder.resolve("table"), bytes);
            List<Row> all = new ArrayList<>();
            try (TableFile table = TableFile.of(file, header -> true);
                    TableFile.Rows rows = table.open()) {
                for (Row row = rows.next(); row != null; row = rows.next()) {
                    all.add(row);
                }
                rows.finish(1);
            }
            return all;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private List<String> cells(Parts parts) {
        return read(parts).getFirst().texts();
    }

    private void assertRefused(byte[] bytes, TableFault fault) {
        FileRefused refused = catchThrowableOfType(FileRefused.class, () -> read(bytes));
        assertThat(refused).as(fault.code()).isNotNull();
        assertThat(refused.faults().getFirst().fault().code()).isEqualTo(fault.code());
    }

    private void assertRefused(Parts parts, TableFault fault) {
        assertRefused(parts.bytes(), fault);
    }

    @Test
    void shouldReadTextsHoweverTheyAreKept() {
        Parts parts = new Parts()
                .shared(
                        "<t>共享</t>",
                        "<r><t>富</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 文本</t></r>"
                                + "<rPh sb='0' eb='1'><t>fù</t></rPh>",
                        "<t>a_x000D_b_x005F_x0041_</t>")
                .sheet(
                        "<row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s'><v>1</v></c><c r='D3' t='inlineStr'><is><t>内联</t>"
                                + "</is></c><c r='E3' t='str'><f>A1&amp;B1</f><v>公式</v></c><c r='F3' t='s'><v>2</v></c></row>"
                                + "<row r='7'><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='d'><v>2026-09-01</v></c></row>");
        List<Row> rows = read(parts);
        assertThat(rows.getFirst())
                .isEqualTo(new Row(3, List.of("共享", "富 文本", "", "内联", "公式", "a\rb_x0041_"), Map.of()));
        assertThat(rows.getLast()).isEqualTo(new Row(7, List.of("true", "false", "2026-09-01", "", "", ""), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1",
        "0.5, 0.5",
        "3.1400000000000001, 3.14",
        "0.30000000000000004, 0.3",
        "1E+3, 1000",
        "1.5E-5, 0.000015",
        "-7, -7",
        "123456789012345, 123456789012345",
        "-0, 0",
        "1.0E15, 1000000000000000",
        "0.0, 0"
    })
    void shouldWriteNumbersWithoutExponentsOrEmptyFractions(String raw, String text) {
        assertThat(cells(new Parts().sheet("<row><c><v>" + raw + "</v></c></row>")))
                .containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource({
        "14, 46266, 0, 2026-09-01",
        "14, 44804, 1, 2026-09-01",
        "14, 44804, true, 2026-09-01",
        "14, 46266, false, 2026-09-01",
        "14, 1, 0, 1900-01-01",
        "14, 59, 0, 1900-02-28",
        "14, 60, 0, 1900-02-29",
        "14, 61, 0, 1900-03-01",
        "14, 0, 0, 1900-01-00",
        "31, 46266, 0, 2026-09-01",
        "yyyy\"年\"m\"月\"d\"日\", 46266.4, 0, 2026-09-01",
        "22, 46266.354166666664, 0, 2026-09-01T08:30",
        "22, 46266, 0, 2026-09-01",
        "20, 0.354166666666667, 0, 08:30",
        "[h]:mm:ss, 0.5, 0, 12:00",
        "[$-804]yyyy/m/d;@, 46266, 0, 2026-09-01",
        "14, 2958466, 0, 2958466",
        "14, -1, 0, -1",
        "0.00, 46266, 0, 46266",
        "\"days\"0, 3, 0, 3",
        "[Red]0, 3, 0, 3",
        "General, 3, 0, 3",
        "m月, 46266, 0, 2026-09-01",
        "20, 0.99999999, 0, 23:59:59"
    })
    void shouldReadDaysAndTimesByTheirFormat(String format, String raw, String flag, String text) {
        String escaped = format.replace("\"", "&quot;");
        Parts parts = new Parts().styles(escaped).from1904(flag).sheet("<row><c s='1'><v>" + raw + "</v></c></row>");
        assertThat(cells(parts)).containsExactly(text);
    }

    @Test
    void shouldMarkCellsThatDoNotSayWhatWasMeant() {
        Row row = read(new Parts()
                        .sheet(
                                "<row><c t='e'><f>A9</f><v>#REF!</v></c><c><v>1.1010819900101001E+17</v></c><c><f>1+1</f></c>"
                                        + "<c><f>1+1</f><v>2</v></c><c t='str'><f>\"\"</f><v></v></c><c><v>110108199001010010</v></c></row>"))
                .getFirst();
        assertThat(row.texts()).containsExactly("#REF!", "110108199001010000", "", "2", "", "110108199001010000");
        Map<Integer, FaultCode> codes = new TreeMap<>();
        row.flaws().forEach((place, flaw) -> codes.put(place, flaw.code()));
        assertThat(codes)
                .isEqualTo(Map.of(
                        0,
                        TableFault.CELL_ERROR,
                        1,
                        TableFault.DIGITS_LOST,
                        2,
                        TableFault.NOT_CALCULATED,
                        5,
                        TableFault.DIGITS_LOST));
    }

    @Test
    void shouldReadTheOneVisibleSheetWithContent() throws IOException {
        Parts parts = new Parts()
                .sheet("空", "visible", "<row><c s='0'/></row>", "")
                .sheet("藏", "hidden", Parts.row("x"), "")
                .sheet("深藏", "veryHidden", Parts.row("x"), "")
                .sheet("数据", "visible", Parts.row("架号"), "");
        Path file = Files.write(folder.resolve("sheets"), parts.bytes());
        try (TableFile table = TableFile.of(file, header -> true)) {
            assertThat(table.form()).isEqualTo(new TableFile.Form("XLSX", false, "数据", List.of("藏", "深藏")));
        }
        assertThat(cells(parts)).containsExactly("架号");
        assertRefused(parts.sheet("多", "visible", Parts.row("y"), ""), TableFault.SEVERAL_SHEETS);
        assertThat(read(new Parts().sheet(""))).isEmpty();
    }

    @Test
    void shouldRefuseMergedCellsBelowTheHeader() throws IOException {
        String rows = Parts.row("标题") + Parts.row("架号", "名称") + Parts.row("A1", "甲");
        byte[] title = new Parts()
                .sheet("s", "visible", rows, "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>")
                .bytes();
        Path file = Files.write(folder.resolve("merged"), title);
        try (TableFile table = TableFile.of(file, header -> true);
                TableFile.Rows all = table.open()) {
            all.finish(2);
        }
        assertRefused(
                new Parts().sheet("s", "visible", rows, "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>"),
                TableFault.MERGED_CELLS);
    }

    @Test
    void shouldRefuseWhatIsNoPlainWorkbook() {
        assertRefused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2}, TableFault.OLD_WORKBOOK);
        assertRefused(new Parts().sheet(Parts.row("a")).with("xl/vbaProject.bin", "x"), TableFault.MACROS);
        assertRefused(
                new Parts()
                        .sheet(Parts.row("a"))
                        .with(
                                "[Content_Types].xml",
                                "<Types><Override PartName='/xl/workbook.xml' ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"),
                TableFault.MACROS);
        assertRefused(
                new Parts().sheet(Parts.row("a")).with("xl/externalLinks/externalLink1.xml", "<x/>"),
                TableFault.WORKBOOK_LINKS);
        assertRefused(new Parts().sheet("").without("[Content_Types].xml"), TableFault.NO_WORKBOOK);
        assertRefused(new Parts().sheet("").without("_rels/.rels"), TableFault.NO_WORKBOOK);
        assertRefused("PK\u0003\u0004 nothing".getBytes(StandardCharsets.ISO_8859_1), TableFault.BROKEN_WORKBOOK);
        byte[] whole = new Parts().sheet(Parts.row("a")).bytes();
        assertRefused(java.util.Arrays.copyOf(whole, whole.length - 30), TableFault.BROKEN_WORKBOOK);
    }

    @Test
    void shouldRefuseAWebPageThatIsCalledAWorkbook() throws IOException {
        for (String page : List.of(
                "<html><table>", "\uFEFF\n <!DOCTYPE html>", "<TABLE border=1>", "<?xml version='1.0'?><Workbook>")) {
            assertRefused(page.getBytes(StandardCharsets.UTF_8), TableFault.WEB_PAGE);
        }
        Path file = Files.writeString(folder.resolve("csv"), "<tableware>,b\n1,2\n");
        TableFile.of(file, header -> true).close();
    }

    @Test
    void shouldRefuseXmlThatIsMeantToHarm() {
        String doctype = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'>]><worksheet><sheetData>" + Parts.row("&a;")
                + "</sheetData></worksheet>";
        assertRefused(new Parts().sheet("").with("xl/worksheets/sheet1.xml", doctype), TableFault.BROKEN_WORKBOOK);
        assertRefused(
                new Parts().sheet("").with("xl/worksheets/sheet1.xml", "<!-- <x> -->" + doctype),
                TableFault.BROKEN_WORKBOOK);
        assertRefused(
                new Parts()
                        .sheet("")
                        .with("xl/worksheets/sheet1.xml", "<?xml version='1.0' encoding='UTF-7'?>" + "<worksheet/>"),
                TableFault.BROKEN_WORKBOOK);
        assertThat(cells(new Parts()
                        .sheet("<!-- <c/> --><row><c t='inlineStr'><is><t><![CDATA[<a>&]]></t></is></c></row>")))
                .containsExactly("<a>&");
        assertRefused(new Parts().sheet("<row><c t='s'><v>2147483647</v></c></row>"), TableFault.BROKEN_WORKBOOK);
        assertRefused(new Parts().sheet("<row><c r='ZZZZZZ1'><v>1</v></c></row>"), TableFault.BROKEN_WORKBOOK);
        assertRefused(
                new Parts().sheet("<row><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>"),
                TableFault.BROKEN_WORKBOOK);
        assertRefused(new Parts().sheet("<row r='2'/><row r='1'/>"), TableFault.BROKEN_WORKBOOK);
        assertRefused(new Parts().sheet("<row><c><v>1E999999999</v></c></row>"), TableFault.BROKEN_WORKBOOK);
        assertRefused(new Parts().sheet("<row><c><v>one</v></c></row>"), TableFault.BROKEN_WORKBOOK);
        assertRefused(new Parts().sheet("<row><c t='zzz'><v>1</v></c></row>"), TableFault.BROKEN_WORKBOOK);
        assertRefused(new Parts().sheet("<row><c><v>1</v></row>"), TableFault.BROKEN_WORKBOOK);
        assertRefused(new Parts().sheet("<a>".repeat(100) + "</a>".repeat(100)), TableFault.BROKEN_WORKBOOK);
        assertRefused(new Parts().sheet("<row a='" + "y".repeat(2 << 20) + "'/>"), TableFault.BROKEN_WORKBOOK);
        assertRefused(new Parts().sheet(Parts.row("y".repeat(2 << 20))), TableFault.BROKEN_WORKBOOK);
        assertRefused(
                new Parts().sheet(Parts.row("<![CDATA[" + "<".repeat(2 << 20) + "]]>")), TableFault.BROKEN_WORKBOOK);
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        assertRefused(new Parts().sheet("<row r='1048577'><c><v>1</v></c></row>"), TableFault.TOO_MANY_ROWS);
        assertRefused(new Parts().sheet("<row r='1'><c r='XFD1'><v>1</v></c></row>"), TableFault.TOO_MANY_COLUMNS);
        assertThat(cells(new Parts().sheet("<row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='0'/></row>")))
                .containsExactly("1");
        String spaces = (" ".repeat(1000) + "<row/>").repeat(40_000);
        assertRefused(new Parts().sheet(spaces), TableFault.WORKBOOK_TOO_LARGE);
        Parts many = new Parts().sheet(Parts.row("a"));
        for (int i = 0; i < 10_001; i++) {
            many.with("x" + i, "");
        }
        assertRefused(many, TableFault.WORKBOOK_TOO_LARGE);
    }

    /** As many rows as a sheet can have, and as alike as such rows are: no bomb. */
    @Test
    void shouldReadASheetThatIsFull() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= 1_048_576; i++) {
            rows.append("<row r='").append(i).append("'><c t='inlineStr'><is><t>望江县第一小学</t></is></c><c><v>");
            rows.append(i).append("</v></c></row>");
        }
        Path file = Files.write(
                folder.resolve("full"), new Parts().sheet(rows.toString()).bytes());
        long count = 0;
        Row last = null;
        try (TableFile table = TableFile.of(file, header -> true);
                TableFile.Rows all = table.open()) {
            for (Row row = all.next(); row != null; row = all.next()) {
                last = row;
                count++;
            }
            all.finish(1);
        }
        assertThat(count).isEqualTo(1_048_576);
        assertThat(java.util.Objects.requireNonNull(last).texts()).containsExactly("望江县第一小学", "1048576");
    }

    @Test
    void shouldHoldSharedStringsToABound() {
        String text = "<t>" + "字".repeat(20_000) + "</t>";
        String[] texts = new String[2_300];
        for (int i = 0; i < texts.length; i++) {
            // not alike, so that they don't shrink as a bomb does
            texts[i] = text + "<t>"
                    + new java.util.Random(i)
                            .ints(300, 0x4E00, 0x9FA5)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    + "</t>";
        }
        assertRefused(new Parts().shared(texts).sheet(Parts.row("a")), TableFault.TOO_MANY_TEXTS);
    }

    @Test
    void shouldTellFormatsOfDaysFromOthers() {
        assertThat(NumberFormats.shown("#,##0.00_);[Red]\\(#,##0.00\\)")).isEqualTo(Shown.NUMBER);
        assertThat(NumberFormats.shown("\\d0")).isEqualTo(Shown.NUMBER);
        assertThat(NumberFormats.shown("mm:ss")).isEqualTo(Shown.TIME);
        assertThat(NumberFormats.shown("yyyy-mm-dd hh:mm")).isEqualTo(Shown.DAY_AND_TIME);
        assertThat(NumberFormats.shown("0;yyyy")).isEqualTo(Shown.NUMBER);
        assertThat(NumberFormats.shown("\"unclosed")).isEqualTo(Shown.NUMBER);
    }
}
