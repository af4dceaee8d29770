package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;
import org.shuyuan.trust.Vault;

/** The statements that write one record: each brings the version, its history, its evidence and the outbox row in one go. */
final class WriteSql {

    private static final Names NAMES = Names.INSTANCE;

    private final Register register;
    private final Vault vault;

    WriteSql(Register register, Vault vault) {
        this.register = register;
        this.vault = vault;
    }

    /** The call that writes evidence and outbox, as a common table expression {@code attested(id)}. */
    private static Query attested(Attestation attestation) {
        return Query.of(
                "with attested as materialized (select platform.attest(?::uuid, ?::timestamptz, ?::uuid, ?::text, ?::text, ?::text, ?::uuid,"
                        + " ?::text, ?::bytea, ?::text, null) as id)",
                attestation.id(),
                attestation.at(),
                attestation.actor().account(),
                attestation.actor().name(),
                attestation.action(),
                attestation.register(),
                attestation.record(),
                attestation.model(),
                attestation.digest(),
                attestation.reason());
    }

    void create(
            Connection connection, UUID id, Instant now, Map<String, @Nullable Object> values, Attestation attestation)
            throws SQLException {
        Query insert = attested(attestation)
                .add(" insert into " + NAMES.table(register.id()) + " (id, _version, _since, _change");
        List<Query> columns = columns(values);
        columns.forEach(column ->
                insert.add(", " + column.text().substring(0, column.text().indexOf(" = "))));
        insert.add(") select ?, 1, ?::timestamptz, attested.id", id, now);
        columns.forEach(column -> insert.add(
                ", " + column.text().substring(column.text().indexOf(" = ") + 3),
                column.values().toArray()));
        run(connection, insert.add(" from attested"));
        insertLinks(connection, id, values);
    }

    /** Moves the present version to the history and puts the next in its place. */
    void change(
            Connection connection,
            UUID id,
            Instant now,
            Map<String, @Nullable Object> values,
            boolean retire,
            Attestation attestation)
            throws SQLException {
        String stored =
                register.stored().map(field -> ", " + columnNames(field)).collect(Collectors.joining());
        Query update = attested(attestation)
                .add(
                        ", past as (insert into " + NAMES.history(register.id())
                                + " (id, _version, _since, _change, _retired, _until" + stored
                                + ") select id, _version, _since, _change, _retired, ?::timestamptz" + stored + " from "
                                + NAMES.table(register.id()) + " where id = ?)",
                        now,
                        id)
                .add(
                        " update " + NAMES.table(register.id())
                                + " set _version = _version + 1, _since = ?::timestamptz, _change = attested.id",
                        now);
        if (retire) {
            update.add(", _retired = ?::timestamptz", now);
        }
        columns(values).forEach(column -> update.add(", ").add(column));
        run(connection, update.add(" from attested where " + NAMES.table(register.id()) + ".id = ?", id));
        for (Field.Kept field : register.kept()
                .filter(Field.Kept::many)
                .filter(field -> values.containsKey(field.id()))
                .toList()) {
            run(
                    connection,
                    Query.of("delete from " + NAMES.linkTable(register.id(), field.id()) + " where owner = ?", id));
        }
        insertLinks(connection, id, values);
    }

    private static String columnNames(Field.Stored field) {
        boolean blind = field.datum().encrypted() && field.datum().identifying();
        return Names.quote(field.id()) + (blind ? ", " + Names.blind(field.id()) : "");
    }

    /** {@code "column" = ?::type} for each given value, sealed where it is L4. */
    private List<Query> columns(Map<String, @Nullable Object> values) {
        List<Query> columns = new ArrayList<>();
        register.stored().filter(field -> values.containsKey(field.id())).forEach(field -> {
            Object value = values.get(field.id());
            String column = Names.quote(field.id());
            if (!field.datum().encrypted()) {
                columns.add(Query.of(
                        column + " = ?::" + TableDesign.columnType(field.datum()) + (field.many() ? "[]" : ""), value));
                return;
            }
            columns.add(
                    Query.of(column + " = ?::bytea", (Object) (value == null ? null : vault.seal(value.toString()))));
            if (field.datum().identifying()) {
                columns.add(Query.of(Names.blind(field.id()) + " = ?::bytea", (Object)
                        (value == null ? null : vault.blind(register.blindIndex(field), value.toString()))));
            }
        });
        return columns;
    }

    private void insertLinks(Connection connection, UUID id, Map<String, @Nullable Object> values) throws SQLException {
        for (Field.Kept field : register.kept().filter(Field.Kept::many).toList()) {
            if (values.get(field.id()) instanceof List<?> many && !many.isEmpty()) {
                run(
                        connection,
                        Query.of(
                                "insert into " + NAMES.linkTable(register.id(), field.id()) + " select ?, unnest(?::"
                                        + TableDesign.columnType(field.datum()) + "[])",
                                id,
                                many));
            }
        }
    }

    /** The row, locked until the transaction ends, or null. */
    RowReader.@Nullable Row lock(Connection connection, UUID id, Query visible) throws SQLException {
        Query query = Query.of(
                        "select " + RowReader.columns(register, "t") + " from " + NAMES.table(register.id())
                                + " t where t.id = ? and ",
                        id)
                .add(visible)
                .add(" for update");
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? RowReader.read(row, register, vault) : null;
        }
    }

    static void run(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection)) {
            statement.executeUpdate();
        }
    }
}
