package org.shuyuan.register.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import tools.jackson.databind.json.JsonMapper;

class JsonBytesTest {

    @Property
    void shouldWriteStringsThatAnyParserReadsAsTheyWere(
            @ForAll @CharRange(from = '\0', to = '\u007f') @CharRange(from = '数', to = '源') String text) {
        byte[] json = new JsonBytes().string(text.getBytes(UTF_8)).toBytes();
        assertThat(JsonMapper.shared().readTree(json).stringValue()).isEqualTo(text);
    }
}
