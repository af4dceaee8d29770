package org.shuyuan.register.standard;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.CodeSet;

/**
 * A code set with entries.
 *
 * @param found how many entries there are, or match the search
 * @param entries the first of them
 */
record CodesPage(
        String id,
        String label,
        String pack,
        String packLabel,
        String standard,
        String version,
        int found,
        List<Entry> entries) {

    private static final int MOST = 500;

    record Entry(
            String code,
            String label,
            @Nullable String parent,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** At most {@value #MOST} entries, of those whose code begins with the search or whose name contains it. */
    static CodesPage of(CodeSet set, String search, Words words) {
        List<Entry> entries = set.byCode().values().stream()
                .flatMap(List::stream)
                .map(entry -> new Entry(
                        entry.code(), entry.label(words.language()), entry.parent(), entry.from(), entry.until()))
                .filter(entry ->
                        entry.code().startsWith(search) || entry.label().contains(search))
                .toList();
        return new CodesPage(
                set.id(),
                words.name("codes", set.id()),
                set.pack(),
                words.name("pack", set.pack()),
                set.standard(),
                set.version(),
                entries.size(),
                entries.stream().limit(MOST).toList());
    }
}
