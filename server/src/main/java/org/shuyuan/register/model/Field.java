package org.shuyuan.register.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of a register: kept, followed or proposed. */
public sealed interface Field {

    String id();

    /** What its value is; a followed field's is its source's. */
    Datum datum();

    /** The element it shows, or null where it is local. */
    @Nullable
    String element();

    /** Whether several values stand in it. */
    boolean many();

    boolean sort();

    /** Whether lists are filtered by it. */
    boolean indexed();

    /** The key of the text that names it. */
    String label();

    /** What it was called first: the digests by which its values are found are keyed with it, so that they outlive renames. */
    default String origin() {
        return id();
    }

    /** A field with a column of its own. */
    sealed interface Stored extends Field {
        boolean required();
    }

    /**
     * A field whose one source is this register.
     *
     * @param local why it stands outside the standard, or null where an element defines it
     * @param neverReissued whether a value that a record gave up goes to no other
     * @param preset what records get when nothing is given, as text
     * @param createOnImport for a reference: fields of a record that an import makes where none has the title; null: none is made
     */
    record Kept(
            String id,
            Datum datum,
            @Nullable String element,
            @Nullable String local,
            String label,
            boolean required,
            boolean unique,
            boolean neverReissued,
            boolean sort,
            boolean filter,
            boolean search,
            boolean many,
            @Nullable String preset,
            @Nullable Map<String, String> createOnImport,
            String origin)
            implements Stored {

        /** The preset of a text that is drawn by chance for each record: as many digits as the text may have characters. */
        public static final String RANDOM = "random()";

        public boolean random() {
            return RANDOM.equals(preset) && datum.type() == ValueType.TEXT;
        }

        @Override
        public boolean indexed() {
            return sort || filter || unique || datum.type() == ValueType.REF;
        }
    }

    /**
     * A field read through a reference, never stored.
     *
     * @param through the reference in this register
     * @param source the field there
     * @param sort whether lists are sorted and filtered by it, through the source's index
     * @param filter whether lists are filtered by it, likewise
     */
    record Followed(
            String id,
            String through,
            String register,
            String source,
            Datum datum,
            @Nullable String element,
            boolean sort,
            boolean filter,
            String label)
            implements Field {

        @Override
        public boolean many() {
            return false;
        }

        @Override
        public boolean indexed() {
            return sort || filter;
        }
    }

    /** A case's new value of what {@code register.source} keeps. */
    record Proposed(
            String id,
            String register,
            String source,
            Datum datum,
            @Nullable String element,
            String label,
            boolean required)
            implements Stored {

        @Override
        public boolean many() {
            return false;
        }

        @Override
        public boolean sort() {
            return false;
        }

        @Override
        public boolean indexed() {
            return false;
        }
    }
}
