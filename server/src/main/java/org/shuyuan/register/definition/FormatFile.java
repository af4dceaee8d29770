package org.shuyuan.register.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Says;
import org.shuyuan.pack.Yaml;

/** The keys of a format. */
record FormatFile(
        @Says("RE2, matched against the whole text") String pattern,

        @Says("a check character after the weighted ones") @Nullable
        ChecksumFile checksum,

        @Says("stretches that must be a day or a code") List<PartFile> parts,
        @Says("the clause that defines it") @Nullable String standard,
        Yaml.Mapping yaml) {

    record ChecksumFile(
            @Says("the place of a character here is its value")
            String values,

            @Says("one weight per character") List<Integer> weights,
            @Says("the divisor") int modulo,

            @Says("the character expected for each remainder")
            String check) {}

    record PartFile(
            @Says("first character, counted from 1") int from,
            @Says("last character") int to,

            @Says("date: the stretch is a day, YYYYMMDD") @Nullable
            PlainType type,

            @Says("the stretch is a code of this set") @Nullable
            String code,

            @Says("the stretch with the day on which the code must be valid; any day where nothing is said") @Nullable
            Stretch on,

            @Says("the same, where the code may also be one that came later") @Nullable
            Stretch onOrAfter,

            Yaml.Mapping yaml) {}

    record Stretch(int from, int to) {}
}
