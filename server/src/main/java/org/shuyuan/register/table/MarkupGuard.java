package org.shuyuan.register.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Looks at XML in UTF-8 before a parser does: a tag, or the text after it, that is so long that it would fill the memory is refused, and so
 * is a document type, from which entities could come.
 */
final class MarkupGuard extends FilterInputStream {

    /** A cell holds 32,767 characters at most, each of seven bytes where it is escaped. */
    private static final int LONGEST = 1 << 20;

    /** What a byte belongs to. */
    private enum In {
        TEXT,
        OPENED,
        COMMENT,
        SECTION
    }

    private In in = In.TEXT;
    private int length;
    private int last;
    private int beforeLast;
    private boolean begun;

    MarkupGuard(InputStream stream) {
        super(stream);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        int read = super.read(into, offset, count);
        int end = offset + read;
        for (int i = offset; i < end; i++) {
            i = in == In.TEXT && begun ? passText(into, i, end) : i;
            if (i < end) {
                look(into[i]);
            }
        }
        return read;
    }

    /** Most bytes are a text's or a tag's inside: passes over them to the next that may be something else. */
    private int passText(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] != '<' && bytes[i] != 0) {
            i++;
        }
        length += i - from;
        if (length > LONGEST) {
            throw ArchiveFile.broken();
        }
        return i;
    }

    private void look(byte each) {
        if (!begun) {
            begun = true;
            boolean utf8 = each == '<' || each == (byte) 0xEF || each == ' ' || each == '\r' || each == '\n';
            if (!utf8) {
                throw ArchiveFile.broken();
            }
        }
        if (++length > LONGEST || each == 0) {
            throw ArchiveFile.broken();
        }
        switch (in) {
            case TEXT -> {
                if (each == '<') {
                    in = In.OPENED;
                    length = 0;
                }
            }
            case OPENED -> in = each == '!' ? In.COMMENT : each == '<' ? In.OPENED : In.TEXT;
            case COMMENT, SECTION -> special(each);
        }
        beforeLast = last;
        last = each;
    }

    /** After {@code <!}: until a comment or a CDATA section ends, a {@code <} begins nothing. */
    private void special(byte each) {
        if (last == '!' && beforeLast == '<') {
            if (each != '-' && each != '[') {
                throw ArchiveFile.broken();
            }
            in = each == '[' ? In.SECTION : In.COMMENT;
        } else if (each == '>' && last == beforeLast && last == (in == In.SECTION ? ']' : '-')) {
            in = In.TEXT;
        }
    }
}
