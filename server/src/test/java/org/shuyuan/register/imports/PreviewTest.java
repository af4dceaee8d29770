package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.register.table.Parts;

/** What people are shown of a file before it goes in, whatever it is. */
class PreviewTest {

    private static final String TABLE = "架号,书架名称\nA1,甲乙丙丁馆\nA2,中文书架名称很长的一个例子用来说明编码\n";

    private static TestNode node;
    private static Path folder;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        node = TestNode.start(temporary, TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
    }

    private static Preview preview(byte[] content) {
        try {
            Path file = Files.write(Files.createTempFile(folder, "preview", ".csv"), content);
            return node.previews.of(node.register("shelf"), file, Table.options(false, true), node.operator());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Preview preview(String content) {
        return preview(content.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> faults(Preview preview) {
        return preview.faults().stream().map(fault -> fault.fault().code()).toList();
    }

    private static String line(int from, int to, String word) {
        return IntStream.range(from, to).mapToObj(i -> word + i).collect(Collectors.joining(","));
    }

    @Test
    void shouldReadTheEncodingsThatSpreadsheetsWrite() {
        Preview chinese = preview(TABLE.getBytes(Charset.forName("GB18030")));
        assertThat(chinese.read().encoding()).isEqualTo("GB18030");
        Preview marked = preview("\uFEFF" + TABLE);
        assertThat(marked.read().encoding()).isEqualTo("UTF-8");
        assertThat(marked.read().bom()).isTrue();
        for (Preview preview : List.of(chinese, marked)) {
            assertThat(preview.faults()).isEmpty();
            assertThat(preview.read().columns())
                    .extracting(ImportState.Named::field)
                    .containsExactly("code", "name");
            assertThat(preview.rows().getFirst()).containsExactly("A1", "甲乙丙丁馆");
        }
    }

    @Test
    void shouldShowTheFirstRowsAndCutLongCells() {
        String rows = IntStream.range(0, 50).mapToObj(i -> "A" + i + ",馆\n").collect(Collectors.joining());
        Preview preview = preview("code,name\nA,\"" + "馆𠮷".repeat(1_000_000) + "\"\n" + rows);
        assertThat(preview.faults()).isEmpty();
        assertThat(preview.rows()).hasSize(Preview.ROWS);
        assertThat(preview.rows().getFirst().getLast()).isEqualTo("馆𠮷".repeat(Preview.WIDTH / 2) + "…");
        assertThat(preview("code,name\nA," + "馆,".repeat(5_000) + "\n").rows().getFirst())
                .as("a cell more than there are columns")
                .hasSize(3);
    }

    @Test
    void shouldShowOneColumnAndFiveHundredAndRefuseEndlessOnes() {
        Preview one = preview("code\nA1\n");
        assertThat(one.faults()).isEmpty();
        assertThat(one.rows()).containsExactly(List.of("A1"));
        Preview many = preview("code,name," + line(2, 500, "列") + "\nA1,甲," + line(2, 500, "v") + "\n");
        assertThat(many.faults()).isEmpty();
        assertThat(many.read().columns()).hasSize(500);
        assertThat(many.rows().getFirst()).hasSize(500).endsWith("v499");
        Preview endless = preview("code,name," + line(2, 2_000, "列") + "\nA1,甲\n");
        assertThat(faults(endless)).containsExactly("too_many_columns");
        assertThat(endless.read().columns()).isEmpty();
        String cells = IntStream.range(0, 500).mapToObj(i -> "甲" + i).collect(Collectors.joining(" "));
        Preview workbook = preview(new Parts()
                .sheet(Parts.row(("code " + cells).split(" ")) + Parts.row(("A1 " + cells).split(" ")))
                .bytes());
        assertThat(workbook.faults()).isEmpty();
        assertThat(workbook.rows().getFirst()).hasSize(501);
    }

    @Test
    void shouldSayThatAFileHasNothingOrOnlyAHeader() {
        assertThat(faults(preview(""))).containsExactly("empty_file");
        assertThat(faults(preview("\uFEFF"))).containsExactly("empty_file");
        assertThat(faults(preview(new Parts().sheet("").bytes()))).containsExactly("empty_file");
        Preview header = preview("架号,书架名称\n");
        assertThat(faults(header)).containsExactly("no_rows");
        assertThat(header.read().columns()).as("told all the same").hasSize(2);
        assertThat(faults(preview(new Parts().sheet(Parts.row("架号", "书架名称")).bytes())))
                .containsExactly("no_rows");
        assertThat(faults(preview("甲,乙\n"))).containsExactly("no_header_known", "no_rows");
    }
}
