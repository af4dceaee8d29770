package org.shuyuan.identity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What this room asks of the register whose records grants are held at.
 *
 * @param find the record with an identity, such as a school's code
 * @param title what stands for a record where people read of it
 * @param within whether a record stands under one of others, or is one of them
 * @param above all that a record stood under on a day, itself included
 */
public record Places(
        Function<String, Optional<UUID>> find,
        Function<UUID, Optional<String>> title,
        BiPredicate<UUID, Collection<UUID>> within,
        BiFunction<UUID, LocalDate, List<UUID>> above) {}
