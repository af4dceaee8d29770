package org.shuyuan.platform;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** A statement that grows piece by piece, each piece with the values of its {@code ?} marks. Values never become text. */
public final class Query {

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    public static Query of(String text, @Nullable Object... values) {
        return new Query().add(text, values);
    }

    public Query add(String piece, @Nullable Object... pieceValues) {
        text.append(piece);
        for (Object value : pieceValues) {
            values.add(value);
        }
        return this;
    }

    public Query add(Query piece) {
        text.append(piece.text);
        values.addAll(piece.values);
        return this;
    }

    /** The pieces with {@code between} between them. */
    public static Query join(String between, Collection<Query> pieces) {
        Query joined = new Query();
        for (Query piece : pieces) {
            if (!joined.isEmpty()) {
                joined.text.append(between);
            }
            joined.add(piece);
        }
        return joined;
    }

    /** The values in the order of their marks. */
    public List<@Nullable Object> values() {
        return java.util.Collections.unmodifiableList(values);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    public String text() {
        return text.toString();
    }

    public PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                bind(statement, i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    /**
     * Planned for its own values: the best way through a wide scope is a poor one through a narrow scope. What it answers comes as text; of
     * a statement that is used again the driver would have it in binary.
     */
    public PreparedStatement prepareAnew(Connection connection) throws SQLException {
        PreparedStatement statement = prepare(connection);
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        return statement;
    }

    /** How each kind of value goes to PostgreSQL. */
    public static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case BigDecimal number -> statement.setBigDecimal(index, number);
            case Boolean truth -> statement.setBoolean(index, truth);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Instant moment -> statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
            case Collection<?> many ->
                statement.setArray(index, statement.getConnection().createArrayOf(arrayType(many), many.toArray()));
            default -> statement.setObject(index, value);
        }
    }

    private static String arrayType(Collection<?> many) {
        return many.stream()
                .findFirst()
                .map(each -> each instanceof UUID ? "uuid" : "text")
                .orElse("text");
    }
}
