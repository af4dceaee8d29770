package org.shuyuan.register.imports;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.shuyuan.platform.Problem;

/** Puts the body of a request into a file as it comes. */
final class Upload {

    private static final long LARGEST = 2L << 30;
    private static final int PIECE = 1 << 16;

    private Upload() {}

    static void receive(HttpServletRequest request, Path file) throws IOException {
        String type = request.getContentType();
        if (type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/")) {
            throw new Problem(ImportError.IMPORT_NOT_RAW, Map.of());
        }
        long announced = request.getContentLengthLong();
        if (announced > LARGEST) {
            throw tooLarge();
        }
        boolean whole = false;
        try (InputStream in = request.getInputStream();
                OutputStream out = Files.newOutputStream(file)) {
            long size = copy(in, out);
            if (announced >= 0 && size < announced) {
                throw new EOFException();
            }
            whole = true;
        } catch (EOFException cut) {
            throw new Problem(ImportError.IMPORT_CUT_OFF, Map.of());
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long copy(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        long size = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            size += read;
            if (size > LARGEST) {
                throw tooLarge();
            }
            out.write(piece, 0, read);
        }
        return size;
    }

    private static Problem tooLarge() {
        return new Problem(ImportError.IMPORT_TOO_LARGE, Map.of("gigabytes", LARGEST >> 30));
    }
}
