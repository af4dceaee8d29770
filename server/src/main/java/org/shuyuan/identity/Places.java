package org.shuyuan.identity;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What this room asks of the register whose records grants are held at.
 *
 * @param find the record with an identity, such as a school's code
 * @param title what stands for a record where people read of it
 * @param within whether a record stands under one of others, or is one of them
 */
public record Places(
        Function<String, Optional<UUID>> find,
        Function<UUID, Optional<String>> title,
        BiPredicate<UUID, Collection<UUID>> within) {}
