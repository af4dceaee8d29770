package org.shuyuan.register.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shuyuan.register.table.Workbook.Sheet;

/**
 * The one visible sheet of a workbook that has anything in it. Read with a streaming parser, a row at a time: of the whole file only the
 * shared strings are held.
 */
final class XlsxTable implements TableFile {

    private final ArchiveFile archive;
    private final Workbook workbook;
    private final SharedStrings strings;
    private final NumberFormats formats;
    private final Sheet sheet;

    private XlsxTable(ArchiveFile archive) throws IOException {
        this.archive = archive;
        this.workbook = Workbook.of(archive);
        this.strings = SharedStrings.of(archive, workbook.sharedStrings());
        this.formats = NumberFormats.of(archive, workbook.styles());
        List<Sheet> filled = new ArrayList<>();
        for (Sheet each : workbook.sheets()) {
            if (!each.hidden() && filled(each)) {
                filled.add(each);
            }
        }
        if (filled.size() > 1) {
            throw FileRefused.at(
                    1,
                    TableFault.SEVERAL_SHEETS,
                    Map.of("sheets", filled.stream().map(Sheet::name).toList()));
        }
        this.sheet = filled.isEmpty() ? new Sheet("", false, "") : filled.getFirst();
    }

    static XlsxTable of(Path file) throws IOException {
        ArchiveFile archive = ArchiveFile.open(file);
        try {
            return new XlsxTable(archive);
        } catch (IOException | RuntimeException refused) {
            archive.close();
            throw refused;
        }
    }

    private boolean filled(Sheet each) throws IOException {
        try (Rows rows = rows(each)) {
            return rows.next() != null;
        }
    }

    private Rows rows(Sheet from) throws IOException {
        return new XlsxRows(Workbook.xml(archive, from.part()), strings, formats, workbook.from1904());
    }

    @Override
    public Form form() {
        return new Form(
                "XLSX",
                false,
                sheet.name(),
                workbook.sheets().stream()
                        .filter(Sheet::hidden)
                        .map(Sheet::name)
                        .toList());
    }

    @Override
    public Rows open() throws IOException {
        return sheet.part().isEmpty() ? new NoRows() : rows(sheet);
    }

    /** Of a workbook in which nothing is written. */
    private static final class NoRows implements Rows {

        @Override
        public @org.jspecify.annotations.Nullable Row next() {
            return null;
        }

        @Override
        public void finish(long header) {}

        @Override
        public void close() {}
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
