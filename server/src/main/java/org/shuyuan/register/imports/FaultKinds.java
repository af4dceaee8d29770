package org.shuyuan.register.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Query;

/** What kinds of faults an import found: those with the same code in the same field are of one kind. */
final class FaultKinds {

    private static final int MOST = 200;

    private FaultKinds() {}

    /**
     * A kind of fault.
     *
     * @param count how many there are
     * @param line the first line that has one
     * @param first the one found there, as an example
     */
    record Kind(long count, long line, FieldFault first) {}

    /** The most frequent first. */
    static List<Kind> read(Connection connection, UUID importId) throws SQLException {
        Query query = Query.of("""
                select k.count, k.line, k.field, e.value, k.code, e.parameters::text
                from (select code, field, count(*) count, min(line) line from register.import_fault where import = ?
                      group by code, field order by count(*) desc, code, field limit ?) k
                cross join lateral (
                  select value, parameters from register.import_fault f
                  where f.import = ? and f.line = k.line and f.code = k.code and f.field is not distinct from k.field
                  order by n limit 1) e
                order by k.count desc, k.code, k.field""", importId, MOST, importId);
        List<Kind> kinds = new ArrayList<>();
        try (var statement = query.prepare(connection);
                var row = statement.executeQuery()) {
            while (row.next()) {
                kinds.add(new Kind(row.getLong(1), row.getLong(2), FaultLog.fault(row, 3)));
            }
        }
        return kinds;
    }
}
