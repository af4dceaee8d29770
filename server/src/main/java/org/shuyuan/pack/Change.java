package org.shuyuan.pack;

import org.jspecify.annotations.Nullable;

/** What a release may do to a live database beyond adding; exactly one of {@code rename}, {@code drop}, {@code narrow}, {@code split}. */
public record Change(
        @Says("the release that brings this change") int release,
        @Says("the register it concerns") String register,
        @Says("the field that gets another name") @Nullable String rename,
        @Says("the new name of the renamed field") @Nullable String to,

        @Says("the field whose values are deleted") @Nullable
        String drop,

        @Says("the field that will hold less than before") @Nullable
        String narrow,

        @Says("the text field whose values are taken apart into other fields") @Nullable
        String split,

        @Says("how the split text is made up of the fields that take its place, as in \"{room}/{shelf}\"") @Nullable
        String into) {}
