package org.shuyuan.identity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;

/**
 * What this room asks of the register whose records grants are held at.
 *
 * @param register the register, or null where no pack brings one
 * @param find the record with an identity, such as a school's code
 * @param title what stands for a record where people read of it
 * @param titles what stands for each of several records
 * @param within whether a record stands under one of others, or is one of them
 * @param inside as {@code within}, as a condition of SQL on an expression
 * @param above all that a record stood under on a day, itself included
 */
public record Places(
        @Nullable String register,
        Function<String, Optional<UUID>> find,
        Function<UUID, Optional<String>> title,
        Function<Collection<UUID>, Map<UUID, String>> titles,
        BiPredicate<UUID, Collection<UUID>> within,
        BiFunction<String, Collection<UUID>, Query> inside,
        BiFunction<UUID, LocalDate, List<UUID>> above) {}
