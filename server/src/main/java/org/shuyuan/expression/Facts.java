package org.shuyuan.expression;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record and the actor, as a condition asks about them in Java. Values are {@link String}, {@link Long},
 * {@link java.math.BigDecimal}, {@link LocalDate}, {@link java.time.LocalTime}, {@link java.time.Instant}, {@link Boolean},
 * {@link UUID} or, of a field with several values, a {@link List}. Times carry no more than microseconds, as in PostgreSQL.
 */
public interface Facts {

    /**
     * The value at the end of a path: {@code [kind]}, {@code [parent, kind]}, {@code [self]} for the record's own id, and with
     * {@code old} in front for the record as it was. Null if a reference on the way is null.
     */
    @Nullable
    Object value(List<String> path);

    /** The facts about another record, which stands in a field with several values. */
    Facts of(String register, UUID record);

    /** Whether a record lies under those where the actor holds the role. */
    boolean inScope(Object ref);

    /** The actor's person; null if the actor is nobody. */
    @Nullable
    UUID me();

    LocalDate today();
}
