package org.shuyuan.register.definition;

import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Says;
import org.shuyuan.pack.Yaml;
import org.shuyuan.register.model.Mask;
import org.shuyuan.register.model.Sensitivity;

/** What an element says a datum is. */
record ElementFile(
        @Says("text, integer, decimal, money, date, time, instant or boolean; a code or ref says so by its own key")
        @Nullable
        PlainType type,

        @Says("text: most characters, at most 20000; 200 where nothing is said") @Nullable
        Integer max,

        @Says("decimal: digits after the point; 6 where nothing is said") @Nullable
        Integer scale,

        @Says("text: the format it is written in") @Nullable String format,
        @Says("the value is a code of this set") @Nullable String code,

        @Says("with code: today, a new value must be valid today; ever, abolished codes may be recorded") @Nullable
        Dated dated,

        @Says("the value is a record of this register") @Nullable
        String ref,

        @Says("L1 to L4 after GB/T 43697-2024") @Nullable Sensitivity sensitivity,

        @Says("with L4: of so high cardinality that a keyed blind index may stand beside it")
        boolean identifying,

        @Says("characters of a masked value that stay visible") @Nullable
        Mask mask,

        @Says("the clause that defines it") @Nullable String standard,
        Yaml.Mapping yaml) {}
