package org.shuyuan.node;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.StackTracePrinter;

/**
 * Prints for the log what was thrown and where, but not the messages: they may quote what somebody sent, which may be personal. Only
 * messages of a few kinds stay, which are known to tell of the program, its files and the network.
 */
final class QuietTrace implements StackTracePrinter {

    private static final int FRAMES = 40;

    @Override
    public void printStackTrace(Throwable thrown, Appendable out) throws IOException {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        String before = "";
        for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
            out.append(before).append(said(each)).append(System.lineSeparator());
            StackTraceElement[] frames = each.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
                out.append("\tat ").append(frames[i].toString()).append(System.lineSeparator());
            }
            before = "Caused by: ";
        }
    }

    private static String said(Throwable thrown) {
        String name = thrown.getClass().getName();
        if (thrown instanceof SQLException sql) {
            name += " [" + sql.getSQLState() + "]";
        }
        return tellsNoValue(thrown) ? name + ": " + thrown.getMessage() : name;
    }

    private static boolean tellsNoValue(Throwable thrown) {
        return switch (thrown) {
            case SQLException sql -> aboutTheServer(sql.getSQLState());
            case NullPointerException named -> true;
            case ClassCastException named -> true;
            case OutOfMemoryError named -> true;
            case FileSystemException file -> true;
            case SocketException network -> true;
            case SocketTimeoutException network -> true;
            default -> thrown.getClass().getName().startsWith("org.springframework.beans.factory.");
        };
    }

    /** Classes 08 (connection), 53 (resources), 57P (shutdown) and 58 (system) of PostgreSQL's appendix A. */
    private static boolean aboutTheServer(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("58"));
    }
}
