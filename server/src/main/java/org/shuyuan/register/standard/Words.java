package org.shuyuan.register.standard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Texts;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;

/** The model's names in one language; what has none is called by its id. */
record Words(Texts texts, String language) {

    static Words of(Model model, String language) {
        return new Words(model.texts(), language);
    }

    /** What something is called, beside its id. */
    record Named(String id, String label) {}

    Named named(String kind, String id) {
        return new Named(id, name(kind, id));
    }

    /** The code set of a code. */
    @Nullable
    Named codes(Datum datum) {
        return datum.codes() == null ? null : named("codes", datum.codes().id());
    }

    /** The register of a reference. */
    @Nullable
    Named referred(Datum datum) {
        return datum.ref() == null ? null : named("register", datum.ref());
    }

    String name(String kind, String id) {
        return text(kind + "." + id, id);
    }

    /** Why a field is as it is: in the reader's language where its pack says it there, else as it is written in the definition. */
    String reason(String kind, Register register, Field field, String written) {
        return text(kind + "." + register.id() + "." + field.id(), written);
    }

    String field(Field field) {
        return text(field.label(), field.id());
    }

    List<String> fields(Register register, List<String> ids) {
        return ids.stream().map(id -> field(register.require(id))).toList();
    }

    /** The name of a field of a description, which may be of a release whose texts are gone. */
    String field(String register, String id, @Nullable Object described) {
        if (described instanceof Map<?, ?> said
                && said.get("kept") instanceof String element
                && !element.startsWith("local:")) {
            return text("element." + element, id);
        }
        return text("field." + register + "." + id, id);
    }

    private String text(String key, String id) {
        String said = texts.say(language, key);
        return said.equals(key) ? id : said;
    }

    /** A word of the definition language, as packs write it. */
    static String written(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
