package org.shuyuan.register.record;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.CodeSet;
import org.springframework.stereotype.Component;

/**
 * The initials of the pinyin of codes' labels, by which they are found. Asked of the database, which has the order of pinyin, once for
 * each set: code sets change with the node's packs only.
 */
@Component
final class CodeInitials {

    private static final String CHINESE = "zh-CN";

    private final Database database;
    private final Map<String, Map<String, String>> bySet = new ConcurrentHashMap<>();

    CodeInitials(Database database) {
        this.database = database;
    }

    /** Whether somebody who types {@code search} may mean the initials of this label, or some of them. */
    boolean match(CodeSet set, CodeSet.Entry entry, String search) {
        return Conditions.INITIALS.matcher(search).matches()
                && bySet.computeIfAbsent(set.id(), id -> of(set))
                        .getOrDefault(entry.label(CHINESE), "")
                        .contains(search.toLowerCase(Locale.ROOT));
    }

    private Map<String, String> of(CodeSet set) {
        List<String> labels = set.byCode().values().stream()
                .flatMap(List::stream)
                .map(entry -> entry.label(CHINESE))
                .distinct()
                .toList();
        return database.read(connection -> {
            Query query = Query.of("select label, platform.initials(label) from unnest(?::text[]) as label", labels);
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                Map<String, String> initials = new HashMap<>();
                while (rows.next()) {
                    initials.put(rows.getString(1), rows.getString(2));
                }
                return initials;
            }
        });
    }
}
