package org.shuyuan.register.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.shuyuan.TestNode;
import org.shuyuan.pack.Model;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.table.Escapes;
import org.shuyuan.register.table.TableFile;

/** Any text that goes out in a workbook comes in again as it was; and two readers agree on what a workbook says. */
class XlsxRoundTripTest {

    private static final Model MODEL = TestNode.compile(TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
    private static final Register REGISTER = MODEL.part(Registers.class).require("shelf");

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab 字,;\"'<>&=+@-_x0041\t\n").ofMaxLength(12),
                Arbitraries.of(
                        "_x0041_", "_x005F_x0041_", "]]>", "=1+1", "007", "1E5", "2026-09-01", "𠮷野", "a_x000D_b"),
                Arbitraries.strings().withCharRange('\u4E00', '\u9FA5').ofMaxLength(5));
        return text.list().ofMinSize(1).ofMaxSize(5).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 200)
    void shouldReadWhatWasWritten(@ForAll("rows") List<List<String>> rows) throws IOException {
        Path file = Files.createTempFile("round", ".trip");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                write(rows, out);
            }
            assertThat(read(file)).isEqualTo(cut(rows));
            assertThat(readByAnother(file))
                    .isEqualTo(cut(rows.stream()
                            .map(row -> row.stream().map(Escapes::write).toList())
                            .toList()));
        } finally {
            Files.delete(file);
        }
    }

    /** By the exporter itself, into as many columns of texts as the widest row has. */
    private static void write(List<List<String>> rows, OutputStream out) throws IOException {
        Field text = REGISTER.require("name");
        int width = rows.stream().mapToInt(List::size).max().orElse(1);
        XlsxTable table =
                new XlsxTable(out, "表", XlsxTable.SHEET, fields -> new ShownCells(fields, MODEL.texts(), "zh-CN"));
        table.begin(Collections.nCopies(width, text));
        for (List<String> row : rows) {
            String[] cells = new String[width];
            Arrays.fill(cells, "");
            row.toArray(cells);
            table.row(Arrays.stream(cells).map(cell -> cell == null ? "" : cell).toArray(String[]::new));
        }
        table.end();
    }

    private static List<List<String>> read(Path file) throws IOException {
        List<List<String>> read = new ArrayList<>();
        try (TableFile table = TableFile.of(file, header -> true);
                TableFile.Rows rows = table.open()) {
            for (TableFile.Row row = rows.next(); row != null; row = rows.next()) {
                read.add(row.texts());
            }
        }
        return cut(read.subList(1, read.size()));
    }

    private static List<List<String>> readByAnother(Path file) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            return cut(workbook.getFirstSheet().read().stream()
                    .skip(1)
                    .map(row -> row.stream()
                            .map(cell -> cell == null ? "" : text(cell))
                            .toList())
                    .toList());
        }
    }

    private static String text(Cell cell) {
        return cell.getText() == null ? "" : cell.getText();
    }

    /** Without blank cells at the end of rows, and without rows of nothing else. */
    private static List<List<String>> cut(List<List<String>> rows) {
        List<List<String>> cut = new ArrayList<>();
        for (List<String> row : rows) {
            int end = row.size();
            while (end > 0 && row.get(end - 1).isBlank()) {
                end--;
            }
            if (end > 0) {
                cut.add(row.subList(0, end).stream()
                        .map(text -> text.isBlank() ? "" : text)
                        .toList());
            }
        }
        return cut;
    }
}
