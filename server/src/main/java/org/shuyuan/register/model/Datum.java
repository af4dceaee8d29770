package org.shuyuan.register.model;

import org.jspecify.annotations.Nullable;

/**
 * What a value is: said once, by an element or by a local field.
 *
 * @param max most characters of a text
 * @param scale digits after the point of a decimal
 * @param format how a text is written and checked
 * @param codes the code set of a code
 * @param abolishedToo whether a new code may be one that is no longer valid
 * @param ref the register of a reference
 * @param identifying of so high cardinality that a keyed blind index tells nothing
 * @param standard the clause that defines it
 */
public record Datum(
        ValueType type,
        int max,
        int scale,
        @Nullable Format format,
        @Nullable CodeSet codes,
        boolean abolishedToo,
        @Nullable String ref,
        Sensitivity sensitivity,
        boolean identifying,
        Mask mask,
        @Nullable String standard) {

    public boolean encrypted() {
        return sensitivity.encrypted();
    }
}
