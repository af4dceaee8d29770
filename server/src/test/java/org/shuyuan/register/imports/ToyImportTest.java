package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.imports.ImportState.Counts;
import org.shuyuan.register.imports.ImportState.Stage;
import org.shuyuan.register.model.Registers;

/** Every kind of field and rule of the toy library, through files. */
class ToyImportTest {

    private static final Path TOY = TestNode.ROOT.resolve("server/src/test/resources/packs/toy");

    private static TestNode node;
    private static Table table;
    private static Actor head;
    private static Actor all;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = TestNode.start(folder, TOY);
        table = new Table(node, folder);
        head = node.operator();
        all = node.imports.installer("installer");
    }

    @BeforeEach
    void begin() {
        node.sql(
                "truncate data.shelf, data.shelf__tree, data.book, data.reader, data.loan, history.shelf, history.book, history.reader,"
                        + " history.loan cascade");
        for (Registers.Seed seed : node.registers.seeds()) {
            ImportState state = node.imports.run(
                    node.register(seed.register()), seed.file(), Table.options(true, false), all, Progress.UNSEEN);
            assertThat(state.stage())
                    .as("%s %s", seed.file(), table.told(state))
                    .isEqualTo(Stage.DONE);
        }
    }

    private static UUID id(String register, String field, String value) {
        return UUID.fromString(
                String.valueOf(node.sql("select id from data." + register + " where " + field + " = '" + value + "'")));
    }

    private static void assertThatTreeIsClosed() {
        String closure = """
                with recursive up (descendant, ancestor, depth) as (
                  select id, id, 0 from data.shelf
                  union all select descendant, parent, depth + 1 from up join data.shelf s on s.id = ancestor where parent is not null)
                select count(*) from (
                  (select descendant, ancestor, depth from up except select descendant, ancestor, depth from data.shelf__tree)
                  union all
                  (select descendant, ancestor, depth from data.shelf__tree except select descendant, ancestor, depth from up)) unlike
                """;
        assertThat(node.sql(closure)).isEqualTo("0");
        assertThat(node.sql("""
                select count(*) from data.shelf s where parent is not null and not exists (
                  select from data.shelf__edge e where child = s.id and e.parent = s.parent and until is null)""")).isEqualTo("0");
    }

    @Test
    void shouldBringInWhatPacksCarryAndChangeNothingTheSecondTime() {
        assertThat(node.sql("select count(*) from data.shelf")).isEqualTo("4");
        assertThat(node.sql("select count(*) from data.loan")).isEqualTo("2");
        assertThat(node.sql("select count(*) from data.book__genres")).isEqualTo("3");
        assertThatTreeIsClosed();
        String evidence = node.sql("select count(*) from platform.evidence");
        for (Registers.Seed seed : node.registers.seeds()) {
            ImportState again = node.imports.run(
                    node.register(seed.register()), seed.file(), Table.options(true, false), all, Progress.UNSEEN);
            assertThat(again.counts()).as(seed.file().toString()).isEqualTo(new Counts(0, 0, again.read(), 0, 0));
        }
        assertThat(node.sql("select count(*) from platform.evidence")).isEqualTo(evidence);
    }

    @Test
    void shouldStoreSecretsSealedAndRepeatThemNowhere() {
        ImportState state = table.bringIn("reader", """
                name,card_number,hardship,phone,branch
                甲,A20150901777,重病,0000-5550777,H-N
                乙,C20091231888,,0000-5550888,H-N
                丙,A20150901777,,,H-N
                丁,A20150901666,,%s,H-N
                """.formatted("5".repeat(30)), all);
        assertThat(table.told(state))
                .containsExactly("3 format_code card_number", "4 duplicate_row card_number", "5 too_long phone");
        table.bringIn("book", "title,isbn,shelf\n借书甲,9780306406157,H-N\n", head);
        ImportState loans = table.bringIn("loan", """
                number,book,reader,since,until
                71,9780306406157,A20150901777,2025-05-01,2025-05-02
                72,借书甲,A20150901999,2025-06-01,2025-06-02
                73,借书甲,甲,2025-07-01,
                """, all);
        assertThat(table.told(loans)).containsExactly("3 unknown_reference reader");
        assertThat(loans.counts()).isEqualTo(new Counts(2, 0, 0, 1, 0));
        assertThat(node.sql("select count(*) from register.import_fault f where f::text ~ 'A2015|C2009|重病'"))
                .isEqualTo("0");
        assertThat(node.sql("select count(*) from data.reader t where t::text ~ 'A2015|重病'"))
                .isEqualTo("0");
    }

    @Test
    void shouldTakeAnEmptyCellForNothingSaid() {
        ImportState state = table.bringIn("book", """
                isbn,书名,定价,颜色
                9780140434088,The Moonstone,,green
                9787503100000,世界地图集,480,
                """, head);
        assertThat(state.counts()).isEqualTo(new Counts(0, 1, 1, 0, 0));
        assertThat(node.sql(
                        "select price || ' ' || colour || ' ' || _version from data.book where isbn = '9780140434088'"))
                .isEqualTo("18.50 green 2");
        assertThat(node.sql("select colour from history.book where isbn = '9780140434088'"))
                .isEqualTo("blue");
        assertThat(node.sql("""
                select e.action || ' ' || (e.detail ->> 'changed') || ' ' || (e.detail ->> 'sha256' <> '')
                from data.book b join platform.evidence e on e.id = b._change where isbn = '9780140434088'""")).isEqualTo("import 1 true");
    }

    @Test
    void shouldPlaceRowsUnderRowsOfTheSameFileWhicheverComesFirst() {
        ImportState state = table.bringIn("shelf", """
                code,name,parent
                X-1-1,架一,X-1
                X-1,室一,X
                X,新馆,
                X-2,室二,新馆
                H-S,南楼,X-1
                """, head);
        assertThat(table.told(state)).isEmpty();
        assertThat(state.counts()).isEqualTo(new Counts(4, 1, 0, 0, 0));
        assertThatTreeIsClosed();
        assertThat(node.sql("""
                select string_agg(a.code, '/' order by depth desc) from data.shelf__tree join data.shelf a on a.id = ancestor
                where descendant = (select id from data.shelf where code = 'H-S')""")).isEqualTo("X/X-1/H-S");
    }

    @Test
    void shouldRefuseCirclesAndWhatStandsUnderThem() {
        ImportState state = table.bringIn("shelf", """
                code,name,parent
                C1,甲,C2
                C2,乙,C1
                C3,丙,C1
                C4,丁,H
                H,总馆,H-N-1
                C5,戊,C5
                """, head);
        assertThat(table.told(state))
                .containsExactly(
                        "2 circular parent C2",
                        "3 circular parent C1",
                        "4 reference_faulty parent",
                        "6 circular parent H-N-1",
                        "7 circular parent C5");
        assertThat(state.counts()).isEqualTo(new Counts(1, 0, 0, 5, 0));
        assertThatTreeIsClosed();
    }

    @Test
    void shouldKnowShelvesWithoutCodesByNameAndPlace() {
        String file = """
                code,name,parent
                ,无码架,无码室
                ,无码室,无码馆
                W,无码馆,
                ,无处之架,
                """;
        ImportState first = table.bringIn("shelf", file, head);
        assertThat(table.told(first)).containsExactly("5 identity_missing");
        assertThat(first.counts()).isEqualTo(new Counts(3, 0, 0, 1, 0));
        assertThat(table.bringIn("shelf", file, head).counts()).isEqualTo(new Counts(0, 0, 3, 1, 0));
        assertThatTreeIsClosed();
    }

    @Test
    void shouldHoldTheActorToTheScope() {
        Actor librarian = TestNode.actor("librarian", id("shelf", "code", "H-N"));
        ImportState state = table.bringIn("shelf", """
                code,name,parent
                N2,北二,H-N
                N3,北三,N2
                S2,南二,H-S
                S3,南三,S2
                H-N-1,北楼底层,H-N
                H-S,南楼旧馆,H
                H,总馆,
                """, librarian);
        assertThat(table.told(state))
                .containsExactlyInAnyOrder(
                        "4 not_allowed", "5 not_allowed", "5 reference_faulty parent", "7 not_allowed");
        assertThat(state.counts()).isEqualTo(new Counts(2, 1, 1, 3, 0));
        assertThatTreeIsClosed();
    }

    @Test
    void shouldTellNothingOfRecordsOutOfSight() {
        Actor desk = TestNode.actor("desk", id("shelf", "code", "H-S"));
        ImportState state = table.bringIn("reader", """
                name,card_number,branch
                王小明,A20150901001,H-N
                """, desk);
        assertThat(table.told(state)).containsExactly("2 not_allowed");
        Actor north = TestNode.actor("desk", id("shelf", "code", "H-N"));
        ImportState named = table.bringIn("reader", """
                name,card_number,phone
                王大明,A20150901001,0000-5550000
                """, north);
        // The desk is not shown the card's number, so "unchanged" would tell it.
        assertThat(table.told(named)).containsExactly("2 not_allowed");
    }

    @Test
    void shouldFindOverlapsInTheFileAndInTheRegister() {
        ImportState state = table.bringIn("loan", """
                number,book,reader,since,until
                81,9780140434088,王小明,2025-05-01,2025-06-01
                82,9780140434088,王小明,2025-05-31,
                83,9787020002207,王小明,2025-04-01,2025-04-02
                84,9780140434088,王小明,2025-06-01,2025-05-01
                """, all);
        assertThat(table.told(state)).contains("3 overlap_in_file", "4 overlap", "5 period until 2025-05-01");
        assertThat(table.told(state).stream().filter(told -> !told.contains("check")))
                .hasSize(3);
    }

    @Test
    void shouldMakeWhatReferencesNameOnceWhereTheActorMay() {
        String file = """
                title,isbn,shelf,related,genres
                甲书,,新架,,小说；推理小说
                乙书,,新架,甲书；The Moonstone,科学
                丙书,,新架,,a;b
                丁书,,只有坏行的架,,atlas
                """;
        ImportState state = table.bringIn("book", file, head);
        assertThat(table.told(state)).containsExactly("4 unknown_code genres a", "4 unknown_code genres b", "5 check");
        assertThat(state.counts()).isEqualTo(new Counts(2, 0, 0, 2, 1));
        assertThat(node.sql("select opens_at::text from data.shelf where name = '新架'"))
                .isEqualTo("09:00:00");
        assertThat(node.sql("select count(*) from data.shelf where name = '只有坏行的架'"))
                .isEqualTo("0");
        assertThat(node.sql("select cardinality(related) from data.book where title = '乙书'"))
                .isEqualTo("2");
        assertThat(node.sql("select count(*) from data.book__related")).isEqualTo("2");
        assertThatTreeIsClosed();
        Actor librarian = TestNode.actor("librarian", id("shelf", "code", "H-N"));
        assertThat(table.told(table.bringIn("book", "title,isbn,shelf\n戊书,,更新的架\n", librarian)))
                .contains("2 reference_not_created shelf 更新的架");
    }

    @Test
    void shouldNameEveryValueThatIsTaken() {
        ImportState state = table.bringIn("shelf", """
                code,name,parent
                Z1,泽一,
                Z1,泽二,
                H-S,南楼,H
                """, all);
        assertThat(table.told(state)).containsExactly("3 duplicate_row code Z1");
        node.records.retire(node.register("shelf"), id("shelf", "code", "Z1"), 1, null, head);
        assertThat(table.told(table.bringIn("shelf", "code,name\nZ1,泽一\n", head)))
                .containsExactly("2 retired_record code Z1");
        assertThat(table.told(table.bringIn("book", "title,shelf\n甲,泽一\n", head)))
                .isEmpty();
    }

    @Test
    void shouldWriteNothingWhereOneRowIsFaultyAndAllWereAskedFor() {
        byte[] file = "code,name\nQ1,群一\nQ2,\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ImportState state = table.bringIn("shelf", file, Table.options(true, false), head, Progress.UNSEEN);
        assertThat(state.stage()).isEqualTo(Stage.REFUSED);
        assertThat(table.told(state)).containsExactly("3 required name");
        ImportState dry = table.bringIn("shelf", file, Table.options(false, true), head, Progress.UNSEEN);
        assertThat(dry.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0));
        assertThat(node.sql("select count(*) from data.shelf where code like 'Q%'"))
                .isEqualTo("0");
        ImportState real = table.bringIn("shelf", file, Table.options(false, false), head, Progress.UNSEEN);
        assertThat(real.counts()).isEqualTo(dry.counts());
    }

    @Test
    void shouldExplainWhoWasFirstAndWriteNothing() {
        byte[] file = "code,name\nR1,先来\nR2,后到\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ImportState state = table.bringIn("shelf", file, Table.options(false, false), head, at -> {
            if (at.stage() == Stage.WRITING) {
                node.sql(
                        "insert into data.shelf (id, _version, _since, _change, code, name) values (gen_random_uuid(), 1, now(),"
                                + " gen_random_uuid(), 'R2', '抢先')");
            }
        });
        assertThat(state.stage()).isEqualTo(Stage.FAILED);
        assertThat(table.told(state)).containsExactly("0 taken code");
        assertThat(node.sql("select count(*) from data.shelf where code = 'R1'"))
                .isEqualTo("0");
        byte[] change = "code,name\nH,总馆新名\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ImportState stale = table.bringIn("shelf", change, Table.options(false, false), head, at -> {
            if (at.stage() == Stage.WRITING) {
                node.sql("update data.shelf set _version = _version + 1 where code = 'H'");
            }
        });
        assertThat(stale.stage()).isEqualTo(Stage.FAILED);
        assertThat(java.util.Objects.requireNonNull(stale.problem()).code()).isEqualTo("changed_meanwhile");
        assertThat(node.sql("select name from data.shelf where code = 'H'")).isEqualTo("总馆");
        assertThat(node.sql("select count(*) from history.shelf")).isEqualTo("0");
    }

    @Test
    void shouldStopWhenAskedTo() {
        StringBuilder rows = new StringBuilder("code,name\n");
        for (int i = 0; i < 2000; i++) {
            rows.append("K").append(i).append(",架").append(i).append('\n');
        }
        AtomicInteger asked = new AtomicInteger();
        ImportState state = table.bringIn(
                "shelf",
                rows.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Table.options(false, false),
                head,
                new Progress() {
                    @Override
                    public void at(ImportState now) {}

                    @Override
                    public boolean cancelled() {
                        return asked.incrementAndGet() > 3;
                    }
                });
        assertThat(state.stage()).isEqualTo(Stage.CANCELLED);
        assertThat(node.sql("select count(*) from data.shelf where code like 'K%'"))
                .isEqualTo("0");
        assertThat(node.sql("select count(*) from pg_tables where schemaname = 'staging'"))
                .isEqualTo("0");
    }
}
