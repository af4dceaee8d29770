package org.shuyuan.register.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledUpgradeTest {

    private static final int RECORDS = 1_000_000;

    private static final String CHECKSUM = """
            select concat_ws(' ', count(*), sum(hashtextextended(concat_ws('|', id, name, code, %s, _version, _change), 0)), sum(amount))
            from data.thing where code like 'c%%'""";

    private final Upgrades upgrades = new Upgrades();

    @Test
    @Timeout(600)
    void aMillionRecordsComeThroughThreeKillsWhileOthersReadAndWrite(@TempDir Path folder) throws Exception {
        upgrades.install(new TinyPack(1)
                .register(
                        "thing",
                        "name: {type: text, max: 20, required: true}",
                        "code: {type: text, max: 20}",
                        "kind: {type: text}",
                        "amount: {type: integer}"));
        upgrades.sql("""
                insert into data.thing (id, _version, _since, _change, name, code, kind, amount)
                select gen_random_uuid(), 1, now(), gen_random_uuid(), '学校' || n, 'c' || n, 'k' || n %% 100, case when n %% 3 > 0 then n end
                from generate_series(1, %d) n""".formatted(RECORDS));
        upgrades.sql("vacuum analyze data.thing");
        String before = checksum("kind");

        Path pack = Files.createDirectories(folder.resolve("tiny"));
        TinyPack second = new TinyPack(2)
                .register(
                        "thing",
                        "name: {type: text, max: 30, required: true, sort: true}",
                        "code: {type: text, max: 20, unique: true}",
                        "sort_of: {type: text}",
                        "amount: {type: integer, required: true, default: 0}",
                        "open: {type: boolean, required: true, default: true}",
                        "check: counted, \"amount >= 0\"")
                .change("release: 2, register: thing, rename: kind, to: sort_of");
        second.write(pack);

        try (Neighbour neighbour = new Neighbour(upgrades)) {
            killWhileItWaitsForAReader(pack);
            kill(pack, "query like 'update \"data\".\"thing\" set \"amount\"%'", 10);
            kill(pack, "pid in (select pid from pg_stat_progress_create_index where phase like 'building index%')", 1);
            assertThat(upgrades.ask("select count(*) from pg_index where not indisvalid"))
                    .isNotEqualTo("0");
            assertThat(run(pack, line -> false)).last().asString().startsWith("Installed[steps=");
            neighbour.close();
            assertThat(upgrades.ask("select count(*) from data.thing where code like 'w%'"))
                    .isEqualTo(String.valueOf(neighbour.written()));
            assertThat(neighbour.longest()).isLessThan(TimeUnit.SECONDS.toMillis(5));
        }
        assertThat(checksum("sort_of")).isEqualTo(before);
        assertThat(upgrades.ask("select count(*) from data.thing where amount is null or open is null"))
                .isEqualTo("0");
        assertThat(upgrades.ask("select count(*) from pg_index where not indisvalid"))
                .isEqualTo("0");
        assertThat(upgrades.ask("select count(*) from pg_constraint where not convalidated"))
                .isEqualTo("0");
        assertThat(Plan.print(upgrades.installer.plan(second.compile()))).isEqualTo("Nothing to do.\n");
    }

    @Test
    @Timeout(300)
    void aSplitComesThroughKillsInTheMiddleOfItsBatches(@TempDir Path folder) throws Exception {
        upgrades.install(new TinyPack(1).register("thing", "name: {type: text}", "place: {type: text}"));
        upgrades.sql("""
                insert into data.thing (id, _version, _since, _change, name, place)
                select gen_random_uuid(), 1, now(), gen_random_uuid(), 'n' || n, 'R' || n || '/S' || n % 7 from generate_series(1, 60000) n""");
        upgrades.sql("insert into history.thing (id, _version, _since, _change, _until, place)"
                + " select id, 0, _since, _change, now(), place from data.thing limit 30000");
        Path pack = Files.createDirectories(folder.resolve("tiny"));
        new TinyPack(2)
                .register(
                        "thing",
                        "name: {type: text}",
                        "room: {type: integer, required: true, sort: true}",
                        "shelf: {type: text}")
                .change("release: 2, register: thing, split: place, into: \"R{room}/S{shelf}\"")
                .write(pack);
        kill(pack, "query like 'update \"data\".\"thing\" set \"room\"%'", 3);
        assertThat(upgrades.ask("select count(*) from data.thing where room is null"))
                .isNotEqualTo("0")
                .isNotEqualTo("60000");
        kill(pack, "query like 'update \"history\".\"thing\" set \"room\"%'", 2);
        upgrades.insert("thing", "name, place", "'late', 'R99/S1'");
        assertThat(run(pack, line -> false)).last().asString().startsWith("Installed[steps=");
        assertThat(upgrades.ask(
                        "select concat_ws(' ', count(*), count(*) filter (where name = 'n' || room and shelf = (room % 7)::text))"
                                + " from data.thing"))
                .isEqualTo("60001 60000");
        assertThat(upgrades.ask("select count(*) from history.thing where shelf = (room % 7)::text"))
                .isEqualTo("30000");
    }

    private String checksum(String kind) {
        return String.valueOf(upgrades.ask(CHECKSUM.formatted(kind)));
    }

    /** A reader's open transaction keeps the first step from its lock. */
    private void killWhileItWaitsForAReader(Path pack) throws Exception {
        try (Connection reader = upgrades.database.getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("select from data.thing limit 1").close();
            assertThat(run(pack, line -> line.startsWith("… waits")))
                    .last()
                    .asString()
                    .startsWith("… waits");
            reader.rollback();
        }
    }

    /** Kills the process once PostgreSQL shows often enough that it is at something. */
    private void kill(Path pack, String doing, int times) throws Exception {
        Process process = start(pack);
        List<String> lines = new ArrayList<>();
        Thread reader = Thread.ofVirtual()
                .start(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add));
        Set<String> seen = new HashSet<>();
        while (process.isAlive() && seen.size() < times) {
            String start = upgrades.ask(
                    "select query_start from pg_stat_activity, pg_sleep(0.01) where pid <> pg_backend_pid() and "
                            + "datname = current_database() and state = 'active' and " + doing);
            if (start != null) {
                seen.add(start);
            }
        }
        assertThat(process.isAlive())
                .as(() -> "The upgrade was over too soon: " + lines)
                .isTrue();
        process.destroyForcibly().waitFor();
        reader.join();
        assertThat(lines).noneMatch(line -> line.startsWith("Installed"));
    }

    /** Runs the process, or kills it at a line; answers its lines. */
    private List<String> run(Path pack, Predicate<String> last) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        Process process = start(pack);
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (last.test(line)) {
                    process.destroyForcibly();
                    break;
                }
            }
        }
        process.waitFor();
        return lines;
    }

    private Process start(Path pack) throws IOException {
        try (Connection connection = upgrades.database.getConnection()) {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-Dfile.encoding=UTF-8",
                            "-Dstdout.encoding=UTF-8",
                            "-cp",
                            System.getProperty("java.class.path"),
                            UpgradeProcess.class.getName(),
                            connection.getMetaData().getURL(),
                            pack.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    /** Somebody who reads and writes all the while. */
    private static final class Neighbour implements AutoCloseable {

        private final Thread thread;
        private final Upgrades upgrades;
        private volatile boolean done;
        private volatile int written;
        private volatile long longest;
        private volatile String fault = "";

        Neighbour(Upgrades upgrades) {
            this.upgrades = upgrades;
            this.thread = Thread.ofPlatform().start(this::work);
        }

        private void work() {
            try (Connection connection = upgrades.database.getConnection();
                    Statement statement = connection.createStatement()) {
                while (!done) {
                    long start = System.nanoTime();
                    statement.execute("insert into data.thing (id, _version, _since, _change, name, code) values "
                            + "(gen_random_uuid(), 1, now(), gen_random_uuid(), 'new', 'w" + written + "')");
                    written = written + 1;
                    statement.execute(
                            "update data.thing set _retired = null where id = (select id from data.thing order by id limit 1)");
                    statement
                            .executeQuery("select name, code, amount from data.thing order by id limit 50")
                            .close();
                    longest = Math.max(longest, (System.nanoTime() - start) / 1_000_000);
                    Thread.sleep(2); // a pace, not a wait
                }
            } catch (SQLException | InterruptedException failed) {
                fault = String.valueOf(failed.getMessage());
            }
        }

        int written() {
            return written;
        }

        /** Milliseconds. */
        long longest() {
            return longest;
        }

        @Override
        public void close() throws InterruptedException {
            done = true;
            thread.join();
            assertThat(fault).isEmpty();
        }
    }
}
