package org.shuyuan.organisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Field;

/** What one event brings about, in the order in which it comes. */
final class Effects {

    private final List<Effect> all = new ArrayList<>();

    List<Effect> all() {
        return all;
    }

    void add(Effect effect) {
        all.add(effect);
    }

    void addAll(List<Effect> effects) {
        all.addAll(effects);
    }

    /** A field of a record has another value; null is none. */
    void changed(String title, Field field, @Nullable String before, @Nullable String after) {
        if (Objects.equals(before, after)) {
            return;
        }
        String code = before == null ? "field_set" : after == null ? "field_cleared" : "field_changed";
        add(new Effect(
                code,
                Map.of(
                        "title",
                        title,
                        "label",
                        new Messages.Key(field.label()),
                        "before",
                        said(field, before),
                        "after",
                        said(field, after))));
    }

    /** A value in words: a code has its label in each language. */
    private static Object said(Field field, @Nullable String value) {
        CodeSet codes = field.datum().codes();
        List<CodeSet.Entry> entries =
                codes == null ? List.of() : codes.byCode().getOrDefault(String.valueOf(value), List.of());
        return entries.isEmpty() ? String.valueOf(value) : (Messages.Said) entries.getLast()::label;
    }
}
