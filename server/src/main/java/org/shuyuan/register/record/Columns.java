package org.shuyuan.register.record;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;

/** The fields that records are shown with. Who asks for few is shown no others, and no evidence says that they were. */
final class Columns {

    /** The word in addresses. */
    static final String PARAMETER = "columns";

    private Columns() {}

    /**
     * In the order of the definition without a wish, else in the order of the wish.
     *
     * @param asked names of fields, separated by commas, or null for all that the actor may read in some row
     */
    static List<Field> of(Register register, Rights rights, @Nullable String asked) {
        List<Field> readable = register.fields().values().stream()
                .filter(field -> !rights.readableAmongVisible(field, "t").text().equals(Rights.NEVER))
                .toList();
        return asked == null
                ? readable
                : Stream.of(asked.split(",", -1))
                        .distinct()
                        .map(name -> named(register, name, readable))
                        .toList();
    }

    private static Field named(Register register, String name, List<Field> readable) {
        return readable.stream()
                .filter(field -> field.id().equals(name))
                .findFirst()
                .orElseThrow(() -> Addresses.bad(PARAMETER, name, Addresses.names(register, readable::contains)));
    }
}
