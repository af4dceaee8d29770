package org.shuyuan.register.imports;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Problem;

/** The parameters of an upload, from the address alone: asking the request for them would eat the body of a form. */
final class UploadParameters {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_COLUMNS = 500;

    private UploadParameters() {}

    static ImportOptions of(@Nullable String query) {
        ImportOptions.Mode mode = ImportOptions.Mode.GOOD_ROWS;
        boolean dryRun = false;
        String name = null;
        Map<String, String> matching = new LinkedHashMap<>();
        for (String parameter : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            String value = parts.length < 2 ? "" : decoded(parts[1]);
            switch (parts[0]) {
                case "mode" -> mode = mode(value);
                case "dry_run" -> dryRun = truth(value);
                case "name" -> name = name(value);
                case "column" -> match(value, matching);
                default -> throw wrong(parts[0], "mode, dry_run, name, column");
            }
        }
        return new ImportOptions(mode, dryRun, name, matching);
    }

    /** A column's name, a colon, and the field; names may have colons of their own. */
    private static void match(String value, Map<String, String> matching) {
        int colon = value.lastIndexOf(':');
        if (colon < 1 || matching.size() >= MOST_COLUMNS) {
            throw wrong("column", "NAME:FIELD, NAME:");
        }
        matching.put(HeaderWords.plain(value.substring(0, colon)), value.substring(colon + 1));
    }

    private static ImportOptions.Mode mode(String value) {
        for (ImportOptions.Mode mode : ImportOptions.Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(value)) {
                return mode;
            }
        }
        throw wrong("mode", "good_rows, all_or_nothing");
    }

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("dry_run", "true, false");
        };
    }

    private static @Nullable String name(String value) {
        String name = value.replaceAll("\\p{Cntrl}", "");
        int length = Math.min(name.codePointCount(0, name.length()), LONGEST_NAME);
        return name.isEmpty() ? null : name.substring(0, name.offsetByCodePoints(0, length));
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw wrong(value.length() > 20 ? value.substring(0, 20) : value, "UTF-8");
        }
    }

    private static Problem wrong(String parameter, String expected) {
        return new Problem(ImportError.IMPORT_PARAMETER, Map.of("parameter", parameter, "expected", expected));
    }
}
