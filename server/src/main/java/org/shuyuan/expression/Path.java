package org.shuyuan.expression;

import java.util.List;

/**
 * A field that a condition reads.
 *
 * @param register the register of the record that the path starts at
 * @param fields references to pass through, then the field
 * @param keeper the register that has the last of the fields
 */
public record Path(String register, List<String> fields, String keeper) {

    public Path {
        fields = List.copyOf(fields);
    }

    /** The field that is read in the {@link #keeper}. */
    public String field() {
        return fields.getLast();
    }
}
