package org.shuyuan.register.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the rows that are there what a plan must know of them. */
final class Rows {

    private static final int SHOWN = 3;

    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** Rows that stand in the way. */
    record Count(long count, List<String> ids) {

        boolean none() {
            return count == 0;
        }

        Wording told(Table table) {
            return new Wording(
                    table.schema().equals("history") ? "rows.history" : "rows.present",
                    Map.of(
                            "count",
                            Wording.number(count),
                            "ids",
                            String.join(", ", ids) + (count > ids.size() ? ", …" : "")));
        }
    }

    boolean empty(LiveTable table) throws SQLException {
        return "f".equals(ask("select exists (select from " + table.source() + ")"));
    }

    /** Rows of {@code from} for which {@code where} is true; {@code id} tells them apart. */
    Count count(String from, String id, String where) throws SQLException {
        String rows = " from " + from + " where " + where;
        long count = number("select count(*)" + rows);
        return new Count(count, count == 0 ? List.of() : texts("select " + id + "::text" + rows + " limit " + SHOWN));
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(String.valueOf(ask(sql)));
    }

    /** Whether two constant expressions have one value. */
    boolean same(String one, String other) throws SQLException {
        return one.equals(other) || "t".equals(ask("select (" + one + ") is not distinct from (" + other + ")"));
    }

    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private @Nullable String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** The rows of a live table under the names and types that they will have, to be asked before they have them. */
    static String asTheyWillBe(Table wanted, LiveTable live) {
        return wanted.columns().stream()
                .map(column -> {
                    LiveTable.Column there = live.columns().get(column.name());
                    String value = there != null
                            ? there.value() + (there.type().equals(column.type()) ? "" : "::" + column.type())
                            : (column.preset() == null ? "null" : column.preset()) + "::" + column.type();
                    return value + " as " + Names.quote(column.name());
                })
                .collect(Collectors.joining(", ", "(select ", " from " + live.source() + ") as it"));
    }
}
