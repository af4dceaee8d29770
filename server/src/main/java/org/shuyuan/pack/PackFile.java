package org.shuyuan.pack;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of {@code pack.yaml}. */
record PackFile(
        @Says("the pack's id, equal to its folder's name") String pack,
        @Says("a whole number that grows with each release") int release,
        @Says("packs whose definitions this one refers to") List<String> needs,

        @Says("the law, rule or standard that the pack implements")
        String authority,

        @Says("the day from which the rule holds") @Nullable LocalDate effectiveFrom,

        @Says("second places of an element, each with its reason")
        List<Exemption> exceptions,

        @Says("what an upgrade may do beyond adding") List<Change> changes,
        Yaml.Mapping yaml) {}
