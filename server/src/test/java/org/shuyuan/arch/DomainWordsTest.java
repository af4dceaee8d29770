package org.shuyuan.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shuyuan.TestNode;

/**
 * Engines know no domain word, or the next application would be a program again. The fix is a general word in the engine and the
 * domain's in a pack. Comments may give examples, so only code counts.
 */
class DomainWordsTest {

    private static final Pattern WORDS = Pattern.compile(
            "school|pupil|student|teacher|guardian|enrol|university|classroom|bureau|学校|学生|教师|学籍|教育局",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    @Test
    void shouldFindNoDomainWordInTheEngines() throws IOException {
        List<String> found = new ArrayList<>();
        int read = 0;
        try (Stream<Path> sources = Files.walk(TestNode.ROOT.resolve("server/src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                read++;
                WORDS.matcher(COMMENT.matcher(Files.readString(source)).replaceAll(""))
                        .results()
                        .forEach(word -> found.add(source.getFileName() + ": " + word.group()));
            }
        }
        assertThat(read).isGreaterThan(100);
        assertThat(found).isEmpty();
    }
}
