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
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TreePaths;

/**
 * Keeps a register's tree. Its facts are dated: edges say who stands under whom, heirs who took over from whom. The paths of today are
 * derived from both, so that whoever has a record under them has those that it took over from as well.
 */
final class TreeSql {

    private final Register register;
    private final String edges;
    private final String heirs;
    private final String paths;

    TreeSql(Register register) {
        this.register = register;
        edges = Names.INSTANCE.edgeTable(register.id());
        heirs = Names.INSTANCE.heirTable(register.id());
        paths = Names.INSTANCE.treeTable(register.id());
    }

    /**
     * Puts a new record into the tree.
     *
     * @param since the first day, or null where nobody knows since when
     */
    void plant(Connection connection, UUID id, @Nullable UUID parent, @Nullable LocalDate since, UUID change)
            throws SQLException {
        if (parent == null) {
            WriteSql.run(connection, Query.of("insert into " + paths + " values (?, ?, 0)", id, id));
            return;
        }
        WriteSql.run(
                connection,
                Query.of(
                        "with edge as (insert into " + edges
                                + " (child, parent, since, _id, _change) values (?, ?, ?::date, ?, ?))"
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
        if (parent != null) {
            edge(connection, id, parent, day, null, change);
        }
        walkAgain(connection, id);
    }

    /** Says where a record stood for a time that is over: between {@code day} and the move that is known to have followed. */
    void correct(Connection connection, UUID id, @Nullable UUID parent, LocalDate day, LocalDate next, UUID change)
            throws SQLException {
        WriteSql.run(
                connection,
                Query.of(
                        "update " + edges
                                + " set until = ? where child = ? and (since is null or since < ?) and until > ?",
                        day,
                        id,
                        day,
                        day));
        WriteSql.run(
                connection,
                Query.of("delete from " + edges + " where child = ? and since >= ? and since < ?", id, day, next));
        if (parent != null) {
            edge(connection, id, parent, day, next, change);
        }
    }

    private void edge(
            Connection connection, UUID id, UUID parent, LocalDate since, @Nullable LocalDate until, UUID change)
            throws SQLException {
        WriteSql.run(
                connection,
                Query.of(
                        "insert into " + edges
                                + " (child, parent, since, until, _id, _change) values (?, ?, ?, ?::date, ?, ?)",
                        id,
                        parent,
                        since,
                        until,
                        Ids.next(),
                        change));
    }

    /** Has {@code heir} take over from {@code predecessor}. */
    void succeed(Connection connection, UUID predecessor, UUID heir, LocalDate since, UUID change) throws SQLException {
        WriteSql.run(
                connection,
                Query.of(
                        "insert into " + heirs + " (predecessor, heir, since, _change) values (?, ?, ?, ?)",
                        predecessor,
                        heir,
                        since,
                        change));
        walkAgain(connection, predecessor);
    }

    /** Takes back that anybody took over from the record. */
    void disinherit(Connection connection, UUID predecessor) throws SQLException {
        WriteSql.run(connection, Query.of("delete from " + heirs + " where predecessor = ?", predecessor));
        walkAgain(connection, predecessor);
    }

    boolean hasHeirs(Connection connection, UUID id) throws SQLException {
        return ask(connection, Query.of("select exists (select from " + heirs + " where predecessor = ?)", id));
    }

    private static boolean ask(Connection connection, Query question) throws SQLException {
        try (PreparedStatement statement = question.prepare(connection);
                ResultSet answer = statement.executeQuery()) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /** Derives the paths of a record and of all below it anew. */
    private void walkAgain(Connection connection, UUID id) throws SQLException {
        Query below = Query.of("select array_agg(descendant) from " + paths + " where ancestor = ?", id);
        try (PreparedStatement statement = below.prepare(connection);
                ResultSet answer = statement.executeQuery()) {
            answer.next();
            java.sql.Array shifted = answer.getArray(1);
            WriteSql.run(connection, Query.of("delete from " + paths + " where descendant = any(?::uuid[])", shifted));
            WriteSql.run(
                    connection,
                    Query.of(
                            "insert into " + paths + " (descendant, ancestor, depth) "
                                    + TreePaths.of(register, "unnest(?::uuid[]) id"),
                            shifted));
        }
    }

    /** Whether {@code parent} is the record itself or stands under it. Moves wait for each other from here on, so that two can't close a circle. */
    boolean circular(Connection connection, UUID id, UUID parent) throws SQLException {
        WriteSql.run(connection, Query.of("lock table " + edges + " in share row exclusive mode"));
        return ask(
                connection,
                Query.of(
                        "select exists (select from " + paths + " where descendant = ? and ancestor = ?)", parent, id));
    }
}
