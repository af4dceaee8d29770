package org.shuyuan.register.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Digests;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Register;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody says of columns whose names the node doesn't know, or knows otherwise: fields by names, an empty field for a column that
 * is left out. What an account once said of a header holds for its next file with that header.
 */
final class Matching {

    private final Database database;
    private final Register register;
    private final @Nullable UUID account;
    private final Map<String, String> told;

    Matching(Database database, Register register, @Nullable UUID account, Map<String, String> told) {
        this.database = database;
        this.register = register;
        this.account = account;
        this.told = told;
    }

    /** What is said of the columns of a header now. */
    Map<String, String> told() {
        return told;
    }

    /** What the account said of the columns of a header the last time. */
    Map<String, String> remembered(List<String> header) {
        if (account == null) {
            return Map.of();
        }
        byte[] digest = digest(header);
        Query query = Query.of(
                "select columns::text from register.import_matching where account = ? and register = ? and header = ?",
                account,
                register.id(),
                digest);
        return database.read(connection -> {
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? read(row.getString(1)) : Map.of();
            }
        });
    }

    /** Keeps what was said of a header that could be read by it. */
    void remember(List<String> header) {
        if (account != null && !told.isEmpty()) {
            database.read(connection -> remember(connection, digest(header)));
        }
    }

    private int remember(Connection connection, byte[] digest) throws SQLException {
        Query query = Query.of("""
                insert into register.import_matching (account, register, header, columns) values (?, ?, ?, ?::jsonb)
                on conflict (account, register, header) do update set columns = excluded.columns""", account, register.id(), digest, write(told));
        try (PreparedStatement statement = query.prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private static byte[] digest(List<String> header) {
        MessageDigest digest = Digests.sha256();
        header.forEach(cell -> digest.update((HeaderWords.plain(cell) + "\n").getBytes(StandardCharsets.UTF_8)));
        return digest.digest();
    }

    static String write(Map<String, String> columns) {
        return JsonMapper.shared().writeValueAsString(columns);
    }

    static Map<String, String> read(String json) {
        return JsonMapper.shared().readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
    }
}
