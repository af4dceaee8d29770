package org.shuyuan.register.model;

import com.google.re2j.Pattern;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shuyuan.Golden;
import org.shuyuan.register.model.Format.Checksum;
import org.shuyuan.register.model.Format.Flaw;
import org.shuyuan.register.model.Format.Part;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Formats, texts and what is wrong with them, for whoever reads formats in another language: {@code web/desk/src/forms} does. Code sets
 * are not among the vectors: that a code is wrong is the node's to find.
 */
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

    /** Divisions: one that always was, one until 2010-07-01, one since 2015-12-01. */
    private static final CodeSet DIVISIONS = codes(
            entry("110105", null, null),
            entry("110103", null, LocalDate.of(2010, 7, 1)),
            entry("110118", LocalDate.of(2015, 12, 1), null));

    private static final CodeSet KINDS = codes(entry("A", null, null), entry("B", LocalDate.of(2020, 1, 1), null));

    private static final List<String> CITIZENS = List.of(
            "11010519491231002X",
            "110105194912310021",
            "110105200002290013",
            "110105202402290011",
            "110105190002290017",
            "110105202302290014",
            "110105194900310014",
            "110105194913310013",
            "110105194912000013",
            "110105194904310011",
            "110103201006300014",
            "110103201007010019",
            "110118201201010017",
            "999999194912310017",
            "999999194904310017",
            "1101051949043");

    private static final List<String> CARDS = List.of(
            "A20240229",
            "A20230229",
            "A20000229",
            "A19000229",
            "A20240430",
            "A20240431",
            "A20240001",
            "A20241301",
            "A20240100",
            "A20240132",
            "A00000229",
            "A00000230",
            "A00010101",
            "A99991231",
            "A20240229B",
            "A2024022",
            "A2024-2-9",
            "A-2024022",
            "A+2024022",
            "A 2024022",
            "A2024022X",
            "A２０２４０２２９",
            "𠮷20240229",
            "",
            "B20191231",
            "B20200101",
            "C20240229",
            "C20240230");

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

    private static Format format(String pattern, @Nullable Checksum checksum, Part... parts) {
        return new Format("format", Pattern.compile(pattern), checksum, List.of(parts));
    }

    private static Part day(int from, int to) {
        return new Part(from, to, null, 0, 0, false);
    }

    private static CodeSet codes(CodeSet.Entry... entries) {
        Map<String, List<CodeSet.Entry>> byCode = new LinkedHashMap<>();
        for (CodeSet.Entry entry : entries) {
            byCode.put(entry.code(), List.of(entry));
        }
        return new CodeSet("codes", "pack", "standard", "version", byCode);
    }

    private static CodeSet.Entry entry(String code, @Nullable LocalDate from, @Nullable LocalDate until) {
        return new CodeSet.Entry(code, null, from, until, Map.of());
    }

    @Test
    void shouldFindWhatTheVectorsSay() {
        List<Object> vectors = new ArrayList<>();
        formats().forEach(format -> vectors.add(vector(format, TEXTS)));
        Part division = new Part(1, 6, DIVISIONS, 7, 14, true);
        vectors.add(vector(format("[1-9][0-9]{16}[0-9X]", CITIZEN_ID, division, day(7, 14)), CITIZENS));
        vectors.add(vector(format(".*", null, day(2, 9)), CARDS));
        vectors.add(vector(format(".*", null, new Part(1, 1, KINDS, 2, 9, false)), CARDS));
        vectors.add(vector(format(".*", null, new Part(1, 1, KINDS, 0, 0, false), day(2, 9)), CARDS));
        Golden.check("vectors/formats.json", JSON.writeValueAsString(vectors) + "\n");
    }

    private static Map<String, Object> vector(Format format, List<String> texts) {
        Map<String, @Nullable String> flaws = new LinkedHashMap<>();
        for (String text : texts) {
            Flaw flaw = format.flaw(text);
            flaws.put(text, flaw == null ? null : flaw.name().toLowerCase(Locale.ROOT));
        }
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("pattern", format.pattern().pattern());
        if (format.checksum() != null) {
            vector.put("checksum", format.checksum());
        }
        if (!format.days().isEmpty()) {
            vector.put("days", format.days());
        }
        vector.put("flaws", flaws);
        return vector;
    }
}
