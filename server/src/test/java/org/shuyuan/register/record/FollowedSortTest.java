package org.shuyuan.register.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Loans sorted and filtered by the title of the book and the name of the reader, which they follow. */
class FollowedSortTest {

    private static final Actor HEAD = new Actor(
            UUID.randomUUID(),
            "head",
            null,
            List.of(new Actor.Grant("head_librarian", null), new Actor.Grant("desk", null)));

    private static TestNode node;
    private static UUID north;
    private static UUID south;

    @BeforeAll
    static void start(@TempDir Path keys) {
        node = TestNode.start(keys, TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
        north = shelf("北阁", "N01");
        south = shelf("南阁", "S01");
        String[] titles = {"诗经", "尔雅", "论语", "尔雅", "周易", "Analects"};
        String[] readers = {"王丽", "艾力·买买提", "张伟", "陈静", "李娜", "王丽"};
        for (int i = 0; i < titles.length; i++) {
            UUID book =
                    create("book", Map.of("title", titles[i], "shelf", i < 4 ? north.toString() : south.toString()));
            UUID reader = create(
                    "reader", Map.of("name", readers[i], "branch", i % 2 == 0 ? north.toString() : south.toString()));
            create(
                    "loan",
                    Map.of(
                            "number",
                            i + 1,
                            "book",
                            book.toString(),
                            "reader",
                            reader.toString(),
                            "since",
                            "2026-01-01"));
        }
    }

    private static UUID shelf(String name, String code) {
        return create("shelf", Map.of("name", name, "code", code, "opens_at", "09:00"));
    }

    private static UUID create(String register, Map<String, Object> values) {
        return node.records
                .create(node.register(register), JsonMapper.shared().valueToTree(values), null, HEAD)
                .id();
    }

    /** What stands in one field of all pages, read two by two; "—" where it may not be read. */
    private static List<String> all(Actor actor, String field, Map<String, String> parameters) {
        List<String> found = new ArrayList<>();
        String after = null;
        do {
            Map<String, String> asked = new LinkedHashMap<>(parameters);
            asked.put("size", "2");
            if (after != null) {
                asked.put("after", after);
            }
            Reads.Page page = node.reads.list(node.register("loan"), asked, actor);
            page.records().forEach(json -> found.add(text(JsonMapper.shared().readTree(json), field)));
            after = page.next();
        } while (after != null);
        return found;
    }

    private static String text(JsonNode row, String field) {
        @Nullable JsonNode value = row.get("values").get(field);
        return value == null || value.isNull() ? "—" : value.asString();
    }

    @Test
    void shouldSortByPinyinThroughTheSource() {
        assertThat(all(HEAD, "book_title", Map.of("sort", "book_title")))
                .containsExactly("尔雅", "尔雅", "论语", "诗经", "周易", "Analects");
        assertThat(all(HEAD, "book_title", Map.of("sort", "-book_title")))
                .containsExactly("Analects", "周易", "诗经", "论语", "尔雅", "尔雅");
    }

    @Test
    void shouldFilterByValueAndRange() {
        assertThat(all(HEAD, "number", Map.of("book_title", "尔雅"))).containsExactlyInAnyOrder("2", "4");
        assertThat(all(
                        HEAD,
                        "book_title",
                        Map.of("book_title.from", "论语", "book_title.to", "周易", "sort", "book_title")))
                .containsExactly("论语", "诗经", "周易");
    }

    /** Who sees a loan for the sake of the book need not know the reader: neither the place in a list nor a filter may tell. */
    @Test
    void shouldNeitherSortNorFilterByWhatTheSourceDoesNotShow() {
        Actor librarian = TestNode.actor("librarian", north);
        assertThat(all(librarian, "reader_name", Map.of("sort", "reader_name")))
                .containsExactly("李娜", "王丽", "张伟", "—", "—");
        assertThat(all(librarian, "reader_name", Map.of("reader_name", "陈静"))).isEmpty();
        assertThat(all(librarian, "reader_name", Map.of("reader_name", "王丽"))).containsExactly("王丽");
        assertThat(node.reads
                        .list(node.register("loan"), Map.of("reader_name.from", "李娜", "count", "true"), librarian)
                        .count())
                .isEqualTo(3);
    }
}
