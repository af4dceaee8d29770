package org.shuyuan.organisation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that an event did.
 *
 * @param version of the record after it, or null where the record itself stayed as it was
 * @param before what a change took the place of
 */
record EventStep(
        Action action,
        UUID record,
        @Nullable Integer version,
        @Nullable ObjectNode before) {

    enum Action {
        /** A record was made. */
        FOUND,
        /** Fields got other values. */
        CHANGE,
        /** Others took over. */
        SUCCEED,
        /** A place of the past was put right. */
        CORRECT
    }
}
