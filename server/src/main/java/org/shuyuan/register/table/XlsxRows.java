package org.shuyuan.register.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.table.NumberFormats.Shown;
import org.shuyuan.register.table.TableFile.Flaw;
import org.shuyuan.register.table.TableFile.Row;

/** The rows of a sheet. A row that ends early goes on with empty cells, as it does on the screen. */
final class XlsxRows implements TableFile.Rows {

    /** What a sheet can hold (ECMA-376 leaves it open; every spreadsheet keeps to it). */
    private static final int MOST_ROWS = 1_048_576;

    private static final int TOLD = 5; // merged ranges

    private final Xml xml;
    private final SharedStrings strings;
    private final NumberFormats formats;
    private final boolean from1904;
    private final List<String> texts = new ArrayList<>();
    private final Map<Integer, Flaw> flaws = new HashMap<>();
    private int line;
    private int width;
    private boolean ended;

    XlsxRows(Xml xml, SharedStrings strings, NumberFormats formats, boolean from1904) {
        this.xml = xml;
        this.strings = strings;
        this.formats = formats;
        this.from1904 = from1904;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (!ended && xml.next()) {
            if (xml.ends("sheetData")) {
                ended = true;
            } else if (xml.starts("row")) {
                readRow();
                if (!texts.isEmpty()) {
                    return row();
                }
            }
        }
        ended = true;
        return null;
    }

    private Row row() {
        width = Math.max(width, texts.size());
        while (texts.size() < width) {
            texts.add("");
        }
        return new Row(line, List.copyOf(texts), flaws.isEmpty() ? Map.of() : Map.copyOf(flaws));
    }

    /** Leaves the texts up to the last that is not blank. */
    private void readRow() throws IOException {
        String said = xml.attribute("r");
        int at = said == null ? line + 1 : number(said);
        if (at > MOST_ROWS) {
            throw FileRefused.at(line + 1, TableFault.TOO_MANY_ROWS, Map.of("max", MOST_ROWS));
        }
        if (at <= line) {
            throw ArchiveFile.broken();
        }
        line = at;
        texts.clear();
        flaws.clear();
        int column = -1;
        while (xml.next() && !xml.ends("row")) {
            if (xml.starts("c")) {
                column = column(xml.attribute("r"), column);
                readCell(column);
            }
        }
    }

    /** The column of a cell: by its letters, or after the last one. */
    private int column(@Nullable String reference, int last) {
        int column = last + 1;
        if (reference != null) {
            column = 0;
            int letters = 0;
            while (letters < reference.length()
                    && reference.charAt(letters) >= 'A'
                    && reference.charAt(letters) <= 'Z') {
                column = column * 26 + reference.charAt(letters++) - 'A' + 1;
                if (letters > 3) {
                    throw ArchiveFile.broken();
                }
            }
            column--;
        }
        if (column <= last) {
            throw ArchiveFile.broken();
        }
        return column;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw ArchiveFile.broken();
        }
    }

    private void readCell(int column) throws IOException {
        String type = xml.attribute("t");
        Shown shown = formats.of(xml.attribute("s"));
        String value = null;
        boolean formula = false;
        while (xml.next() && !xml.ends("c")) {
            if (xml.starts("v")) {
                value = xml.text();
            } else if (xml.starts("is")) {
                value = xml.rich();
            } else if (xml.starts("f")) {
                formula = true;
                xml.skip();
            }
        }
        if (value == null && formula) {
            put(column, "", new Flaw(TableFault.NOT_CALCULATED, Map.of()));
        } else if (value != null) {
            put(column, type == null ? "n" : type, shown, value);
        }
    }

    private void put(int column, String type, Shown shown, String value) {
        switch (type) {
            case "s" -> put(column, value.isEmpty() ? "" : strings.get(value), null);
            case "inlineStr" -> put(column, value, null);
            case "str" -> put(column, Escapes.read(value), null);
            case "b" -> put(column, value.isEmpty() ? "" : value.strip().equals("0") ? "false" : "true", null);
            case "e" -> put(column, value, new Flaw(TableFault.CELL_ERROR, Map.of("error", value)));
            case "d" -> put(column, value, null);
            case "n" -> putNumber(column, shown, value.strip());
            default -> throw ArchiveFile.broken();
        }
    }

    private void putNumber(int column, Shown shown, String value) {
        if (!value.isEmpty()) {
            String text = Numbers.text(value, shown, from1904);
            boolean cut = Numbers.cut(value);
            put(column, text, cut ? new Flaw(TableFault.DIGITS_LOST, Map.of("digits", Numbers.DIGITS)) : null);
        }
    }

    private void put(int column, String text, @Nullable Flaw flaw) {
        if (text.isBlank() && flaw == null) {
            return;
        }
        if (column >= TableFile.MOST_COLUMNS) {
            throw FileRefused.at(line, TableFault.TOO_MANY_COLUMNS, Map.of("max", TableFile.MOST_COLUMNS));
        }
        while (texts.size() < column) {
            texts.add("");
        }
        texts.add(text);
        if (flaw != null) {
            flaws.put(column, flaw);
        }
    }

    /** What is merged stands after the rows. */
    @Override
    public void finish(long header) throws IOException {
        while (!ended && xml.next()) {
            ended = xml.ends("sheetData");
        }
        List<String> merged = new ArrayList<>();
        while (merged.size() < TOLD && xml.next()) {
            String range = xml.attribute("ref");
            if (xml.starts("mergeCell") && range != null) {
                if (number(range.replaceFirst(".*?([0-9]+)$", "$1")) > header) {
                    merged.add(range);
                }
            }
        }
        if (!merged.isEmpty()) {
            throw FileRefused.at(header, TableFault.MERGED_CELLS, Map.of("ranges", merged));
        }
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
