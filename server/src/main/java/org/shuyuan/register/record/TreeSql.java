package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Query;
import org.shuyuan.register.schema.Names;

/**
 * Keeps a register's tree: dated edges, which are its only fact, and the paths of today, which are derived from them.
 */
final class TreeSql {

    private final String edges;
    private final String paths;

    TreeSql(String register) {
        edges = Names.INSTANCE.edgeTable(register);
        paths = Names.INSTANCE.treeTable(register);
    }

    /** Puts a new record into the tree. */
    void plant(Connection connection, UUID id, @Nullable UUID parent, LocalDate since, UUID change)
            throws SQLException {
        if (parent == null) {
            WriteSql.run(connection, Query.of("insert into " + paths + " values (?, ?, 0)", id, id));
            return;
        }
        WriteSql.run(
                connection,
                Query.of(
                        "with edge as (insert into " + edges
                                + " (child, parent, since, _id, _change) values (?, ?, ?, ?, ?))"
                                + " insert into " + paths
                                + " (descendant, ancestor, depth) select ?, ancestor, depth + 1 from " + paths
                                + " where descendant = ? union all select ?, ?, 0",
                        id,
                        parent,
                        since,
                        Ids.next(),
                        change,
                        id,
                        parent,
                        id,
                        id));
    }

    /** Moves a record, and all that stands under it, to another parent from {@code day} on; edges that were to begin later fall away. */
    void move(Connection connection, UUID id, @Nullable UUID parent, LocalDate day, UUID change) throws SQLException {
        WriteSql.run(connection, Query.of("delete from " + edges + " where child = ? and since >= ?", id, day));
        WriteSql.run(
                connection,
                Query.of(
                        "update " + edges + " set until = ? where child = ? and (until is null or until > ?)",
                        day,
                        id,
                        day));
        WriteSql.run(
                connection,
                Query.of(
                        "delete from " + paths + " p using " + paths + " below where below.ancestor = ?"
                                + " and p.descendant = below.descendant and p.ancestor not in (select descendant from "
                                + paths + " where ancestor = ?)",
                        id,
                        id));
        if (parent != null) {
            WriteSql.run(
                    connection,
                    Query.of(
                            "insert into " + edges + " (child, parent, since, _id, _change) values (?, ?, ?, ?, ?)",
                            id,
                            parent,
                            day,
                            Ids.next(),
                            change));
            WriteSql.run(
                    connection,
                    Query.of(
                            "insert into " + paths + " (descendant, ancestor, depth)"
                                    + " select below.descendant, above.ancestor, below.depth + above.depth + 1 from "
                                    + paths + " below, " + paths
                                    + " above where below.ancestor = ? and above.descendant = ?",
                            id,
                            parent));
        }
    }

    /** Whether {@code parent} is the record itself or stands under it. Moves wait for each other from here on, so that two can't close a circle. */
    boolean circular(Connection connection, UUID id, UUID parent) throws SQLException {
        WriteSql.run(connection, Query.of("lock table " + edges + " in share row exclusive mode"));
        Query query =
                Query.of("select exists (select from " + paths + " where descendant = ? and ancestor = ?)", parent, id);
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet answer = statement.executeQuery()) {
            answer.next();
            return answer.getBoolean(1);
        }
    }
}
