package org.shuyuan.register.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Texts;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;

/**
 * What columns may be called: a field's id, its label, its element, the element's label, or an alias of these in the texts, in any
 * language. Case, spaces and the width of characters don't count, nor a star that marks what is required. A name nearer to the field wins.
 */
final class HeaderWords {

    /** By nearness, the fields that a name means. */
    private final List<Map<String, Set<Field.Stored>>> ranks = new ArrayList<>();

    HeaderWords(Register register, Texts texts) {
        for (int i = 0; i < 4; i++) {
            ranks.add(new HashMap<>());
        }
        register.stored().forEach(field -> {
            add(0, field, field.id());
            String element = field.element();
            if (element != null) {
                add(2, field, element);
            }
            for (String language : Texts.LANGUAGES) {
                add(1, field, texts.find(language, field.label()));
                addAliases(field, texts.find(language, "aliases." + register.id() + "." + field.id()));
                if (element != null) {
                    add(2, field, texts.find(language, "element." + element));
                    addAliases(field, texts.find(language, "aliases." + element));
                }
            }
        });
    }

    private void addAliases(Field.Stored field, @Nullable String aliases) {
        if (aliases != null) {
            for (String alias : aliases.split("\\|", -1)) {
                add(3, field, alias);
            }
        }
    }

    private void add(int rank, Field.Stored field, @Nullable String word) {
        if (word != null && !plain(word).isEmpty()) {
            ranks.get(rank)
                    .computeIfAbsent(plain(word), any -> new LinkedHashSet<>())
                    .add(field);
        }
    }

    /** The fields that a header may mean: none, one, or several that it doesn't tell apart. */
    List<Field.Stored> meant(String header) {
        String word = plain(header);
        for (Map<String, Set<Field.Stored>> rank : ranks) {
            Set<Field.Stored> meant = rank.get(word);
            if (meant != null) {
                return List.copyOf(meant);
            }
        }
        return List.of();
    }

    /** Whether a header means any field. */
    boolean known(String header) {
        return !meant(header).isEmpty();
    }

    static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}\\p{Cntrl}*\\uFEFF]", "");
    }
}
