package org.shuyuan.node;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Holds a server against what the node needs of it. */
final class DatabaseCheck {

    /** PostgreSQL 15. */
    private static final int OLDEST = 150_000;

    /** The SQLSTATE of insufficient_privilege. */
    private static final String FORBIDDEN = "42501";

    private DatabaseCheck() {}

    static void check(DatabaseAddress address) {
        Properties properties = new Properties();
        if (!address.user().isEmpty()) {
            properties.put("user", address.user());
            properties.put("password", address.password());
        }
        properties.put("connectTimeout", "10");
        try (Connection connection = DriverManager.getConnection(address.url(), properties);
                Statement statement = connection.createStatement()) {
            checkVersion(
                    Integer.parseInt(ask(statement, "show server_version_num")), ask(statement, "show server_version"));
            checkEncoding(statement);
            checkCollations(statement);
            checkExtension(statement, "btree_gist");
        } catch (SQLException failed) {
            throw Refusals.explain(failed)
                    .orElseGet(() -> new Refusal("db_unreachable", "reason", String.valueOf(failed.getMessage())));
        }
    }

    static void checkVersion(int number, String version) {
        if (number < OLDEST) {
            throw new Refusal("db_too_old", "version", version);
        }
    }

    private static void checkEncoding(Statement statement) throws SQLException {
        String encoding = ask(statement, "show server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new Refusal("db_encoding", "encoding", encoding);
        }
    }

    private static void checkCollations(Statement statement) throws SQLException {
        if (ask(statement, "select count(*) from pg_collation where collprovider = 'i'")
                .equals("0")) {
            throw new Refusal("db_without_icu");
        }
    }

    /** Makes the extension where this user may. */
    static void checkExtension(Statement statement, String extension) throws SQLException {
        if (ask(statement, "select count(*) from pg_available_extensions where name = '" + extension + "'")
                .equals("0")) {
            throw new Refusal("db_extension_absent", "extension", extension);
        }
        try {
            statement.execute("create extension if not exists " + extension);
        } catch (SQLException failed) {
            if (FORBIDDEN.equals(failed.getSQLState())) {
                throw new Refusal("db_extension_not_made", "extension", extension);
            }
            throw failed;
        }
    }

    private static String ask(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
