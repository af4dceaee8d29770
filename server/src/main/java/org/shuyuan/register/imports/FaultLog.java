package org.shuyuan.register.imports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Query;
import org.shuyuan.register.table.LineFault;

/** What was wrong with the rows of one import. Faults found while the file is read go in by hundreds, over a connection of their own. */
final class FaultLog {

    /** More reasons than these nobody reads: the file as a whole is wrong. */
    static final long MOST = 1_000_000;

    private static final int TOGETHER = 500;

    private final Database database;
    private final UUID importId;
    private final List<LineFault> waiting = new ArrayList<>();
    private long count;

    FaultLog(Database database, UUID importId) {
        this.database = database;
        this.importId = importId;
    }

    void add(List<LineFault> faults) {
        waiting.addAll(faults);
        count += faults.size();
        if (count > MOST) {
            throw Stopped.by(ImportState.Stage.REFUSED, ImportError.TOO_MANY_FAULTS);
        }
        if (waiting.size() >= TOGETHER) {
            flush();
        }
    }

    void flush() {
        if (!waiting.isEmpty()) {
            database.write(connection -> write(connection, waiting));
            waiting.clear();
        }
    }

    private int write(Connection connection, List<LineFault> faults) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into register.import_fault (import, line, field, value, code, parameters)
                select ?, line, field, value, code, parameters::jsonb
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                     as fault (line, field, value, code, parameters)""")) {
            statement.setObject(1, importId);
            statement.setArray(2, array(connection, faults, fault -> String.valueOf(fault.line())));
            statement.setArray(
                    3, array(connection, faults, fault -> fault.fault().field()));
            statement.setArray(
                    4, array(connection, faults, fault -> fault.fault().value()));
            statement.setArray(
                    5, array(connection, faults, fault -> fault.fault().code()));
            statement.setArray(
                    6,
                    array(
                            connection,
                            faults,
                            fault -> Parameters.write(fault.fault().parameters())));
            return statement.executeUpdate();
        }
    }

    private static java.sql.Array array(
            Connection connection, List<LineFault> faults, Function<LineFault, @Nullable String> part)
            throws SQLException {
        return connection.createArrayOf(
                "text", faults.stream().map(part).map(FaultLog::storable).toArray());
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '␀');
    }

    /** A fault and its place in the order of all. */
    record Placed(long line, long n, FieldFault fault) {}

    /** The next faults after a place, by line; with a code, only those that have it and concern the field. */
    static List<Placed> read(
            Connection connection,
            UUID importId,
            @Nullable String code,
            @Nullable String field,
            long line,
            long n,
            int most)
            throws SQLException {
        Query query = Query.of("""
                select line, n, field, value, code, parameters::text from register.import_fault
                where import = ? and (line, n) > (?, ?)""", importId, line, n);
        if (code != null) {
            query = query.add(" and code = ? and field is not distinct from ?", code, field);
        }
        List<Placed> faults = new ArrayList<>();
        try (var statement = query.add(" order by line, n limit ?", most).prepare(connection);
                var row = statement.executeQuery()) {
            while (row.next()) {
                faults.add(new Placed(row.getLong(1), row.getLong(2), fault(row, 3)));
            }
        }
        return faults;
    }

    /** Of the columns field, value, code and parameters, the first of which is {@code from}. */
    static FieldFault fault(ResultSet row, int from) throws SQLException {
        return new FieldFault(
                row.getString(from),
                row.getString(from + 1),
                row.getString(from + 2),
                Parameters.read(row.getString(from + 3)));
    }
}
