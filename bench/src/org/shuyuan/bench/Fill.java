package org.shuyuan.bench;

import java.util.List;
import java.util.UUID;

/**
 * Fills the registers with rows that follow from their number and nothing else: the same at every run. Row {@code i} has an id that
 * ends in {@code i}, so that a load generator can make one up; every other value is scattered over the whole table.
 */
final class Fill {

    /** The tree: one root, ten branches of 10 % each, a hundred of 1 % each, and two thousand leaves, where the entries are. */
    static final UUID ROOT = unit(1);

    static final UUID TENTH = unit(5);
    static final UUID HUNDREDTH = unit(55);

    static final String ENTRY_ID = "01900000-0000-7000-8000-";
    static final long FIRST = 100_000_000_000L; // so that all numbers have twelve digits

    private static final int LEAVES = 2_000;
    private static final int FIRST_LEAF = 112;
    private static final UUID CHANGE = UUID.fromString("01900000-0000-7000-8000-300000000001");

    /** Two hundred characters of daily use. */
    private static final String CHARACTERS = "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
            + "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理"
            + "美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立";

    private final Sql database;

    Fill(Sql database) {
        this.database = database;
    }

    static UUID unit(int number) {
        return UUID.fromString(ENTRY_ID + (200_000_000_000L + number));
    }

    static UUID entry(long number) {
        return UUID.fromString(ENTRY_ID + (FIRST + number));
    }

    /** Units, once. */
    void units() {
        if (database.number("select count(*) from data.unit") > 0) {
            return;
        }
        String id = "('" + ENTRY_ID + "' || (200000000000 + %s))::uuid";
        // 1 | 2 … 11 | 12 … 111 | 112 … 2111: unit n of a level stands under unit (n - first) / width of the level above.
        database.run(
                "insert into platform.evidence values ('" + CHANGE + "', now(), null, 'bench', 'fill', 'unit', null, '', '', null, null)",
                "create temporary table place as select i, case when i = 1 then null when i < 12 then 1 when i < 112 then 2 + (i - 12) / 10"
                        + " else 12 + (i - 112) / 20 end as above from generate_series(1, " + (FIRST_LEAF + LEAVES - 1) + ") i",
                "insert into data.unit (id, _version, _since, _change, name, code, parent) select " + id.formatted("i")
                        + ", 1, now(), '" + CHANGE + "', '单位' || i, 'U' || lpad(i::text, 6, '0'), " + id.formatted("above")
                        + " from place order by i",
                "insert into data.unit__edge (child, parent, since, _id, _change) select " + id.formatted("i") + ", "
                        + id.formatted("above") + ", null, gen_random_uuid(), '" + CHANGE + "' from place where above is not null",
                "insert into data.unit__tree (descendant, ancestor, depth) with recursive up (i, ancestor, depth) as ("
                        + "select i, i, 0 from place union all select up.i, place.above, up.depth + 1 from up join place on place.i = up.ancestor"
                        + " where place.above is not null) select " + id.formatted("i") + ", " + id.formatted("ancestor")
                        + ", depth from up",
                "analyze data.unit",
                "analyze data.unit__tree");
    }

    /** Exactly so many rows in the register, its indexes built afterwards, vacuumed and analysed. */
    void entries(String register, long rows) {
        units();
        if (database.number("select count(*) from (select from data." + register + " limit " + (rows + 1) + ") t") == rows) {
            return;
        }
        long start = System.nanoTime();
        empty(register);
        List<String> indexes = indexes(register);
        indexes.forEach(index -> database.run(index.split("\n")[1]));
        database.run(
                "insert into data." + register + " (id, _version, _since, _change, name, number, kind, day, amount, note, unit) select "
                        + columns() + " from generate_series(1, " + rows + ") i");
        indexes.forEach(index -> database.run("set maintenance_work_mem = '1GB'", index.split("\n")[0]));
        database.run("vacuum (analyze) data." + register);
        database.checkpoint();
        System.out.printf("· %,d rows in %s, %.0f s%n", rows, register, (System.nanoTime() - start) / 1e9);
    }

    void empty(String register) {
        database.run("truncate data." + register + ", history." + register);
    }

    private List<String> indexes(String register) {
        return database.rows("""
                select pg_get_indexdef(indexrelid) || E'\\n' || 'drop index data.' || quote_ident(relname)
                from pg_index join pg_class on pg_class.oid = indexrelid
                where indrelid = ?::regclass and not indisprimary
                """, "data." + register).stream().map(List::getFirst).toList();
    }

    /** The columns of row {@code i}; {@code x(n)} scatters it. */
    static String columns() {
        return id() + ", 1, '2026-01-01'::timestamptz, '" + CHANGE + "'::uuid, " + values();
    }

    static String id() {
        return "('" + ENTRY_ID + "' || (" + FIRST + " + i))::uuid";
    }

    /** Name, number, kind, day, amount, note, unit. */
    static String values() {
        return String.join(", ",
                character(1) + " || " + character(2) + " || " + character(3) + " || " + character(4) + " || " + character(5),
                "lpad(((i::bigint * 736338717) % 1000000007)::text, 10, '0')", // a prime: no two rows alike
                "chr(97 + " + scattered(6, 10) + ")",
                "date '2000-01-01' + " + scattered(7, 9000),
                "case when " + scattered(8, 50) + " > 0 then " + scattered(9, 100_000_000) + " / 100.0 end",
                "case when " + scattered(10, 2) + " = 0 then '备注' || " + character(11) + " || " + character(12) + " || i end",
                "('" + ENTRY_ID + "' || (200000000000 + " + FIRST_LEAF + " + " + scattered(13, LEAVES) + "))::uuid");
    }

    private static String character(int salt) {
        return "substr('" + CHARACTERS + "', 1 + " + scattered(salt, 200) + ", 1)";
    }

    private static String scattered(int salt, int below) {
        return "(((hashint8extended(i, " + salt + ") % " + below + ") + " + below + ") % " + below + ")::int";
    }
}
