package org.shuyuan.expression;

import java.util.Set;

/** Where a condition stands: the register whose records it is about, and the words that have a meaning there. */
public record Surroundings(String register, Set<Word> words) {

    public Surroundings {
        words = Set.copyOf(words);
    }

    public enum Word {
        /** The record itself. */
        SELF,
        /** The records under those where the actor holds the role. */
        SCOPE,
        /** The actor's person. */
        ME,
        /** The record as it was before the change. */
        OLD,
        /** The day on which the condition is asked. */
        TODAY
    }
}
