package org.shuyuan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunOptionsTest {

    @Test
    void areTheSettingsThatTheLaunchersWordsMean() {
        assertThat(RunOptions.settings(List.of(
                        "--port",
                        "8081",
                        "--data=/srv/data",
                        "--packs",
                        "a",
                        "--packs",
                        "b",
                        "--empty",
                        "--db",
                        "jdbc:postgresql://db/x?user=u&password=p=1")))
                .containsExactly(
                        "--server.port=8081",
                        "--management.server.port=8082",
                        "--shuyuan.data=/srv/data",
                        "--shuyuan.packs[0]=a",
                        "--shuyuan.packs[1]=b",
                        "--shuyuan.empty=true",
                        "--shuyuan.db=jdbc:postgresql://db/x?user=u&password=p=1");
    }

    @Test
    void leaveSettingsThatAreWrittenOutAsTheyAre() {
        assertThat(RunOptions.settings(List.of("--shuyuan.suite=sm", "--server.address=::1")))
                .containsExactly("--shuyuan.suite=sm", "--server.address=::1");
    }

    @Test
    void keepTheManagementPortBesideTheOther() {
        assertThat(RunOptions.settings(List.of("--port", "0")))
                .containsExactly("--server.port=0", "--management.server.port=0");
        assertThat(RunOptions.settings(List.of("--management-port", "9", "--port", "65535")))
                .containsExactly("--server.port=65535", "--management.server.port=9");
        refuses("setting_invalid", "--management-port", "-1");
    }

    @Test
    void chooseTheFormOfTheLog() {
        assertThat(RunOptions.settings(List.of("--log", "text"))).isEmpty();
        assertThat(RunOptions.settings(List.of("--log=json")))
                .containsExactly("--logging.structured.format.console=logstash");
    }

    @Test
    void refuseAWordThatIsUnknownAndAValueThatIsMissingOrWrong() {
        refuses("option_unknown", "--prot", "8081");
        refuses("option_unknown", "data");
        refuses("option_without_value", "--data");
        refuses("setting_invalid", "--port", "eighty");
        refuses("setting_invalid", "--port", "65536");
        refuses("setting_invalid", "--log", "xml");
    }

    private static void refuses(String code, String... options) {
        assertThatThrownBy(() -> RunOptions.settings(List.of(options)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
