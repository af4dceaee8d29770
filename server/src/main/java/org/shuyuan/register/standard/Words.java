package org.shuyuan.register.standard;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Texts;
import org.shuyuan.register.model.Field;

/** The model's names in one language; what has none is called by its id. */
record Words(Texts texts, String language) {

    static Words of(Model model, String language) {
        return new Words(model.texts(), language);
    }

    String name(String kind, String id) {
        return text(kind + "." + id, id);
    }

    String field(Field field) {
        return text(field.label(), field.id());
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
}
