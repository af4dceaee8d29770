package org.shuyuan.register.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook made part by part, to be as odd as a test wants it. */
public final class Parts {

    private static final String TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private String workbookPr = "<workbookPr/>";
    private int count;

    public Parts() {
        with(
                "[Content_Types].xml",
                "<Types xmlns='" + TYPES + "'><Default Extension='xml' ContentType='application/xml'/>"
                        + type("sharedStrings") + type("styles") + "</Types>");
        with(
                "_rels/.rels",
                "<Relationships xmlns='" + RELATIONS + "'><Relationship Id='r1' Type='" + OFFICE
                        + "/officeDocument' Target='xl/workbook.xml'/></Relationships>");
        relate("sharedStrings", "st", "sharedStrings.xml");
        relate("styles", "sy", "styles.xml");
        shared();
        styles("");
    }

    private static String type(String part) {
        return "<Override PartName='/xl/" + part + ".xml' ContentType='application/vnd.openxmlformats-officedocument"
                + ".spreadsheetml." + part + "+xml'/>";
    }

    public Parts with(String name, String content) {
        parts.put(name, content);
        return this;
    }

    public Parts without(String name) {
        parts.remove(name);
        return this;
    }

    private void relate(String type, String id, String target) {
        relations.append("<Relationship Id='" + id + "' Type='" + OFFICE + "/" + type + "' Target='" + target + "'/>");
    }

    /** The workbook's shared strings, as the content of each {@code si}. */
    public Parts shared(String... items) {
        StringBuilder all = new StringBuilder("<sst xmlns='" + MAIN + "'>");
        for (String item : items) {
            all.append("<si>").append(item).append("</si>");
        }
        return with("xl/sharedStrings.xml", all + "</sst>");
    }

    /** Styles that show numbers by these formats: the first is 1. */
    public Parts styles(String... formats) {
        StringBuilder own = new StringBuilder();
        StringBuilder cells = new StringBuilder("<xf numFmtId='0'/>");
        for (int i = 0; i < formats.length; i++) {
            boolean builtIn = formats[i].matches("[0-9]+");
            own.append(builtIn ? "" : "<numFmt numFmtId='" + (200 + i) + "' formatCode='" + formats[i] + "'/>");
            cells.append("<xf numFmtId='" + (builtIn ? formats[i] : String.valueOf(200 + i)) + "'/>");
        }
        return with(
                "xl/styles.xml",
                "<styleSheet xmlns='" + MAIN + "'><numFmts>" + own + "</numFmts><cellStyleXfs><xf numFmtId='14'/>"
                        + "</cellStyleXfs><cellXfs>" + cells + "</cellXfs></styleSheet>");
    }

    public Parts from1904(String flag) {
        workbookPr = "<workbookPr date1904='" + flag + "'/>";
        return this;
    }

    /** A sheet of these rows, and what stands after them. */
    public Parts sheet(String name, String state, String rows, String after) {
        count++;
        sheets.append(
                "<sheet name='" + name + "' sheetId='" + count + "' state='" + state + "' r:id='s" + count + "'/>");
        relate("worksheet", "s" + count, "worksheets/sheet" + count + ".xml");
        return with(
                "xl/worksheets/sheet" + count + ".xml",
                "<worksheet xmlns='" + MAIN + "'><sheetData>" + rows + "</sheetData>" + after + "</worksheet>");
    }

    /** A sheet in a part of another name. */
    public Parts part(String name, String content) {
        count++;
        sheets.append("<sheet name='s' sheetId='" + count + "' r:id='s" + count + "'/>");
        relate("worksheet", "s" + count, "/" + name);
        return with(name, content);
    }

    public Parts sheet(String rows) {
        return sheet("Sheet1", "visible", rows, "");
    }

    /** A row of inline texts. */
    public static String row(String... texts) {
        StringBuilder row = new StringBuilder("<row>");
        for (String text : texts) {
            row.append("<c t='inlineStr'><is><t>" + text + "</t></is></c>");
        }
        return row + "</row>";
    }

    public byte[] bytes() {
        with(
                "xl/workbook.xml",
                "<workbook xmlns='" + MAIN + "' xmlns:r='" + OFFICE + "'>" + workbookPr + "<sheets>" + sheets
                        + "</sheets></workbook>");
        with(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns='" + RELATIONS + "'>" + relations + "</Relationships>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
