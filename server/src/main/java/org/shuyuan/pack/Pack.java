package org.shuyuan.pack;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder of declarations: one government application. */
public record Pack(
        String id,
        int release,
        List<String> needs,
        String authority,
        @Nullable LocalDate effectiveFrom,
        List<Exemption> exceptions,
        List<Change> changes,
        Path folder) {

    public Pack {
        needs = List.copyOf(needs);
        exceptions = List.copyOf(exceptions);
        changes = List.copyOf(changes);
    }
}
