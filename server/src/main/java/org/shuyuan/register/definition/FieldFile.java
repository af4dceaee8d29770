package org.shuyuan.register.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Says;
import org.shuyuan.pack.Yaml;
import org.shuyuan.register.model.Mask;
import org.shuyuan.register.model.Sensitivity;

/** A field as a register says it; exactly one of element, local, follow, propose, copy tells its kind. */
record FieldFile(
        @Says("kept: this register is the element's one source") @Nullable
        String element,

        @Says("kept outside the standard: why it means nothing elsewhere") @Nullable
        String local,

        @Says("followed: read through a reference, as unit.name, never stored") @Nullable
        String follow,

        @Says("proposed: a case's new value of what another register keeps") @Nullable
        String propose,

        @Says("copied under a contract; waits for the exchange") @Nullable
        String copy,

        @Says("may not be empty") boolean required,

        @Says("what records get when nothing is given") @Nullable
        String default_,

        @Says("no two records share it, retired ones included")
        boolean unique,

        @Says("on unique: a value that a record gave up goes to no other")
        boolean neverReissued,

        @Says("lists may be sorted by it, and filtered by range")
        boolean sort,

        @Says("lists may be filtered by it") boolean filter,
        @Says("found by any part of it, from one character") boolean search,
        @Says("on code and ref: several values") boolean many,

        @Says("on ref: an import makes a missing record, found by its title") @Nullable
        OnImport onImport,

        @Says("local: the type") @Nullable PlainType type,
        @Says("local text: most characters") @Nullable Integer max,

        @Says("local decimal: digits after the point") @Nullable
        Integer scale,

        @Says("local text: its format") @Nullable String format,
        @Says("local: a code of this set") @Nullable String code,
        @Says("local code: today or ever") @Nullable Dated dated,
        @Says("local: a record of this register") @Nullable String ref,
        @Says("local: L1 to L4") @Nullable Sensitivity sensitivity,
        @Says("local L4: of high cardinality") boolean identifying,

        @Says("local: visible characters of a masked value") @Nullable
        Mask mask,

        Yaml.Mapping yaml) {

    /** What an import does with a reference to nothing. */
    record OnImport(
            @Says("further fields of the record that is made")
            Map<String, String> create) {}

    /** The datum of a local field, written like an element. */
    ElementFile datum() {
        return new ElementFile(type, max, scale, format, code, dated, ref, sensitivity, identifying, mask, null, yaml);
    }

    /** Whether anything is said that an element says already. */
    boolean saysDatum() {
        return type != null
                || max != null
                || scale != null
                || format != null
                || code != null
                || dated != null
                || ref != null
                || sensitivity != null
                || identifying
                || mask != null;
    }
}
