package org.shuyuan.register.definition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.register.definition.CodeRows.Row;
import org.shuyuan.register.model.CodeSet;

/** Compiles code sets, and checks the periods and parents of their entries. */
final class CodeSetCompiler {

    private final Draft draft;

    CodeSetCompiler(Draft draft) {
        this.draft = draft;
    }

    Map<String, CodeSet> compile() {
        Map<String, CodeSet> sets = new LinkedHashMap<>();
        draft.byId(RegisterEngine.CODES).forEach((id, definition) -> sets.put(id, compile(definition)));
        return sets;
    }

    private CodeSet compile(Definition<CodeSetFile> definition) {
        CodeSetFile file = definition.content();
        draft.definitions.needText(definition.pack(), "codes." + definition.id(), definition.place());
        Map<String, List<Row>> byCode = new LinkedHashMap<>();
        new CodeRows(draft, definition)
                .read()
                .forEach(row -> byCode.computeIfAbsent(row.entry().code(), code -> new ArrayList<>())
                        .add(row));
        Map<String, List<CodeSet.Entry>> entries = new LinkedHashMap<>();
        byCode.forEach((code, rows) -> {
            rows.sort(Comparator.comparing(row -> start(row.entry())));
            checkPeriods(rows);
            rows.forEach(row -> checkParent(row, byCode.keySet()));
            entries.put(code, rows.stream().map(Row::entry).toList());
        });
        checkCircles(byCode);
        return new CodeSet(
                definition.id(),
                definition.pack().id(),
                Objects.requireNonNullElse(file.standard(), definition.pack().authority()),
                Objects.requireNonNullElse(
                        file.version(), String.valueOf(definition.pack().release())),
                entries);
    }

    private void checkPeriods(List<Row> rows) {
        @Nullable Row previous = null;
        for (Row row : rows) {
            CodeSet.Entry entry = row.entry();
            draft.refuse(
                    entry.until() != null && !entry.until().isAfter(start(entry)),
                    row.place(),
                    entry.code() + ": " + entry.from() + " – " + entry.until(),
                    "the period of the code `" + entry.code() + "` ends before it begins",
                    "mend `from` or `until`; `until` is the first day on which the code is no longer valid");
            draft.refuse(
                    previous != null && !startsAfter(previous.entry(), entry),
                    row.place(),
                    entry.code(),
                    "the code `" + entry.code() + "` stands twice in one period; also on line "
                            + (previous == null ? 0 : previous.place().line()),
                    "end the earlier entry where this one begins, or delete one");
            previous = row;
        }
    }

    private static boolean startsAfter(CodeSet.Entry earlier, CodeSet.Entry later) {
        return earlier.until() != null && !earlier.until().isAfter(start(later));
    }

    private static LocalDate start(CodeSet.Entry entry) {
        return entry.from() == null ? LocalDate.MIN : entry.from();
    }

    private void checkParent(Row row, Set<String> codes) {
        String parent = row.entry().parent();
        draft.refuse(
                parent != null && !codes.contains(parent),
                row.place(),
                String.valueOf(parent),
                "the parent `" + parent + "` is no code of this set",
                "add it, or leave the parent empty");
    }

    /** No code stands under itself, over however many others. */
    private void checkCircles(Map<String, List<Row>> byCode) {
        Set<String> settled = new HashSet<>();
        Map<String, Row> above = new HashMap<>();
        byCode.values()
                .forEach(rows -> rows.forEach(row -> above.put(row.entry().code(), row)));
        for (String code : byCode.keySet()) {
            Set<String> path = new HashSet<>();
            for (Row row = above.get(code);
                    row != null && settled.add(row.entry().code()); ) {
                path.add(row.entry().code());
                String parent = row.entry().parent();
                draft.refuse(
                        parent != null && path.contains(parent),
                        row.place(),
                        row.entry().code() + " < " + parent,
                        "the code `" + row.entry().code() + "` stands under itself",
                        "mend the parents");
                row = parent == null ? null : above.get(parent);
            }
        }
    }
}
