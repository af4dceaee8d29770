package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shuyuan.organisation.EventFault;
import org.shuyuan.platform.ErrorCode;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.record.FaultCode;
import org.shuyuan.register.record.RecordError;
import org.shuyuan.register.record.RecordFault;
import org.shuyuan.register.table.TableFault;

/** Whatever can go wrong with records and imports is told in every language, with what to do about it. */
class FaultTextsTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private final Messages messages = new Messages();

    @Test
    void shouldHaveATextForEachFaultAndNoOther() {
        Set<String> codes = Stream.<FaultCode[]>of(
                        RecordFault.values(), ImportFault.values(), TableFault.values(), EventFault.values())
                .<FaultCode>flatMap(Stream::of)
                .map(code -> "fault." + code.code())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String language : Messages.LANGUAGES) {
            Set<String> told = messages.texts(language).keySet().stream()
                    .filter(key -> key.startsWith("fault."))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(told).isEqualTo(codes);
        }
    }

    @Test
    void shouldTellEachProblemWithItsRemedy() {
        List<ErrorCode> codes = new ArrayList<>(List.of(RecordError.values()));
        codes.addAll(List.of(ImportError.values()));
        for (String language : Messages.LANGUAGES) {
            for (ErrorCode code : codes) {
                assertThat(messages.texts(language)).containsKeys("problem." + code.code(), "remedy." + code.code());
            }
        }
    }

    @Test
    void shouldUseTheSameParametersInEachLanguage() {
        Map<String, String> chinese = messages.texts("zh-CN");
        chinese.forEach((key, text) -> {
            if (key.startsWith("fault.")) {
                assertThat(parameters(messages.texts("en").getOrDefault(key, "")))
                        .as(key)
                        .isEqualTo(parameters(text));
            }
        });
    }

    private static Set<String> parameters(String text) {
        Set<String> parameters = new TreeSet<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            parameters.add(matcher.group(1));
        }
        return parameters;
    }
}
