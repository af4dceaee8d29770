package org.shuyuan.register.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Path;
import org.shuyuan.pack.Texts;
import org.shuyuan.register.model.Format;
import org.shuyuan.register.model.Register;

/** What a form may tell of a record before it is saved. The node judges again, and all the rest, when it is. */
final class FormRules {

    private FormRules() {}

    /** The checks that the record and the day decide, as far as the reader sees every field that they ask about. */
    static List<Map<String, Object>> checks(Register register, Set<String> seen, Texts texts, String language) {
        return register.checks().entrySet().stream()
                .<Map<String, Object>>mapMulti((check, rules) -> {
                    List<Object> tree = check.getValue().tree();
                    Set<String> read =
                            check.getValue().reads().stream().map(Path::field).collect(Collectors.toSet());
                    if (tree != null && seen.containsAll(read)) {
                        rules.accept(Map.of(
                                "id",
                                check.getKey(),
                                "label",
                                texts.say(language, "check." + register.id() + "." + check.getKey()),
                                "fields",
                                register.fields().keySet().stream()
                                        .filter(read::contains)
                                        .toList(),
                                "tree",
                                tree));
                    }
                })
                .toList();
    }

    static @Nullable Map<String, Object> format(@Nullable Format format, Texts texts, String language) {
        if (format == null) {
            return null;
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("label", texts.say(language, "format." + format.id()));
        said.put("pattern", format.pattern().pattern());
        if (format.checksum() != null) {
            said.put("checksum", format.checksum());
        }
        if (!format.days().isEmpty()) {
            said.put("days", format.days());
        }
        return said;
    }
}
