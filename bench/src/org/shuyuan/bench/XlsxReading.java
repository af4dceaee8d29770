package org.shuyuan.bench;

import java.io.File;
import java.nio.file.Path;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.shuyuan.register.table.TableFile;

/** Reads a workbook's cells as texts, over and over, in a process of its own: {@code ours|fastexcel FILE ROUNDS}. Prints seconds, a line for each. */
public final class XlsxReading {

    public static void main(String[] words) throws Exception {
        for (int i = 0; i < Integer.parseInt(words[2]); i++) {
            long start = System.nanoTime();
            long characters = words[0].equals("ours") ? ours(Path.of(words[1])) : fastexcel(new File(words[1]));
            System.out.println((System.nanoTime() - start) / 1e9 + " " + characters);
        }
    }

    private static long ours(Path file) throws Exception {
        long characters = 0;
        try (TableFile table = TableFile.of(file, header -> false);
                TableFile.Rows rows = table.open()) {
            for (TableFile.Row row = rows.next(); row != null; row = rows.next()) {
                for (String text : row.texts()) {
                    characters += text.length();
                }
            }
        }
        return characters;
    }

    private static long fastexcel(File file) throws Exception {
        long[] characters = {0};
        try (ReadableWorkbook workbook = new ReadableWorkbook(file, new ReadingOptions(true, false));
                var rows = workbook.getFirstSheet().openStream()) {
            rows.forEach(row -> row.forEach(cell -> characters[0] += cell == null ? 0 : cell.getText().length()));
        }
        return characters[0];
    }
}
