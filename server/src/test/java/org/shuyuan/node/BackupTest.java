package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.node.backup.Manifest;
import org.shuyuan.platform.Digests;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** A node that works is backed up, and what comes back is held against it, table by table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {

    private static final String RECORDS = "/api/registers/organisation/records";

    /** Every table with rows of people, but for what each start writes itself. */
    private static final String TABLES = """
            select table_schema || '.' || quote_ident(table_name) from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1""";

    private Path folder;
    private WholeNode node;
    private Path keys;

    /** Made while the node is quiet; nobody changes it. */
    private Path quiet;

    private Map<String, String> atThatTime;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        node = WholeNode.start(folder.resolve("data"));
        keys = folder.resolve("keys/data.keys");
        quiet = folder.resolve("quiet");
        backup(quiet);
        atThatTime = checksums(node);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private void backup(Path to) {
        assertThat(Commands.run(List.of("backup", to.toString(), "--data", node.data.toString())))
                .isZero();
    }

    private void restore(Path from, Path to) {
        assertThat(Commands.run(words(from, to))).isZero();
    }

    private List<String> words(Path from, Path to) {
        return List.of("restore", from.toString(), "--data", to.toString(), "--keys", keys.toString());
    }

    private static JdbcClient database(WholeNode node) {
        return JdbcClient.create(Commands.connections(RunningNode.of(node.data)));
    }

    private static Map<String, String> checksums(WholeNode node) {
        Map<String, String> sums = new TreeMap<>();
        JdbcClient database = database(node);
        for (String table : database.sql(TABLES).query(String.class).list()) {
            sums.put(
                    table,
                    database.sql("select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from "
                                    + table + " t")
                            .query(String.class)
                            .single());
        }
        return sums;
    }

    @Test
    void shouldBringBackEveryTableAsItWas() throws IOException {
        Path data = folder.resolve("again");
        restore(quiet, data);
        assertThat(data.resolve("postgres.password")).hasSameTextualContentAs(node.data.resolve("postgres.password"));
        assertThat(Files.getPosixFilePermissions(data)).hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");
        try (WholeNode again = WholeNode.start(data, "--shuyuan.keys=" + keys)) {
            assertThat(checksums(again)).isEqualTo(atThatTime).hasSizeGreaterThan(10);
            assertThat(atThatTime.get("platform.evidence")).doesNotStartWith("0 ");
            assertThat(atThatTime).anySatisfy((table, sum) -> {
                assertThat(table).startsWith("data.");
                assertThat(sum).doesNotStartWith("0 ");
            });
        }
    }

    @Test
    void shouldTakeWhatWasCommittedWhilePeopleWriteAndNothingHalf() throws Exception {
        String token = node.token("operator");
        AtomicInteger written = new AtomicInteger();
        boolean[] done = {false};
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!done[0]) {
                write(token, written.get() + 1);
                written.incrementAndGet();
            }
        });
        while (written.get() < 20) {
            Thread.onSpinWait();
        }
        int before = written.get();
        Path busy = folder.resolve("busy");
        backup(busy);
        int after = written.get() + 1;
        while (written.get() < after + 20) {
            Thread.onSpinWait();
        }
        done[0] = true;
        writer.join();

        Path data = folder.resolve("from-busy");
        restore(busy, data);
        try (WholeNode again = WholeNode.start(data, "--shuyuan.keys=" + keys)) {
            int there = database(again)
                    .sql("select count(*) from data.organisation where name like '备份学堂%'")
                    .query(Integer.class)
                    .single();
            assertThat(there).isBetween(before, after).isLessThan(written.get());
            UnaryOperator<String> firstOnes = query -> query.formatted(there - 1); // the last may be half way
            for (String query : List.of(
                    "select md5(string_agg(o::text, '' order by name)) from data.organisation o where name like '备份学堂%%' and right(name, 6)::int <= %d",
                    "select md5(string_agg(h::text, '' order by id, _version)) from history.organisation h where id in (select id from data.organisation where name like '备份学堂%%' and right(name, 6)::int <= %d)",
                    "select md5(string_agg(e::text, '' order by e.id)) from platform.evidence e where record in (select id from data.organisation where name like '备份学堂%%' and right(name, 6)::int <= %d)")) {
                String asked = firstOnes.apply(query);
                assertThat(database(again).sql(asked).query(String.class).single())
                        .isEqualTo(database(node).sql(asked).query(String.class).single());
            }
            assertThat(database(again)
                            .sql(
                                    "select count(*) from platform.evidence where id in (select _change from data.organisation where name like '备份学堂%')")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(there);
            assertThat(again.ask("POST", RECORDS, again.token("operator"), "{\"values\": {\"name\": \"恢复之后\"}}")
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    private void write(String token, int number) {
        try {
            String made = node.ask("POST", RECORDS, token, "{\"values\": {\"name\": \"备份学堂%06d\"}}".formatted(number))
                    .body();
            String id = made.replaceFirst("(?s).*?\"id\" ?: ?\"([0-9a-f-]{36}).*", "$1");
            String change = "{\"version\": 1, \"values\": {\"phone\": \"0099-8800200\"}}";
            assertThat(node.ask("PUT", RECORDS + "/" + id, token, change).statusCode())
                    .as(made)
                    .isEqualTo(200);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void shouldLeaveTheKeysOutAndEverythingToItsOwner() throws IOException {
        List<String> secrets = Files.readAllLines(keys).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
        assertThat(secrets).isNotEmpty();
        try (var files = Files.walk(quiet)) {
            for (Path file : files.toList()) {
                boolean directory = Files.isDirectory(file);
                assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo(directory ? "rwx------" : "rw-------");
                if (!directory) {
                    assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain(secrets);
                }
            }
        }
    }

    @Test
    void shouldLeaveEvidenceOfTheBackup() {
        assertThat(database(node)
                        .sql(
                                "select detail ->> 'folder' from platform.evidence where action = 'backup' order by id limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo(quiet.toString());
    }

    @Test
    void shouldSayThatABackupIsGoodWithoutWritingAnything() {
        Path data = folder.resolve("never");
        assertThat(Commands.run(List.of(
                        "restore", quiet.toString(), "--check", "--data", data.toString(), "--keys", keys.toString())))
                .isZero();
        assertThat(data).doesNotExist();
    }

    @Test
    void shouldRefuseABackupThatWasCutShort() throws IOException {
        Path cut = copy("cut");
        Files.delete(cut.resolve("manifest.json"));
        refuses("backup_incomplete", cut);
        Files.writeString(
                cut.resolve("manifest.json"),
                Files.readString(quiet.resolve("manifest.json")).substring(0, 900));
        refuses("backup_damaged", cut);
    }

    @Test
    void shouldRefuseABackupOfWhichAFileIsMissingOrOneBitHasChanged() throws IOException {
        Path rotten = copy("rotten");
        Path file = rotten.resolve("postgres/global/pg_control");
        byte[] content = Files.readAllBytes(file);
        content[700] ^= 4;
        Files.write(file, content);
        refuses("backup_damaged", rotten);
        content[700] ^= 4;
        Files.write(file, content);
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        refuses("backup_damaged", rotten);
        Files.delete(file);
        refuses("backup_damaged", rotten);
        Files.createSymbolicLink(file, quiet.resolve("postgres/global/pg_control"));
        refuses("backup_damaged", rotten);
    }

    @Test
    void shouldNameTheFileThatWasCutShort() throws IOException {
        Path cut = copy("short");
        Path file = cut.resolve("postgres/global/pg_control");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 4000));
        assertThat(refuses("backup_damaged", cut).parameters().get("path")).isEqualTo(file.toString());
    }

    /** With a digest that fits: made by another release, not changed. */
    @Test
    void shouldRefuseABackupOfAnotherReleaseAndSayWhichOneRestoresIt() throws IOException {
        Path other = copy("other");
        Path file = other.resolve("manifest.json");
        Manifest own = Manifest.read(other);
        Manifest theirs = new Manifest(
                own.form(),
                own.taken(),
                "0.0.9",
                own.model(),
                own.postgres(),
                own.machine(),
                own.keys(),
                own.folders(),
                own.files());
        String digest =
                HexFormat.of().formatHex(Digests.sha256(JsonMapper.shared().writeValueAsString(theirs)));
        Files.writeString(file, JsonMapper.shared().writeValueAsString(Map.of("sha256", digest, "backup", theirs)));
        assertThat(refuses("restore_release", other).parameters()).containsEntry("release", "0.0.9");
    }

    @Test
    void shouldRefuseAManifestThatWasChanged() throws IOException {
        change("postgres/PG_VERSION", "../PG_VERSION", "backup_damaged");
        change("\"release\" : \"dev\"", "\"release\" : \"0.0.9\"", "backup_damaged");
        change("\"form\" : 1", "\"form\" : 2", "backup_unknown");
    }

    private void change(String text, String by, String refusal) throws IOException {
        Path changed = copy("changed");
        Path manifest = changed.resolve("manifest.json");
        assertThat(Files.readString(manifest)).contains(text);
        Files.writeString(manifest, Files.readString(manifest).replace(text, by));
        refuses(refusal, changed);
        FileSystemUtils.deleteRecursively(changed);
    }

    @Test
    void shouldRefuseKeysThatDoNotFitAndNameThoseThatDo(@TempDir Path elsewhere) throws IOException {
        Path right = keys;
        try {
            keys = elsewhere.resolve("none");
            refuses("restore_keys_missing", quiet);
            org.shuyuan.trust.Vault.open(keys, org.shuyuan.trust.Suite.SM, false);
            Refusal refusal = refuses("restore_keys_other", quiet);
            String seal = Files.readString(right).replaceFirst("(?s).*(seal [0-9a-f]{8}).*", "$1");
            assertThat(refusal.parameters().get("keys")).contains(seal, "index ");
        } finally {
            keys = right;
        }
    }

    @Test
    void shouldWriteOnlyWhereNothingIs(@TempDir Path elsewhere) throws IOException {
        Path used = Files.createDirectories(elsewhere.resolve("used"));
        Files.createFile(used.resolve("something"));
        refuses("restore_target_used", words(quiet, used));
        refuses("backup_target_used", List.of("backup", used.toString(), "--data", node.data.toString()));
        refuses("backup_inside", List.of("backup", node.data + "/backup", "--data", node.data.toString()));
        refuses("usage", List.of("backup", "--data", node.data.toString()));
        assertThat(used).isDirectoryContaining("glob:**/something");
        assertThat(node.data.resolve("backup")).doesNotExist();
    }

    @Test
    void shouldBeginAgainWhereARestoreWasKilled(@TempDir Path elsewhere) throws IOException {
        Path left = Files.createDirectories(elsewhere.resolve(".data.restoring/postgres/base"));
        Files.writeString(left.resolve("1"), "half");
        Path data = Files.createDirectory(elsewhere.resolve("data"));
        restore(quiet, data);
        assertThat(data.resolve("postgres/base/1")).isDirectory();
        assertThat(elsewhere.resolve(".data.restoring")).doesNotExist();
    }

    private Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        FileSystemUtils.copyRecursively(quiet, copy);
        return copy;
    }

    private Refusal refuses(String code, Path backup) throws IOException {
        Path data = folder.resolve("refused");
        Refusal refusal = refuses(code, words(backup, data));
        assertThat(data).doesNotExist();
        assertThat(folder.resolve(".refused.restoring")).doesNotExist();
        return refusal;
    }

    private static Refusal refuses(String code, List<String> words) {
        Refusal[] refused = new Refusal[1];
        assertThatThrownBy(() -> Commands.run(words)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            refused[0] = refusal;
        });
        return refused[0];
    }
}
