package org.shuyuan.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The document store of Ed-Fi's Data Management Service (its first PostgreSQL backend): JSONB in sixteen partitions, GIN, aliases. */
final class JsonShape implements Shape {

    private static final String TABLES = """
            create schema dms
            create table dms.document (id bigint generated always as identity, documentpartitionkey smallint not null, documentuuid uuid not null, resourcename varchar(256) not null, resourceversion varchar(64) not null, isdescriptor boolean not null, projectname varchar(256) not null, edfidoc jsonb not null, securityelements jsonb not null, authorizationedorgids jsonb, createdat timestamp not null default now(), lastmodifiedat timestamp not null default now(), lastmodifiedtraceid varchar(128) not null, primary key (documentpartitionkey, id)) partition by list (documentpartitionkey)
            create table dms.alias (id bigint generated always as identity, referentialpartitionkey smallint not null, referentialid uuid not null, documentid bigint not null, documentpartitionkey smallint not null, primary key (referentialpartitionkey, id), foreign key (documentpartitionkey, documentid) references dms.document (documentpartitionkey, id) on delete cascade) partition by list (referentialpartitionkey)
            """;
    private static final String INDEXES = """
            create unique index ux_document_documentuuid on dms.document (documentpartitionkey, documentuuid)
            create index ix_document_gin on dms.document using gin (edfidoc jsonb_path_ops)
            create index ix_document_authorization on dms.document using gin (authorizationedorgids jsonb_path_ops)
            create unique index ux_alias_referentialid on dms.alias (referentialpartitionkey, referentialid)
            create index ix_alias_document on dms.alias (documentpartitionkey, documentid)
            """;
    private static final String DOCUMENTS =
            "insert into dms.document (documentpartitionkey, documentuuid, resourcename, resourceversion, isdescriptor, projectname, edfidoc, securityelements,"
                    + " authorizationedorgids, lastmodifiedtraceid) select i % 16, f.id, 'Entry', '5.2.0', false, 'Bench', jsonb_strip_nulls(jsonb_build_object("
                    + "'id', f.id, 'name', f.name, 'number', number, 'kind', kind, 'day', day, 'amount', amount, 'note', note,"
                    + " 'unitReference', jsonb_build_object('unitCode', u.code))), jsonb_build_object('EducationOrganization', jsonb_build_array(u.code)),"
                    + " u.above, '' from (select i, " + Fill.id() + ", " + Fill.values()
                    + " from generate_series(?::int, ?::int) i) f(i, id, name, number, kind, day, amount, note, unit) join dms.unit u on u.id = f.unit";
    private static final String ALIASES =
            "insert into dms.alias (referentialpartitionkey, referentialid, documentid, documentpartitionkey) select documentpartitionkey, md5(f.number)::uuid,"
                    + " d.id, documentpartitionkey from (select i, " + Fill.id() + ", " + Fill.values()
                    + " from generate_series(?::int, ?::int) i) f(i, id, name, number, kind, day, amount, note, unit)"
                    + " join dms.document d on d.documentpartitionkey = f.i % 16 and d.documentuuid = f.id";
    private static final String POINT = "select edfidoc::text from dms.document where documentpartitionkey = ? and documentuuid = ?";
    private static final String LIST = """
            select edfidoc::text from dms.document where resourcename = 'Entry' and edfidoc @> ?::jsonb and authorizationedorgids @> ?::jsonb
            order by edfidoc->>'name', id limit 50
            """;
    private static final String ROLL_UP = """
            select authorizationedorgids->>1, edfidoc->>'kind', count(*), sum((edfidoc->>'amount')::numeric) from dms.document
            where resourcename = 'Entry' group by 1, 2
            """;

    private final Sql database;
    private final int rows;

    JsonShape(Sql database, int rows) {
        this.database = database;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "JSONB and GIN (Ed-Fi)";
    }

    @Override
    public String described() {
        return """
                **Ed-Fi's shape**: a document per row in JSONB, as in the first PostgreSQL backend of its Data Management Service, whose successor is \
                relational again: sixteen partitions, documents and aliases (its table of references left out), the organisations above an entry in an array \
                beside it. The GIN indexes are from its notes on searching in PostgreSQL itself; as delivered, it searched in another program. Primary keys, and:

                ```sql
                """ + INDEXES.strip() + "\n```\n";
    }

    @Override
    public void fill() {
        database.run("drop schema if exists dms cascade");
        database.run(TABLES.strip().split("\n"));
        database.run(IntStream.range(0, 16)
                .mapToObj(i -> "create table dms.document_%02d partition of dms.document for values in (%d)".formatted(i, i)
                        + ";create table dms.alias_%02d partition of dms.alias for values in (%d)".formatted(i, i))
                .collect(Collectors.joining(";"))
                .split(";"));
        database.run(
                "create table dms.unit as select u.id, u.code, (select jsonb_agg(a.code order by t.depth desc) from data.unit__tree t join data.unit a"
                        + " on a.id = t.ancestor where t.descendant = u.id) as above from data.unit u",
                "create unique index on dms.unit (id)", "analyze dms.unit");
        database.run(EavShape.range(DOCUMENTS, 1, rows));
        database.run(INDEXES.strip().split("\n"));
        database.run("analyze dms.document");
        database.run(EavShape.range(ALIASES, 1, rows));
        database.run("vacuum (analyze) dms.document", "vacuum (analyze) dms.alias");
    }

    @Override
    public long bytes() {
        return database.number("select sum(pg_total_relation_size(inhrelid)) from pg_inherits"
                + " where inhparent in ('dms.document'::regclass, 'dms.alias'::regclass)");
    }

    @Override
    public void insert(Connection connection, long first, int count, boolean each) throws SQLException {
        EavShape.insert(connection, first, count, each, DOCUMENTS, ALIASES);
    }

    @Override
    public String point(Connection connection, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POINT)) {
            statement.setInt(1, (int) (number % 16));
            statement.setObject(2, Fill.entry(number));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    @Override
    public int list(Connection connection, String kind, int branch) throws SQLException {
        return EavShape.count(connection, LIST, "{\"kind\": \"" + kind + "\"}", String.format("[\"U%06d\"]", branch));
    }

    @Override
    public int rollUp(Connection connection) throws SQLException {
        return EavShape.count(connection, ROLL_UP);
    }

    @Override
    public void removeAfter(long number) {
        database.run("delete from dms.document where documentuuid > '" + Fill.entry(number) + "'", "vacuum (analyze) dms.document");
    }
}
