package org.shuyuan.register.definition;

import org.shuyuan.pack.Place;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.ValueType;

/** Holds what a kept field is used for against what its values are. */
final class FieldUse {

    /** Longer texts don't fit an index of PostgreSQL whatever their script. */
    static final int LONGEST_INDEXED = 500;

    private final Draft draft;
    private final Place place;
    private final String id;

    FieldUse(Draft draft, Place place, String id) {
        this.draft = draft;
        this.place = place;
        this.id = id;
    }

    void check(FieldFile file, Datum datum) {
        ValueType type = datum.type();
        boolean choice = type == ValueType.CODE || type == ValueType.REF;
        refuse(file.many() && !choice, "only a code or a ref can be `many`");
        refuse(file.many() && (file.unique() || file.sort()), "several values can be neither `unique` nor sorted");
        refuse(file.search() && type != ValueType.TEXT, "only text is searched");
        refuse(file.sort() && type == ValueType.REF, "a reference has no order of its own");
        refuse(file.onImport() != null && type != ValueType.REF, "`on_import` goes with a ref");
        refuse(
                datum.encrypted() && (file.sort() || file.search()),
                "ciphertext can be neither sorted nor searched (L4)");
        refuse(
                datum.encrypted() && !datum.identifying() && (file.unique() || file.filter()),
                "an L4 value can be found only with `identifying`, where its frequencies tell nothing");
        draft.refuse(
                tooLongToIndex(datum) && (file.unique() || file.sort() || file.filter()),
                place,
                id,
                "a text of up to " + datum.max() + " characters doesn't fit an index",
                "write `max: " + LONGEST_INDEXED + "` or less for the text, or use `search` to find it");
        refuse(datum.encrypted() && file.default_() != null, "an L4 value has no default");
        refuse(
                file.neverReissued() && (!file.unique() || datum.encrypted() || type != ValueType.TEXT),
                "`never_reissued` goes with a unique text that isn't L4");
        refuse(
                file.unique() && file.default_() != null && !file.default_().equals(Field.Kept.RANDOM),
                "a default would not be unique");
    }

    static boolean tooLongToIndex(Datum datum) {
        return datum.type() == ValueType.TEXT && !datum.encrypted() && datum.max() > LONGEST_INDEXED;
    }

    private void refuse(boolean wrong, String problem) {
        draft.refuse(wrong, place, id, problem, "mend or delete it");
    }
}
