package org.shuyuan.node;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shuyuan.trust.Suite;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set, as {@code shuyuan.<name>} on the command line or {@code SHUYUAN_<NAME>} in the environment. A name that is
 * not here stops the start.
 *
 * @param home the folder that holds the built-in {@code packs}
 * @param data where the node keeps everything but its keys
 * @param keys the key file; beside the data directory, never in it
 * @param db a JDBC URL of a PostgreSQL server, or empty for the embedded one
 * @param packs folders with further packs
 * @param empty whether to leave the packs' demo data and demo people out
 * @param name what the node is called, such as the bureau's name
 * @param connections to the database, at most
 * @param postgres settings of the embedded server
 */
@ConfigurationProperties(prefix = "shuyuan", ignoreUnknownFields = false)
public record NodeSettings(
        @DefaultValue(".") Path home,
        @DefaultValue("data") Path data,
        @Nullable Path keys,
        @DefaultValue("") String db,
        @DefaultValue List<Path> packs,
        @DefaultValue("false") boolean empty,
        @DefaultValue("数源") String name,
        @DefaultValue("Asia/Shanghai") ZoneId timeZone,
        @DefaultValue("international") Suite suite,
        @DefaultValue("10") int connections,
        @DefaultValue Postgres postgres) {

    public NodeSettings {
        data = data.toAbsolutePath().normalize();
        keys = keys == null ? keysBeside(data) : keys.toAbsolutePath().normalize();
        packs = List.copyOf(packs);
        check(db.isEmpty() || db.startsWith("jdbc:postgresql:"), "shuyuan.db", "jdbc:postgresql://HOST:PORT/DATABASE");
        check(!keys.startsWith(data), "shuyuan.keys", "a file outside " + data);
        check(connections >= 2 && connections <= 200, "shuyuan.connections", "2 … 200");
    }

    /**
     * How much the embedded server may take, in PostgreSQL's units.
     *
     * @param sharedBuffers its own cache; a quarter of the memory at most
     * @param maxWalSize how much is written before a checkpoint is forced
     */
    public record Postgres(
            @DefaultValue("256MB") String sharedBuffers,
            @DefaultValue("2GB") String maxWalSize) {

        public Postgres {
            check(sharedBuffers.matches("\\d+(kB|MB|GB)"), "shuyuan.postgres.shared-buffers", "256MB");
            check(maxWalSize.matches("\\d+(MB|GB)"), "shuyuan.postgres.max-wal-size", "2GB");
        }
    }

    /** Where the key file is if nothing else is said. */
    static Path keysBeside(Path data) {
        return data.resolveSibling("keys").resolve(data.getFileName() + ".keys");
    }

    private static void check(boolean holds, String setting, String expected) {
        if (!holds) {
            throw new Refusal("setting_invalid", "setting", setting, "expected", expected);
        }
    }

    /** The names of all settings. */
    static List<String> names() {
        return names("shuyuan", NodeSettings.class);
    }

    private static List<String> names(String prefix, Class<?> record) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            names.addAll(component.getType().isRecord() ? names(name, component.getType()) : List.of(name));
        }
        return names;
    }

    /** What a setting is, for an operator to read; of a database's address without its account and parameters. */
    String shown(String name) {
        return switch (name) {
            case "shuyuan.home" -> home.toAbsolutePath().normalize().toString();
            case "shuyuan.data" -> data.toString();
            case "shuyuan.keys" -> keyFile().toString();
            case "shuyuan.db" -> db.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
            case "shuyuan.packs" ->
                String.join(", ", packs.stream().map(Path::toString).toList());
            case "shuyuan.empty" -> String.valueOf(empty);
            case "shuyuan.name" -> this.name;
            case "shuyuan.time-zone" -> timeZone.getId();
            case "shuyuan.suite" -> suite.name().toLowerCase(Locale.ROOT);
            case "shuyuan.connections" -> String.valueOf(connections);
            case "shuyuan.postgres.shared-buffers" -> postgres.sharedBuffers();
            case "shuyuan.postgres.max-wal-size" -> postgres.maxWalSize();
            default -> throw new IllegalArgumentException("there is no setting " + name);
        };
    }

    /** The key file, which always has a place. */
    public Path keyFile() {
        return Objects.requireNonNull(keys);
    }

    boolean embedded() {
        return db.isEmpty();
    }
}
