package org.shuyuan.register.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;

/**
 * What a reader asks of a list, understood and found to be possible.
 *
 * @param search what must occur in a searched field, or null
 * @param conditions names of the register's conditions that must hold
 * @param only what else must hold of the records
 * @param unreferred by which references no record may point at them
 * @param shared fields of which each must have a value, or of several values one, that another record has too: one that the reader sees
 *     and of which the conditions hold
 * @param order the field to sort by, or null for the order of creation
 * @param after where the page before ended, or null for the first page
 * @param at the moment whose state is asked for, or null for now
 * @param retired whether retired records count too
 */
record RecordQuery(
        List<Filter> filters,
        @Nullable String search,
        List<String> conditions,
        java.util.Set<Only> only,
        List<Reference> unreferred,
        List<Field.Kept> shared,
        @Nullable Field order,
        boolean descending,
        int size,
        @Nullable Cursor after,
        @Nullable Instant at,
        boolean retired,
        boolean count) {

    /** Whether a row may have no value to sort by; such rows stand after the others. */
    boolean mayBeEmpty() {
        return order != null && !(order instanceof Field.Kept kept && kept.required());
    }

    /** What may be asked of any register's records. */
    enum Only {
        /** The actor may change it. */
        CHANGEABLE,
        /** It breaks a check, one that it was written before. */
        BROKEN
    }

    /** One condition on one field. */
    sealed interface Filter {

        Field field();

        /** The field has one of these values; of a field with several values, any. */
        record OneOf(Field field, List<Object> values) implements Filter {}

        /** The field lies from {@code from} to {@code to}, both included. */
        record Between(
                Field field,
                @Nullable Object from,
                @Nullable Object to) implements Filter {}

        /** The referenced record stands under {@code root} in its tree, or is it. */
        record Under(Field field, String tree, java.util.UUID root) implements Filter {}
    }

    /** A field of another register, or of the same one, by which its records refer to those of the list. */
    record Reference(Register register, Field.Kept field) {}

    /**
     * The last row of a page.
     *
     * @param value of the sorted field, or null where it has none
     */
    record Cursor(@Nullable Object value, java.util.UUID id) {}

    /** Reserved words of addresses; the compiler keeps fields from having these names. */
    static final List<String> WORDS = List.of(
            "sort", "after", "size", "search", "at", "count", "retired", "when", "only", "shared", "unreferred");
}
