package org.shuyuan.register.exports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Texts;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.ValueType;

/**
 * Columns as people read them: headers are labels, and codes are shown by theirs, unless a label stands for several codes or looks like
 * one. An import understands both, so that a file that goes out comes in again unchanged.
 */
final class ShownCells {

    private final Texts texts;
    private final String language;
    private final List<Field> fields;
    private final List<Map<String, String>> labels;

    ShownCells(List<Field> fields, Texts texts, String language) {
        this.fields = fields;
        this.texts = texts;
        this.language = language;
        this.labels = fields.stream().map(this::labels).toList();
    }

    private Map<String, String> labels(Field field) {
        CodeSet set = field.datum().codes();
        Map<String, String> labels = new HashMap<>();
        if (set != null) {
            set.byCode().keySet().forEach(code -> {
                CodeSet.Entry entry = set.latest(code);
                String label = entry == null ? null : entry.label(language);
                if (label != null && set.labelled(label).size() == 1 && !set.has(label)) {
                    labels.put(code, label);
                }
            });
        }
        return labels;
    }

    List<String> header() {
        return fields.stream().map(field -> texts.say(language, field.label())).toList();
    }

    /** The text of a cell; empty where there is none. */
    String shown(int column, @Nullable String cell) {
        if (cell == null) {
            return "";
        }
        Map<String, String> known = labels.get(column);
        if (known.isEmpty()) {
            return truth(fields.get(column), cell);
        }
        if (!fields.get(column).many()) {
            return known.getOrDefault(cell, cell);
        }
        StringBuilder all = new StringBuilder();
        for (String code : cell.split(";", -1)) {
            all.append(all.isEmpty() ? "" : ";").append(known.getOrDefault(code, code));
        }
        return all.toString();
    }

    private String truth(Field field, String cell) {
        return field.datum().type() == ValueType.BOOLEAN && language.startsWith("zh")
                ? switch (cell) {
                    case "true" -> "是";
                    case "false" -> "否";
                    default -> cell;
                }
                : cell;
    }
}
