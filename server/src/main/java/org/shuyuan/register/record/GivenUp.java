package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;

/**
 * Values that are never reissued: once a record has given one up, no other gets it (学校（机构）代码管理办法: a code that is no longer used is
 * not assigned again). The record itself may take its own back.
 */
final class GivenUp {

    private final Register register;
    private final UUID record;

    GivenUp(Register register, UUID record) {
        this.register = register;
        this.record = record;
    }

    /** Remembers what the record gives up by this change. */
    void note(Connection connection, Map<String, ?> before, Map<String, ?> written, Instant now, UUID change)
            throws SQLException {
        for (Field.Kept field : register.neverReissued()) {
            Object value = before.get(field.id());
            if (value != null && written.containsKey(field.id()) && !value.equals(written.get(field.id()))) {
                WriteSql.run(
                        connection,
                        Query.of(
                                "insert into register.given_up (register, field, value, holder, at, change)"
                                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                                register.id(),
                                field.id(),
                                value,
                                record,
                                now,
                                change));
            }
        }
    }

    /**
     * What the record took that another had given up. Asked after the write: whoever gives a value up in a transaction beside this one has
     * it in the unique index until it ends, and so is seen here.
     */
    List<FieldFault> taken(Connection connection, Map<String, @Nullable Object> written) throws SQLException {
        List<FieldFault> faults = new ArrayList<>();
        for (Field.Kept field : register.neverReissued()) {
            Object value = written.get(field.id());
            if (value != null && another(connection, field, value)) {
                faults.add(ValueParser.faultOf(field, Objects.toString(value), RecordFault.GIVEN_UP, Map.of()));
            }
        }
        return faults;
    }

    private boolean another(Connection connection, Field field, Object value) throws SQLException {
        Query query = Query.of(
                "select from register.given_up where register = ? and field = ? and value = ? and holder <> ?",
                register.id(),
                field.id(),
                value,
                record);
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }
}
