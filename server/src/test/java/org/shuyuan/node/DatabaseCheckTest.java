package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shuyuan.TestDatabase;

/** What the node asks of somebody else's server, asked of a real one. */
class DatabaseCheckTest {

    private final String url;

    DatabaseCheckTest() throws SQLException {
        try (Connection connection = TestDatabase.fresh().getConnection()) {
            url = connection.getMetaData().getURL();
        }
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = java.sql.DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static void refuses(DatabaseAddress address, String code, Map<String, String> parameters) {
        assertThatThrownBy(() -> DatabaseCheck.check(address)).isInstanceOfSatisfying(Refusal.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.parameters()).isEqualTo(parameters);
        });
    }

    @Test
    void shouldAcceptAServerThatHasAll() {
        assertThatCode(() -> DatabaseCheck.check(new DatabaseAddress(url, "postgres", "")))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseADatabaseInAnotherEncoding() throws SQLException {
        run(
                "drop database if exists in_ascii",
                "create database in_ascii encoding 'SQL_ASCII' locale 'C' template template0");
        refuses(
                new DatabaseAddress(url.replaceAll("/test_\\d+", "/in_ascii"), "postgres", ""),
                "db_encoding",
                Map.of("encoding", "SQL_ASCII"));
    }

    @Test
    void shouldSayThatAnAdministratorMustMakeTheExtension() throws SQLException {
        run("drop role if exists weak", "create role weak login");
        refuses(new DatabaseAddress(url, "weak", ""), "db_extension_not_made", Map.of("extension", "btree_gist"));
    }

    @Test
    void shouldNameAnExtensionThatTheServerLacks() throws SQLException {
        try (Connection connection = java.sql.DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> DatabaseCheck.checkExtension(statement, "btree_none"))
                    .isInstanceOfSatisfying(
                            Refusal.class, refused -> assertThat(refused.code()).isEqualTo("db_extension_absent"));
        }
    }

    @Test
    void shouldSayThatADatabaseIsMissing() {
        refuses(new DatabaseAddress(url.replaceAll("/test_\\d+", "/nowhere"), "postgres", ""), "db_missing", Map.of());
    }
}
