package org.shuyuan.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database, and plain statements on it. */
record Sql(String url, String user, String password) {

    Connection connect() {
        try {
            return DriverManager.getConnection(url, user, password);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Runs statements one by one on one connection. */
    void run(String... statements) {
        try (Connection connection = connect(); var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(String.join(";\n", statements) + "\n" + failed.getMessage(), failed);
        }
    }

    /** Every row, each column as text. */
    List<List<String>> rows(String query, Object... values) {
        try (Connection connection = connect(); PreparedStatement statement = prepare(connection, query, values);
                ResultSet rows = statement.executeQuery()) {
            List<List<String>> all = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        } catch (SQLException failed) {
            throw new IllegalStateException(query + "\n" + failed.getMessage(), failed);
        }
    }

    String text(String query, Object... values) {
        return rows(query, values).getFirst().getFirst();
    }

    long number(String query, Object... values) {
        return Long.parseLong(text(query, values));
    }

    private static PreparedStatement prepare(Connection connection, String query, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** The embedded server's superuser has the node's password too. */
    void checkpoint() {
        new Sql(url, "postgres", password).run("checkpoint");
    }

    String host() {
        return url.replaceFirst("^jdbc:postgresql://([^:/]+).*", "$1");
    }

    String port() {
        return url.replaceFirst("^jdbc:postgresql://[^:/]+:(\\d+).*", "$1");
    }

    String name() {
        return url.replaceFirst("^.*/([^/?]+).*$", "$1");
    }
}
