package org.shuyuan.register.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.register.record.FaultCode;
import org.shuyuan.register.record.Policies;
import org.shuyuan.register.schema.Names;
import org.shuyuan.trust.Vault;

/**
 * One import at work: whose it is, what its file has columns for, and the connection on which its statements run one after the other.
 *
 * @param given the fields that have a column, by id
 */
record Batch(
        UUID id,
        Connection connection,
        Register register,
        Map<String, Field.Stored> given,
        Policies policies,
        Vault vault,
        Staging staging,
        Progress progress) {

    private static final int ECHOED = 80;

    Registers registers() {
        return policies.registers();
    }

    /** The register's table. */
    String table() {
        return Names.INSTANCE.table(register.id());
    }

    long run(Query query) throws SQLException {
        stopIfCancelled();
        return Staging.run(connection, query);
    }

    void stopIfCancelled() {
        if (progress.cancelled()) {
            throw new Cancelled();
        }
    }

    /** Runs a function for what it does. */
    void call(Query function) throws SQLException {
        stopIfCancelled();
        try (var statement = function.prepare(connection)) {
            statement.execute();
        }
    }

    long count(Query question) throws SQLException {
        try (var statement = question.prepare(connection);
                var answer = statement.executeQuery()) {
            return answer.next() ? answer.getLong(1) : 0;
        }
    }

    boolean ask(Query question) throws SQLException {
        try (var statement = Query.of("select exists (").add(question).add(")").prepare(connection);
                var answer = statement.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    void create(String table, String... columns) throws SQLException {
        staging.create(connection, table, Arrays.asList(columns));
    }

    void analyze(String table) throws SQLException {
        run(Query.of("analyze " + table));
    }

    static boolean reference(Field field) {
        return field.datum().type() == ValueType.REF;
    }

    /** Whether a field refers to records of the register itself, which may stand in the same file. */
    boolean inward(Field field) {
        return register.id().equals(field.datum().ref());
    }

    /** The references that have a column. */
    List<Field.Stored> references() {
        return given.values().stream().filter(Batch::reference).toList();
    }

    /**
     * The start of a statement that notes a fault of rows: {@code insert … select …}, to be followed by {@code from}.
     *
     * @param line an SQL expression
     * @param value an SQL expression of the value to be repeated, or null
     * @param more the message's further parameters: names, each followed by an SQL expression
     */
    Query note(FaultCode code, @Nullable Field field, String line, @Nullable String value, String... more) {
        String shown =
                value == null || field == null || field.datum().sensitivity().masked()
                        ? "null::text"
                        : "left((" + value + ")::text, " + ECHOED + ")";
        Query note = Query.of(
                "insert into register.import_fault (import, line, field, value, code, parameters) select ?::uuid, "
                        + line + ", ?::text, " + shown + ", ?::text, jsonb_build_object(",
                id,
                field == null ? null : field.id(),
                code.code());
        if (field != null) {
            note.add(
                    "'label', jsonb_build_object('key', ?::text), 'value', coalesce(" + shown + ", '***')",
                    field.label());
        }
        for (int i = 0; i < more.length; i += 2) {
            note.add((field == null && i == 0 ? "" : ", ") + "'" + more[i] + "', " + more[i + 1]);
        }
        return note.add(") ");
    }

    /** What stands among the faulty fields of a row of which nothing further is to be said. */
    static final String HOPELESS = "*";

    /** True of rows in which none of these fields was found to be wrong. */
    static Query sound(String alias, Collection<String> fields) {
        List<String> names = new ArrayList<>(fields);
        names.add(HOPELESS);
        return Query.of("(" + alias + "._faulty is null or not " + alias + "._faulty && ?::text[])", names);
    }
}
