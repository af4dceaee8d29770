package org.shuyuan.register.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.table.Workbook.Sheet;

/**
 * The visible sheet of a workbook that has anything in it; or several that begin with the same lines down to the names of the columns, as
 * one table that is too long for a sheet is written. Read with a streaming parser, a row at a time: of the whole file only the
 * shared strings are held.
 */
final class XlsxTable implements TableFile {

    private final ArchiveFile archive;
    private final Workbook workbook;
    private final SharedStrings strings;
    private final NumberFormats formats;
    private final List<Sheet> sheets = new ArrayList<>();

    /** The lines of the first sheet that the others repeat. */
    private List<Row> head = List.of();

    private XlsxTable(ArchiveFile archive, Predicate<String> known) throws IOException {
        this.archive = archive;
        this.workbook = Workbook.of(archive);
        this.strings = SharedStrings.of(archive, workbook.sharedStrings());
        this.formats = NumberFormats.of(archive, workbook.styles());
        for (Sheet each : workbook.sheets()) {
            if (!each.hidden() && filled(each)) {
                sheets.add(each);
            }
        }
        if (sheets.size() > 1) {
            requireOneTable(known);
        }
    }

    private void requireOneTable(Predicate<String> known) throws IOException {
        List<Row> first = new ArrayList<>();
        try (Rows rows = rows(sheets.getFirst())) {
            for (Row row = rows.next(); row != null && first.size() < FIRST_ROWS; row = rows.next()) {
                first.add(row);
            }
        }
        int names = 0;
        for (int i = 1; i < first.size(); i++) {
            names = count(first.get(i), known) > count(first.get(names), known) ? i : names;
        }
        head = first.subList(0, names + 1);
        for (Sheet sheet : sheets.subList(1, sheets.size())) {
            try (Rows rows = rows(sheet)) {
                if (!repeatsHead(rows)) {
                    throw FileRefused.at(
                            1,
                            TableFault.SEVERAL_SHEETS,
                            Map.of("sheets", sheets.stream().map(Sheet::name).toList()));
                }
            }
        }
    }

    private static long count(Row row, Predicate<String> known) {
        return row.texts().stream().filter(known).count();
    }

    private boolean repeatsHead(Rows rows) throws IOException {
        for (Row expected : head) {
            Row row = rows.next();
            if (row == null || !row.texts().equals(expected.texts())) {
                return false;
            }
        }
        return true;
    }

    static XlsxTable of(Path file, Predicate<String> known) throws IOException {
        ArchiveFile archive = ArchiveFile.open(file);
        try {
            return new XlsxTable(archive, known);
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
                String.join("、", sheets.stream().map(Sheet::name).toList()),
                workbook.sheets().stream()
                        .filter(Sheet::hidden)
                        .map(Sheet::name)
                        .toList());
    }

    @Override
    public Rows open() throws IOException {
        return switch (sheets.size()) {
            case 0 -> new NoRows();
            case 1 -> rows(sheets.getFirst());
            default -> new Continued();
        };
    }

    /** Of several sheets, the one after the other. */
    private final class Continued implements Rows {

        private int at;
        private long before;
        private long last;
        private Rows current = rows(sheets.getFirst());

        Continued() throws IOException {}

        @Override
        public @Nullable Row next() throws IOException {
            Row row = current.next();
            while (row == null && at + 1 < sheets.size()) {
                turn();
                row = current.next();
            }
            if (row == null) {
                return null;
            }
            last = before + row.line();
            return new Row(last, row.texts(), row.flaws());
        }

        private void turn() throws IOException {
            current.finish(head.getLast().line());
            current.close();
            current = rows(sheets.get(++at));
            before = last;
            if (!repeatsHead(current)) {
                throw ArchiveFile.broken();
            }
        }

        @Override
        public void finish(long header) throws IOException {
            current.finish(header);
            while (at + 1 < sheets.size()) {
                turn();
                current.finish(header);
            }
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }

    /** Of a workbook in which nothing is written. */
    private static final class NoRows implements Rows {

        @Override
        public @Nullable Row next() {
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
