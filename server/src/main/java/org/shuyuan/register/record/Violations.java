package org.shuyuan.register.record;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;

/** Tells which rule of a register a refusal by the database means. */
public final class Violations {

    private static final String UNIQUE = "23505";
    private static final String FOREIGN = "23503";
    private static final String EXCLUSION = "23P01";
    private static final String CHECK = "23514";

    private Violations() {}

    /** The fault, or null where the refusal is none of the register's rules. */
    public static @Nullable FieldFault explain(Register register, SQLException refusal) {
        ServerErrorMessage message =
                refusal instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String constraint = message == null ? null : message.getConstraint();
        if (constraint == null || !constraint.startsWith(register.id() + "_")) {
            return null;
        }
        String what = constraint.substring(register.id().length() + 1).replaceFirst("_[0-9a-f]{8}$", "");
        return switch (String.valueOf(refusal.getSQLState())) {
            case UNIQUE -> fault(register, what.replaceFirst("_unique$", ""), RecordFault.TAKEN);
            case FOREIGN -> fault(register, what.replaceFirst("_ref$", ""), RecordFault.UNKNOWN_REFERENCE);
            case EXCLUSION -> overlap(register);
            case CHECK ->
                what.startsWith("check_")
                        ? Draft.broken(register, what.substring("check_".length()))
                        : what.equals("period")
                                ? new FieldFault(null, null, RecordFault.PERIOD_ORDER.code(), Map.of())
                                : fault(register, what.replaceFirst("_max$", ""), RecordFault.TOO_LONG);
            default -> null;
        };
    }

    private static @Nullable FieldFault fault(Register register, String name, RecordFault code) {
        Field field = register.field(name);
        return field == null
                ? null
                : ValueParser.faultOf(
                        field, null, code, Map.of("max", field.datum().max(), "length", "?"));
    }

    private static FieldFault overlap(Register register) {
        List<Messages.Key> labels = register.noOverlap().stream()
                .flatMap(List::stream)
                .map(name -> new Messages.Key(register.require(name).label()))
                .toList();
        return new FieldFault(null, null, RecordFault.OVERLAP.code(), Map.of("labels", labels));
    }
}
