package org.shuyuan.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shuyuan.platform.Query;

/** The table that the register becomes, read with the statements that the node sends. */
final class Ours implements Shape {

    private static final String INSERT =
            "insert into data.entry (id, _version, _since, _change, name, number, kind, day, amount, note, unit) select " + Fill.columns()
                    + " from generate_series(?::int, ?::int) i";
    /** Summed up per unit first, so that the tree is met by two thousand sums and not by every row. */
    private static final String ROLL_UP = """
            with below as materialized (
                select p.descendant, b.id from data.unit__tree p join data.unit b on b.id = p.ancestor and b.parent = ?)
            select below.id, kind, sum(number), sum(amount)
            from (select unit, kind, count(*) as number, sum(amount) as amount from data.entry group by unit, kind) t
            join below on below.descendant = t.unit group by below.id, kind
            """;

    private final Options options;
    private final Sql database;
    private final long rows;
    private final Statements statements;
    private Statements.Sent detail;
    private final Map<String, List<Statements.Sent>> lists = new HashMap<>();

    Ours(Options options, Sql database, long rows) {
        this.options = options;
        this.database = database;
        this.rows = rows;
        this.statements = new Statements(options, database);
    }

    @Override
    public String name() {
        return "generated table" + (rows == 1_000_000 ? "" : String.format(", %,d rows", rows));
    }

    @Override
    public String described() {
        return """
                **Generated table**: `data.entry` as the register becomes one, with all its constraints and indexes: %s. Reads are the node's own \
                statements; the list is read under the policy `unit in scope`. A single insert is the node's own service with validation, evidence and \
                outbox; the batch inserts rows alone.
                """.formatted(String.join("; ", database.rows("""
                        select regexp_replace(pg_get_indexdef(indexrelid), '^.* USING ', '') from pg_index where indrelid = 'data.entry'::regclass
                        """).stream().map(List::getFirst).toList()));
    }

    @Override
    public void fill() {
        new Fill(database).entries("entry", rows);
        detail = statements.detail("entry", Fill.entry(1), Statements.actor("bench_keeper", null));
        for (String kind : Shapes.KINDS) {
            for (int branch = Shapes.FIRST_BRANCH; branch < Shapes.FIRST_BRANCH + Shapes.BRANCHES; branch++) {
                lists.put(kind + branch, statements.list("entry",
                        Map.of("kind", kind, "sort", "name"), Statements.actor("bench_reader", Fill.unit(branch))));
            }
        }
    }

    @Override
    public long bytes() {
        return database.number("select pg_total_relation_size('data.entry')");
    }

    @Override
    public void insert(Connection connection, long first, int count, boolean each) throws SQLException {
        if (each) {
            statements.create(connection, first, count);
            return;
        }
        EavShape.insert(connection, first, count, false, INSERT);
    }

    @Override
    public String point(Connection connection, long number) throws SQLException {
        return ask(connection, detail, Fill.entry(1), Fill.entry(number), 1);
    }

    @Override
    public int list(Connection connection, String kind, int branch) throws SQLException {
        int count = 0;
        for (Statements.Sent sent : lists.get(kind + branch)) {
            try (PreparedStatement statement = bound(connection, sent, null, null); ResultSet page = statement.executeQuery()) {
                while (page.next()) {
                    page.getBytes(3);
                    count++;
                }
            }
        }
        return Math.min(count, 50); // the node asks for one more, to know whether there is a next page
    }

    @Override
    public int rollUp(Connection connection) throws SQLException {
        return EavShape.count(connection, ROLL_UP, Fill.ROOT);
    }

    @Override
    public void removeAfter(long number) {
        database.run("delete from data.entry where id > '" + Fill.entry(number) + "'", "vacuum (analyze) data.entry");
    }

    private static String ask(Connection connection, Statements.Sent sent, Object old, Object value, int column) throws SQLException {
        try (PreparedStatement statement = bound(connection, sent, old, value); ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(column) : "";
        }
    }

    private static PreparedStatement bound(Connection connection, Statements.Sent sent, Object old, Object value) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sent.text());
        for (var each : sent.values().entrySet()) {
            Object set = each.getValue();
            Query.bind(statement, each.getKey(), set.equals(old) ? value : set);
        }
        return statement;
    }
}
