package org.shuyuan.register.model;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shuyuan.Golden;
import org.shuyuan.register.model.Format.Checksum;
import org.shuyuan.register.model.Format.Flaw;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Formats, texts and what is wrong with them, for whoever reads formats in another language: {@code web/desk/src/forms} does. */
class FormatVectorsTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Checksum CITIZEN_ID =
            new Checksum("0123456789", List.of(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), 11, "10X98765432");
    private static final Checksum CREDIT_CODE = new Checksum(
            "0123456789ABCDEFGHJKLMNPQRTUWXY",
            List.of(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28),
            31,
            "0YXWUTRQPNMLKJHGFEDCBA987654321");

    private static final List<String> TEXTS = List.of(
            "11010519491231002X",
            "11010519491231002x",
            "110105194912310021",
            "1101051949123100",
            "11010519491231002X ",
            "91350100M000100Y43",
            "91350100M000100Y44",
            "91350100M000100I43",
            "a@b.cn",
            "a b@c.cn",
            "a\u3000b@c.cn",
            "a\u00A0@c.cn",
            "a@b.cn\n",
            "",
            "a",
            "ab",
            "𠮷",
            "𠮷野",
            "\n",
            "\r",
            "\u2028",
            "\u000B",
            "]",
            "字1_",
            "Ａ１",
            "a.b",
            "aab");

    private static List<Format> formats() {
        List<Format> formats = new ArrayList<>(List.of(
                format("[1-9][0-9]{16}[0-9X]", CITIZEN_ID),
                format("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", CREDIT_CODE),
                format(".*", CITIZEN_ID)));
        for (String pattern : List.of(
                "[^@\\s]+@[^@\\s]+\\.[^@\\s.]+",
                "a|ab",
                "(a|b)*?",
                ".",
                ".*",
                "[.]",
                "\\s",
                "\\S",
                "[\\s\\d]",
                "[^\\s]*",
                "\\w+",
                "\\W",
                "[^a]",
                "^a.b$",
                "(?:aa?)b",
                "\\x{20BB7}",
                "[]a]",
                "\\pL+",
                "(?i)A",
                "\\Qa.b\\E",
                "[[:alpha:]]+")) {
            formats.add(format(pattern, null));
        }
        return formats;
    }

    private static Format format(String pattern, @Nullable Checksum checksum) {
        return new Format("format", Pattern.compile(pattern), checksum, List.of());
    }

    @Test
    void shouldFindWhatTheVectorsSay() {
        List<Object> vectors = new ArrayList<>();
        for (Format format : formats()) {
            Map<String, @Nullable String> flaws = new LinkedHashMap<>();
            for (String text : TEXTS) {
                Flaw flaw = format.flaw(text);
                flaws.put(text, flaw == null ? null : flaw.name().toLowerCase(java.util.Locale.ROOT));
            }
            Map<String, Object> vector = new LinkedHashMap<>();
            vector.put("pattern", format.pattern().pattern());
            if (format.checksum() != null) {
                vector.put("checksum", format.checksum());
            }
            vector.put("flaws", flaws);
            vectors.add(vector);
        }
        Golden.check("vectors/formats.json", JSON.writeValueAsString(vectors) + "\n");
    }
}
