package org.shuyuan.register.exports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Problem;

/** The forms in which records go out. */
enum Format {
    /** Comma-separated values after RFC 4180, in UTF-8 with a byte order mark, without which Excel reads Chinese wrongly. */
    CSV("text/csv;charset=UTF-8"),
    /** A workbook after ECMA-376. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** A JSON document per line, as lists show records. */
    NDJSON("application/x-ndjson;charset=UTF-8");

    private final String type;

    Format(String type) {
        this.type = type;
    }

    /** The media type. */
    String type() {
        return type;
    }

    /** The word in addresses and the end of files' names. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Format of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ExportError.UNKNOWN_FORMAT,
                        Map.of(
                                "format",
                                String.valueOf(word),
                                "known",
                                Arrays.stream(values()).map(Format::word).collect(Collectors.joining("、")))));
    }
}
