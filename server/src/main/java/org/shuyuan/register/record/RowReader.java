package org.shuyuan.register.record;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.trust.Vault;

/** Reads a stored row into the values of its fields, opened where they are sealed: what a change starts from. */
final class RowReader {

    /** A row and the version it has. */
    record Row(int version, Instant since, boolean retired, Map<String, @Nullable Object> values) {}

    private RowReader() {}

    /** The columns to select, in the order in which {@link #read} takes them. */
    static String columns(Register register, String alias) {
        return alias + "._version, " + alias + "._since, " + alias + "._retired, "
                + register.stored()
                        .map(field -> alias + "." + Names.quote(field.id()))
                        .collect(Collectors.joining(", "));
    }

    static Row read(ResultSet row, Register register, Vault vault) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<Field.Stored> fields = register.stored().toList();
        for (int i = 0; i < fields.size(); i++) {
            values.put(fields.get(i).id(), value(row, i + 4, fields.get(i), vault));
        }
        return new Row(
                row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getObject(3) != null, values);
    }

    private static @Nullable Object value(ResultSet row, int column, Field.Stored field, Vault vault)
            throws SQLException {
        if (field.many()) {
            Array array = row.getArray(column);
            return array == null ? List.of() : List.of((Object[]) array.getArray());
        }
        if (field.datum().encrypted()) {
            byte[] sealed = row.getBytes(column);
            return sealed == null ? null : vault.open(sealed);
        }
        return switch (field.datum().type()) {
            case TEXT, CODE -> row.getString(column);
            case INTEGER -> row.getObject(column, Long.class);
            case DECIMAL, MONEY -> row.getBigDecimal(column);
            case DATE -> row.getObject(column, LocalDate.class);
            case TIME -> row.getObject(column, LocalTime.class);
            case INSTANT -> {
                OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
                yield moment == null ? null : Objects.requireNonNull(moment).toInstant();
            }
            case BOOLEAN -> row.getObject(column, Boolean.class);
            case REF -> row.getObject(column, UUID.class);
        };
    }
}
