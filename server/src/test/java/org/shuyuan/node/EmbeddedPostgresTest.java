package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPostgresTest {

    private static final NodeSettings.Postgres SMALL = new NodeSettings.Postgres("16MB", "64MB");
    private static final NodeSettings.Postgres LARGER = new NodeSettings.Postgres("24MB", "64MB");

    private DataDirectory directory;
    private EmbeddedPostgres.Running running;

    @BeforeAll
    void start(@TempDir Path folder) {
        directory = DataDirectory.take(folder.resolve("data"));
        running = EmbeddedPostgres.start(directory, SMALL);
    }

    @AfterAll
    void stop() throws IOException {
        running.server().close();
        directory.close();
    }

    private JdbcClient client() {
        DatabaseAddress address = running.address();
        return JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource(
                address.url(), address.user(), address.password()));
    }

    private String show(String setting) {
        return client().sql("show " + setting).query(String.class).single();
    }

    @Test
    void syncsEveryCommitToTheDiskAndListensToThisMachineOnly() {
        assertThat(show("fsync")).isEqualTo("on");
        assertThat(show("synchronous_commit")).isEqualTo("on");
        assertThat(show("full_page_writes")).isEqualTo("on");
        assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(show("server_encoding")).isEqualTo("UTF8");
        assertThat(show("server_version_num")).startsWith("18");
    }

    @Test
    void givesTheNodeNoMoreThanItsOwnDatabase() {
        assertThat(client().sql("select rolsuper from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void wantsThePasswordOfEverybody() {
        DatabaseAddress address = running.address();
        for (String user : new String[] {"postgres", "shuyuan"}) {
            assertThatThrownBy(() -> DriverManager.getConnection(address.url(), user, "wrong"))
                    .hasMessageContaining("password");
        }
    }

    @Test
    void isHeldAgainstWhatTheNodeNeeds() {
        DatabaseAddress address = running.address();
        DatabaseCheck.check(address);
        assertThat(client().sql("select count(*) from pg_extension where extname = 'btree_gist'")
                        .query(Integer.class)
                        .single())
                .isOne();
        refuses("db_login", new DatabaseAddress(address.url(), "shuyuan", "wrong"));
        refuses(
                "db_missing",
                new DatabaseAddress(
                        address.url().replaceFirst("/shuyuan$", "/nothing"), "shuyuan", address.password()));
        refuses("db_unreachable", new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/shuyuan", "shuyuan", ""));
        refuses("db_login", new DatabaseAddress(address.url() + "?user=shuyuan&password=wrong", "", ""));
    }

    private static void refuses(String code, DatabaseAddress address) {
        assertThatThrownBy(() -> DatabaseCheck.check(address))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void sortsByPinyin() {
        assertThat(client().sql(
                                "select string_agg(x, '' order by x collate \"zh-x-icu\") from unnest(array['张','李','王']) x")
                        .query(String.class)
                        .single())
                .isEqualTo("李王张");
    }

    @Test
    void keepsWhatWasCommittedWhenANodeWasKilledAndStartsAgainUnderTheSettingsOfNow() {
        client().sql("create table kept (id int)").update();
        client().sql("insert into kept values (1)").update();
        DatabaseAddress before = running.address();

        running = EmbeddedPostgres.start(directory, LARGER); // nobody has stopped the one before

        assertThat(show("shared_buffers")).isEqualTo("24MB");
        assertThat(client().sql("select count(*) from kept")
                        .query(Integer.class)
                        .single())
                .isOne();
        if (!before.url().equals(running.address().url())) {
            refuses("db_unreachable", before);
        }
    }

    @Test
    void refusesDataThatAnotherVersionMade(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        try (DataDirectory other = DataDirectory.take(data)) {
            Files.createSymbolicLink(data.resolve("postgres-bin"), directory.resolve("postgres-bin"));
            Files.createDirectory(data.resolve("postgres"));
            Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");
            assertThatThrownBy(() -> EmbeddedPostgres.start(other, SMALL))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("data_of_other_postgres"));
        }
    }
}
