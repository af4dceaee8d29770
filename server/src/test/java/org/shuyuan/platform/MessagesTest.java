package org.shuyuan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final Messages messages = new Messages();

    private String say(String text, Map<String, ?> parameters) {
        messages.include("en", Map.of("text", text));
        return messages.say("en", "text", parameters);
    }

    @Test
    void shouldFillEachParameterInOnceWhateverItsValueHolds() {
        assertThat(say("{a} and {b}, {a}", Map.of("a", "{b} $1 \\", "b", List.of("x", "y"))))
                .isEqualTo("{b} $1 \\ and x、y, {b} $1 \\");
    }

    @Test
    void shouldLeaveBracesThatAreNoParameter() {
        assertThat(say("{\"field\": {known}, …} {unknown}", Map.of("known", 1)))
                .isEqualTo("{\"field\": 1, …} {unknown}");
    }

    @Test
    void shouldChooseTheWordThatGoesWithANumber() {
        String text = "{count} {count:record|records}{count:| each}";
        assertThat(say(text, Map.of("count", 1))).isEqualTo("1 record");
        assertThat(say(text, Map.of("count", 0))).isEqualTo("0 records each");
        assertThat(say(text, Map.of("count", "1,001"))).isEqualTo("1,001 records each");
    }
}
