package org.shuyuan.register.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Says;
import org.shuyuan.pack.Yaml;

/** The head of a code set, with its entries unless they stand in a CSV beside it. */
record CodeSetFile(
        @Says("the set's id, equal to the file's name") String codes,

        @Says("the standard or rule that fixes the codes; the pack's authority where nothing is said") @Nullable
        String standard,

        @Says("the standard's edition") @Nullable String version,

        @Says("the languages of the labels, where they are proper names without an English form")
        List<String> languages,

        @Says("codes, each with a label per language and optionally parent, from, until")
        Map<String, Map<String, String>> entries,

        Yaml.Mapping yaml) {}
