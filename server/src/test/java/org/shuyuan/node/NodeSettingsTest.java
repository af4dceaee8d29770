package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.shuyuan.trust.Suite;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NodeSettingsTest {

    private final ApplicationContextRunner node =
            new ApplicationContextRunner().withUserConfiguration(Settings.class).withBean(PathConverter.class);

    @EnableConfigurationProperties(NodeSettings.class)
    static class Settings {}

    @Test
    void haveTheseNames() {
        assertThat(NodeSettings.names())
                .containsExactly(
                        "shuyuan.home",
                        "shuyuan.data",
                        "shuyuan.keys",
                        "shuyuan.db",
                        "shuyuan.packs",
                        "shuyuan.empty",
                        "shuyuan.name",
                        "shuyuan.time-zone",
                        "shuyuan.suite",
                        "shuyuan.connections",
                        "shuyuan.postgres.shared-buffers",
                        "shuyuan.postgres.max-wal-size");
    }

    @Test
    void haveTheseDefaults() {
        node.run(context -> assertThat(context.getBean(NodeSettings.class))
                .isEqualTo(new NodeSettings(
                        Path.of("."),
                        Path.of("data").toAbsolutePath(),
                        Path.of("keys/data.keys").toAbsolutePath(),
                        "",
                        java.util.List.of(),
                        false,
                        "数源",
                        ZoneId.of("Asia/Shanghai"),
                        Suite.INTERNATIONAL,
                        10,
                        new NodeSettings.Postgres("256MB", "2GB"))));
    }

    @Test
    void areReadByTheirNames() {
        node.withPropertyValues(
                        "shuyuan.home=/opt/shuyuan",
                        "shuyuan.data=/srv/node/data",
                        "shuyuan.keys=/etc/shuyuan/keys",
                        "shuyuan.db=jdbc:postgresql://db/shuyuan",
                        "shuyuan.packs[0]=one",
                        "shuyuan.packs[1]=two",
                        "shuyuan.empty=true",
                        "shuyuan.name=云川市教育局",
                        "shuyuan.time-zone=Asia/Urumqi",
                        "shuyuan.suite=sm",
                        "shuyuan.connections=40",
                        "shuyuan.postgres.shared-buffers=4GB",
                        "shuyuan.postgres.max-wal-size=8GB")
                .run(context -> assertThat(context.getBean(NodeSettings.class))
                        .isEqualTo(new NodeSettings(
                                Path.of("/opt/shuyuan"),
                                Path.of("/srv/node/data"),
                                Path.of("/etc/shuyuan/keys"),
                                "jdbc:postgresql://db/shuyuan",
                                java.util.List.of(Path.of("one"), Path.of("two")),
                                true,
                                "云川市教育局",
                                ZoneId.of("Asia/Urumqi"),
                                Suite.SM,
                                40,
                                new NodeSettings.Postgres("4GB", "8GB"))));
    }

    @Test
    void keepTheKeysBesideTheDataUnderItsName() {
        node.withPropertyValues("shuyuan.data=/srv/node/../node/second")
                .run(context -> assertThat(context.getBean(NodeSettings.class).keyFile())
                        .isEqualTo(Path.of("/srv/node/keys/second.keys")));
    }

    @Test
    void refuseWhatCannotBe() {
        refuses("shuyuan.keys=/srv/data/keys", "shuyuan.data=/srv/data");
        refuses("shuyuan.db=jdbc:mysql://db/shuyuan");
        refuses("shuyuan.connections=0");
        refuses("shuyuan.time-zone=Asia/Atlantis");
        refuses("shuyuan.postgres.shared-buffers=1GB -c fsync=off");
        refuses("shuyuan.pakcs=typo");
    }

    private void refuses(String... settings) {
        node.withPropertyValues(settings)
                .run(context -> assertThat(
                                Refusals.explain(java.util.Objects.requireNonNull(context.getStartupFailure())))
                        .hasValueSatisfying(
                                refusal -> assertThat(refusal.code()).startsWith("setting_")));
    }
}
