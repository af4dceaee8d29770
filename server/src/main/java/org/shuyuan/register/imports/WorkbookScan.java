package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.shuyuan.register.imports.TableForm.Xlsx.Range;

/** Looks at a workbook before it is read: nothing in it may cost more than a table of its size, and it must be plain which sheet is meant. */
final class WorkbookScan {

    private static final int MOST_PARTS = 5_000;

    /** What is kept in memory while a sheet is read. */
    private static final long LARGEST_PART = 160L << 20;

    private static final long LARGEST_SHEET = 4L << 30;
    private static final Pattern LAST_ROW = Pattern.compile("(\\d{1,9})$");

    private WorkbookScan() {}

    static TableForm of(Path file) throws IOException {
        List<String> merged = scan(file);
        try (ReadableWorkbook workbook = XlsxFile.workbook(file)) {
            List<Sheet> filled = new ArrayList<>();
            for (Sheet sheet : workbook.getSheets().toList()) {
                if (sheet.getVisibility() == SheetVisibility.VISIBLE && filled(sheet)) {
                    filled.add(sheet);
                }
            }
            if (filled.isEmpty()) {
                throw FileRefused.at(1, ImportFault.EMPTY_FILE, Map.of());
            }
            if (filled.size() > 1) {
                throw FileRefused.at(
                        1,
                        ImportFault.SEVERAL_SHEETS,
                        Map.of("sheets", filled.stream().map(Sheet::getName).toList()));
            }
            Sheet sheet = filled.getFirst();
            return new TableForm.Xlsx(
                    sheet.getIndex(),
                    sheet.getName(),
                    workbook.isDate1904(),
                    merged.stream().map(WorkbookScan::range).toList());
        } catch (org.dhatim.fastexcel.reader.ExcelReaderException unreadable) {
            throw FileRefused.at(1, ImportFault.BROKEN_WORKBOOK, Map.of());
        }
    }

    private static boolean filled(Sheet sheet) throws IOException {
        try (var rows = sheet.openStream()) {
            return rows.limit(100).anyMatch(row -> row.getFirstNonEmptyCell().isPresent());
        }
    }

    private static Range range(String text) {
        Matcher last = LAST_ROW.matcher(text);
        return new Range(text, last.find() ? Long.parseLong(last.group(1)) : 0);
    }

    /** Answers the ranges of merged cells of all sheets. */
    private static List<String> scan(Path file) throws IOException {
        List<String> merged = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_PARTS) {
                throw FileRefused.at(1, ImportFault.WORKBOOK_TOO_LARGE, Map.of("megabytes", LARGEST_PART >> 20));
            }
            for (ZipEntry part : zip.stream().map(ZipEntry.class::cast).toList()) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                if (name.endsWith("vbaproject.bin")) {
                    throw FileRefused.at(1, ImportFault.MACROS, Map.of());
                }
                if (name.endsWith("encryptedpackage")) {
                    throw FileRefused.at(1, ImportFault.OLD_WORKBOOK, Map.of());
                }
                if (name.endsWith(".xml") || name.endsWith(".rels")) {
                    boolean sheet = name.startsWith("xl/worksheets/");
                    try (InputStream in = zip.getInputStream(part)) {
                        merged.addAll(new MarkupScan(sheet ? LARGEST_SHEET : LARGEST_PART)
                                .scan(in)
                                .merged());
                    }
                }
            }
        } catch (ZipException broken) {
            throw FileRefused.at(1, ImportFault.BROKEN_WORKBOOK, Map.of());
        }
        return merged;
    }
}
