package org.shuyuan.expression;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words that registers offer to conditions. */
public interface Vocabulary {

    /** The type of a field; null if the register has no such field. Of a followed field, the type of its source. */
    @Nullable
    Type field(String register, String field);

    /** The path that a followed field stands for, as {@code [student, name]}; null if the field is an ordinary one. */
    @Nullable
    List<String> follow(String register, String field);

    /** The text of a condition that the register names; null if there is none of that name. */
    @Nullable
    String condition(String register, String name);

    /** The reference field that makes the register a tree; null if it is not one. */
    @Nullable
    String tree(String register);

    /** Every field and condition of the register, from which a misspelt name is guessed. */
    Set<String> names(String register);

    /** Every code that a set has ever had; null if codes are not to be checked. */
    default @Nullable Set<String> codes(String set) {
        return null;
    }
}
