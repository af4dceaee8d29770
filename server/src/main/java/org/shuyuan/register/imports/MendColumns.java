package org.shuyuan.register.imports;

import java.util.List;
import java.util.Map;
import org.shuyuan.platform.Messages;

/** The two columns that a workbook of rows to mend begins with, in whatever language it was made. */
final class MendColumns {

    private static final List<List<String>> HEADERS = headers(new Messages());

    private MendColumns() {}

    private static List<List<String>> headers(Messages messages) {
        return Messages.LANGUAGES.stream()
                .map(language -> List.of(
                        HeaderWords.plain(messages.say(language, "imports.mend.line", Map.of())),
                        HeaderWords.plain(messages.say(language, "imports.mend.reasons", Map.of()))))
                .toList();
    }

    /** How many columns of a header they are: all of them, or none. */
    static int count(List<String> header) {
        return header.size() >= 2
                        && HEADERS.contains(List.of(HeaderWords.plain(header.get(0)), HeaderWords.plain(header.get(1))))
                ? 2
                : 0;
    }
}
