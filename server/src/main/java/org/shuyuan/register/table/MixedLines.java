package org.shuyuan.register.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds UTF-8 in a file that is not UTF-8 as a whole. GB18030 has a meaning for nearly any bytes, so a pasted line of UTF-8 would come in
 * as other characters, unnoticed. Chinese characters of UTF-8 take three bytes, of which the first is E4 to E9; that four of them stand in
 * a line of GB18030 that holds no other bytes above 127 happens once in a thousand million lines.
 */
final class MixedLines {

    private static final int BUFFER = 1 << 16;
    private static final int TELLING = 4;
    private static final int TELLING_AT_START = 20;

    private MixedLines() {}

    /** Whether so much of what stands before {@code offset} is Chinese in UTF-8 that the file was meant to be. */
    static boolean startsInUtf8(Path file, long offset) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            int wide = 0;
            for (long i = 0; i < offset && wide < TELLING_AT_START; i++) {
                int each = stream.read();
                wide += each >= 0xE4 && each <= 0xE9 ? 1 : 0;
            }
            return wide >= TELLING_AT_START;
        }
    }

    /** Where the first line of UTF-8 begins, or -1. */
    static long firstInUtf8(Path file) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            long start = 0;
            int characters = 0;
            int pending = 0;
            boolean fits = true;
            for (long i = 0; ; i++) {
                int each = stream.read();
                if (each == '\n' || each < 0) {
                    if (fits && pending == 0 && characters >= TELLING) {
                        return start;
                    }
                    if (each < 0) {
                        return -1;
                    }
                    start = i + 1;
                    characters = 0;
                    pending = 0;
                    fits = true;
                } else if (pending > 0) {
                    fits &= each >= 0x80 && each <= 0xBF;
                    pending--;
                } else if (each >= 0x80) {
                    fits &= each >= 0xE3 && each <= 0xEF;
                    characters += each >= 0xE4 && each <= 0xE9 ? 1 : 0;
                    pending = 2;
                }
            }
        }
    }
}
