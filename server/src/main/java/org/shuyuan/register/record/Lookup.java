package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.register.schema.Names;

/** Finds records for the node itself, outside any actor's rights: by what identifies them, and their titles. */
public final class Lookup {

    private final Database database;
    private final Register register;

    public Lookup(Database database, Register register) {
        this.database = database;
        this.register = register;
    }

    /** The record with this text in one of the fields that identify it alone, the first of them counting most. */
    public Optional<UUID> find(String identity) {
        List<String> fields = register.identity().stream()
                .filter(alternative -> alternative.size() == 1)
                .map(List::getFirst)
                .filter(name -> register.require(name) instanceof Field.Kept kept
                        && kept.datum().type() == ValueType.TEXT
                        && !kept.datum().encrypted())
                .toList();
        return database.read(connection -> {
            for (String field : fields) {
                Optional<UUID> found = one(
                        connection,
                        Query.of(
                                "select id from " + Names.INSTANCE.table(register.id()) + " where " + Names.quote(field)
                                        + " = ? and _retired is null limit 1",
                                identity),
                        UUID.class);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        });
    }

    /** What stands for the record elsewhere. */
    public Optional<String> title(UUID id) {
        return database.read(connection -> one(
                connection,
                Query.of(
                        "select " + Names.quote(register.title()) + "::text from " + Names.INSTANCE.table(register.id())
                                + " where id = ?",
                        id),
                String.class));
    }

    /** What stands for each of these records elsewhere; those that are unknown are left out. */
    public Map<UUID, String> titles(Collection<UUID> ids) {
        Map<UUID, String> titles = new HashMap<>();
        if (ids.isEmpty()) {
            return titles;
        }
        return database.read(connection -> {
            Query query = Query.of(
                    "select id, " + Names.quote(register.title()) + "::text from " + Names.INSTANCE.table(register.id())
                            + " where id = any(?::uuid[])",
                    ids);
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    titles.put(rows.getObject(1, UUID.class), rows.getString(2));
                }
            }
            return titles;
        });
    }

    /** As {@link #within}, as a condition on an expression of SQL. */
    public Query inside(String expression, Collection<UUID> others) {
        return register.tree() == null
                ? Query.of(expression + " = any(?::uuid[])", others)
                : Query.of(
                        expression + " in (select descendant from " + Names.INSTANCE.treeTable(register.id())
                                + " where ancestor = any(?::uuid[]))",
                        others);
    }

    /** Whether the record stands under one of these, or is one of them; in a register without a tree, the latter. */
    public boolean within(UUID id, Collection<UUID> others) {
        if (register.tree() == null) {
            return others.contains(id);
        }
        return database.read(connection -> one(
                        connection,
                        Query.of(
                                "select true from " + Names.INSTANCE.treeTable(register.id())
                                        + " where descendant = ? and ancestor = any(?::uuid[]) limit 1",
                                id,
                                List.copyOf(others)),
                        Boolean.class))
                .isPresent();
    }

    private static <T> Optional<T> one(Connection connection, Query query, Class<T> type) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getObject(1, type)) : Optional.empty();
        }
    }
}
