package org.shuyuan.register.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Pack;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The models that a database has held. */
final class Releases {

    private final Connection connection;

    Releases(Connection connection) {
        this.connection = connection;
    }

    /**
     * An installed model.
     *
     * @param packs the release of each
     * @param catalog a digest of the tables as they were after it, and of those that the program wanted
     */
    record Release(String model, Map<String, Integer> packs, String catalog) {

        Release {
            packs = Map.copyOf(packs);
        }
    }

    /** The model that the database holds and the one before it, the newest first. */
    List<Release> latest() throws SQLException {
        List<Release> releases = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select model, packs, catalog from register.release order by id desc limit 2")) {
            while (rows.next()) {
                Map<String, Integer> packs =
                        JsonMapper.shared().readValue(rows.getString(2), new TypeReference<Map<String, Integer>>() {});
                releases.add(new Release(rows.getString(1), packs, rows.getString(3)));
            }
        }
        return releases;
    }

    /** Records that the database holds the model now, or that its tables are as they should be again. */
    void record(Model model, String catalog, Plan done, boolean again) throws SQLException {
        String sql = again
                ? "update register.release set catalog = ?, steps = steps || ?::jsonb"
                        + " where id = (select max(id) from register.release)"
                : "insert into register.release (catalog, steps, model, packs, description)"
                        + " values (?, ?::jsonb, ?, ?::jsonb, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, catalog);
            statement.setString(
                    2,
                    JsonMapper.shared()
                            .writeValueAsString(done.steps().stream()
                                    .map(ReleaseLog.Noted::of)
                                    .toList()));
            if (!again) {
                statement.setString(3, model.hash());
                statement.setString(4, JsonMapper.shared().writeValueAsString(packs(model)));
                statement.setString(5, model.description());
            }
            statement.execute();
        }
    }

    static Map<String, Integer> packs(Model model) {
        Map<String, Integer> packs = new HashMap<>();
        for (Pack pack : model.packs()) {
            packs.put(pack.id(), pack.release());
        }
        return packs;
    }
}
