package org.shuyuan.pack;

import java.time.LocalDate;

/** The only way round one source: a second place keeps an element, with a reason, an authority and an end. */
public record Exemption(
        @Says("the element kept a second time") String element,
        @Says("the register that keeps it") String register,
        @Says("its field") String field,
        @Says("why the source cannot serve") String reason,
        @Says("who allowed it, by what rule") String authority,
        @Says("the first day on which it no longer holds") LocalDate until) {}
