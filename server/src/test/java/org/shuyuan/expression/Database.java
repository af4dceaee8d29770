package org.shuyuan.expression;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.shuyuan.TestDatabase;

/** The {@link World} in PostgreSQL. */
final class Database implements AutoCloseable {

    private final Connection connection;

    Database() throws SQLException {
        DataSource source = TestDatabase.fresh();
        connection = source.getConnection();
        connection.setAutoCommit(false);
        execute(World.DDL);
        connection.commit();
    }

    private void execute(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
            }
            statement.execute();
        }
    }

    void replace(World.Data data) throws SQLException {
        execute("delete from thing; delete from old_thing; delete from place; delete from thing_places; "
                + "delete from thing_kinds; delete from place_tags; delete from thing_path");
        insert("thing", "thing", data.things());
        insert("thing", "old_thing", data.olds());
        insert("place", "place", data.places());
        for (UUID thing : data.things().keySet()) {
            for (UUID ancestor : data.ancestors(thing)) {
                execute("insert into thing_path values (?, ?)", thing, ancestor);
            }
        }
    }

    private void insert(String register, String table, Map<UUID, Map<String, Object>> rows) throws SQLException {
        for (Map.Entry<UUID, Map<String, Object>> row : rows.entrySet()) {
            List<Object> values = new ArrayList<>(List.of(row.getKey()));
            StringBuilder columns = new StringBuilder("id");
            StringBuilder marks = new StringBuilder("?");
            for (Map.Entry<String, Object> field : row.getValue().entrySet()) {
                if (World.WORLD.field(register, field.getKey()) instanceof Type.Many) {
                    for (Object value : table.startsWith("old") ? List.of() : (List<?>) field.getValue()) {
                        execute(
                                "insert into " + World.WORLD.linkTable(register, field.getKey()) + " values (?, ?)",
                                row.getKey(),
                                value);
                    }
                    continue;
                }
                columns.append(", ").append(World.WORLD.column(register, field.getKey()));
                marks.append(", ?");
                values.add(field.getValue());
            }
            execute("insert into " + table + " (" + columns + ") values (" + marks + ")", values.toArray());
        }
    }

    /** What PostgreSQL answers: for each thing, each condition in order, in one statement. */
    Map<UUID, List<@Nullable Boolean>> answers(List<Expression> conditions, World.Data data, boolean everywhere)
            throws SQLException {
        StringBuilder sql = new StringBuilder("select r.id");
        List<Object> parameters = new ArrayList<>();
        for (Expression condition : conditions) {
            Sql emitted = condition.sql(new Emission("r", World.WORLD, everywhere, "o", true));
            sql.append(",\n").append(emitted.text());
            parameters.addAll(emitted.parameters());
        }
        sql.append("\nfrom thing r left join old_thing o on o.id = r.id");
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, bound(parameters.get(i), data));
            }
            Map<UUID, List<@Nullable Boolean>> answers = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<@Nullable Boolean> row = new ArrayList<>();
                    for (int i = 0; i < conditions.size(); i++) {
                        row.add(rows.getObject(i + 2, Boolean.class));
                    }
                    answers.put(rows.getObject(1, UUID.class), row);
                }
            }
            return answers;
        } catch (SQLException refused) {
            throw new AssertionError(refused.getMessage() + "\n" + sql + "\n" + parameters, refused);
        }
    }

    private @Nullable Object bound(Object parameter, World.Data data) throws SQLException {
        return parameter instanceof Sql.Parameter known
                ? switch (known) {
                    case SCOPE -> connection.createArrayOf("uuid", data.scope().toArray());
                    case ME -> data.me();
                    case TODAY -> World.TODAY;
                }
                : parameter;
    }

    /** Whether a check constraint keeps the things from standing in a table. */
    boolean violates(String check) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            execute("create temp table checked (like thing)");
            execute("alter table checked add check (" + check + ")");
            execute("insert into checked select * from thing");
            return false;
        } catch (SQLException refused) {
            if (!"23514".equals(refused.getSQLState())) {
                throw refused;
            }
            return true;
        } finally {
            connection.rollback(before);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
