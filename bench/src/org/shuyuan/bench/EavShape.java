package org.shuyuan.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The shape of DHIS2 2.42: an entity, and one row per attribute's value, as text. */
final class EavShape implements Shape {

    private static final String TABLES = """
            create schema eav
            create table eav.organisationunit (organisationunitid bigint primary key, uid varchar(11) not null unique, name varchar(230) not null, parentid bigint references eav.organisationunit, path varchar(255) not null unique, hierarchylevel integer)
            create table eav.trackedentityattribute (trackedentityattributeid bigint primary key, uid varchar(11) not null unique, name varchar(230) not null)
            create table eav.trackedentity (trackedentityid bigint primary key, uid varchar(11) not null unique, created timestamp not null, lastupdated timestamp not null, inactive boolean not null, deleted boolean not null, organisationunitid bigint not null references eav.organisationunit)
            create table eav.trackedentityattributevalue (trackedentityid bigint references eav.trackedentity, trackedentityattributeid bigint references eav.trackedentityattribute, created timestamp not null, lastupdated timestamp not null, value varchar(1200), primary key (trackedentityid, trackedentityattributeid))
            """;
    private static final String INDEXES = """
            create index in_organisationunit_path on eav.organisationunit (path varchar_pattern_ops)
            create index in_trackedentity_organisationunitid on eav.trackedentity (organisationunitid)
            create index in_trackedentity_attribute_value on eav.trackedentityattributevalue (trackedentityattributeid, lower(value))
            create unique index in_trackedentityinstance_trackedentityattribute_value on eav.trackedentityattributevalue (trackedentityid, trackedentityattributeid, lower(value))
            """;
    private static final String ENTITIES =
            "insert into eav.trackedentity select i, 'e' || lpad(i::text, 10, '0'), now(), now(), false, false, substr(unit::text, 26)::bigint from ("
                    + "select i, " + Fill.values() + " from generate_series(?::int, ?::int) i) f(i, name, number, kind, day, amount, note, unit)";
    private static final String VALUES =
            "insert into eav.trackedentityattributevalue select i, a, now(), now(), v from (select i, " + Fill.values()
                    + " from generate_series(?::int, ?::int) i) f(i, name, number, kind, day, amount, note, unit),"
                    + " lateral (values (1, name), (2, number), (3, kind), (4, day::text), (5, amount::text), (6, note)) w(a, v) where v is not null";
    private static final String POINT = """
            select json_build_object('trackedEntity', te.uid, 'updatedAt', te.lastupdated, 'orgUnit', ou.uid, 'orgUnitName', ou.name, 'attributes',
              (select json_agg(json_build_object('attribute', a.uid, 'displayName', a.name, 'value', v.value)) from eav.trackedentityattributevalue v
               join eav.trackedentityattribute a on a.trackedentityattributeid = v.trackedentityattributeid where v.trackedentityid = te.trackedentityid))::text
            from eav.trackedentity te join eav.organisationunit ou on ou.organisationunitid = te.organisationunitid
            """;
    private static final String LIST = POINT + """
            join eav.trackedentityattributevalue k on k.trackedentityid = te.trackedentityid and k.trackedentityattributeid = 3 and lower(k.value) = ?
            left join eav.trackedentityattributevalue n on n.trackedentityid = te.trackedentityid and n.trackedentityattributeid = 1
            where ou.path like ? and not te.deleted order by n.value, te.trackedentityid limit 50
            """;
    private static final String ROLL_UP = """
            select split_part(ou.path, '/', 3), k.value, count(*), sum(m.value::numeric) from eav.trackedentity te
            join eav.organisationunit ou on ou.organisationunitid = te.organisationunitid
            left join eav.trackedentityattributevalue k on k.trackedentityid = te.trackedentityid and k.trackedentityattributeid = 3
            left join eav.trackedentityattributevalue m on m.trackedentityid = te.trackedentityid and m.trackedentityattributeid = 5
            where not te.deleted group by 1, 2
            """;

    private final Sql database;
    private final int rows;

    EavShape(Sql database, int rows) {
        this.database = database;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "entity and attribute values (DHIS2)";
    }

    @Override
    public String described() {
        return "**DHIS2's shape** (entity, attribute, value; of its tables the columns that count, and its indexes from the migrations up to 2.42). "
                + "Its primary keys, and:\n\n```sql\n" + INDEXES.strip() + "\n```\n";
    }

    @Override
    public void fill() {
        database.run("drop schema if exists eav cascade");
        database.run(TABLES.strip().split("\n"));
        database.run(
                "insert into eav.organisationunit with recursive down as (select u.id, '/' || u.code as path, 1 as level from data.unit u where parent is null"
                        + " union all select u.id, down.path || '/' || u.code, level + 1 from data.unit u join down on down.id = u.parent)"
                        + " select substr(u.id::text, 26)::bigint, u.code, u.name, substr(u.parent::text, 26)::bigint, path, level"
                        + " from data.unit u join down using (id)",
                "insert into eav.trackedentityattribute select i, 'attribute' || i, 'Attribute ' || i from generate_series(1, 6) i",
                range(ENTITIES, 1, rows),
                range(VALUES, 1, rows));
        database.run("set maintenance_work_mem = '1GB'");
        database.run(INDEXES.strip().split("\n"));
        database.run("vacuum (analyze) eav.trackedentity", "vacuum (analyze) eav.trackedentityattributevalue", "analyze eav.organisationunit");
    }

    static String range(String insert, long first, long last) {
        return insert.replace("generate_series(?::int, ?::int)", "generate_series(" + first + ", " + last + ")");
    }

    @Override
    public long bytes() {
        return database.number("select pg_total_relation_size('eav.trackedentity') + pg_total_relation_size('eav.trackedentityattributevalue')");
    }

    @Override
    public void insert(Connection connection, long first, int count, boolean each) throws SQLException {
        insert(connection, first, count, each, ENTITIES, VALUES);
    }

    /** Runs inserts that take a first and a last number, for all rows in one transaction or for each in its own. */
    static void insert(Connection connection, long first, int count, boolean each, String... inserts) throws SQLException {
        connection.setAutoCommit(false);
        for (long from = first; from < first + count; from += each ? 1 : count) {
            for (String insert : inserts) {
                try (PreparedStatement statement = connection.prepareStatement(insert)) {
                    statement.setLong(1, from);
                    statement.setLong(2, each ? from : first + count - 1);
                    statement.executeUpdate();
                }
            }
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    @Override
    public String point(Connection connection, long number) throws SQLException {
        return text(connection, POINT + "where te.uid = ?", String.format("e%010d", number));
    }

    static String text(Connection connection, String query, Object value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, value);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    @Override
    public int list(Connection connection, String kind, int branch) throws SQLException {
        return count(connection, LIST, kind, String.format("/U000001/U%06d/%%", branch));
    }

    @Override
    public int rollUp(Connection connection) throws SQLException {
        return count(connection, ROLL_UP);
    }

    static int count(Connection connection, String query, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                int count = 0;
                for (; answer.next(); count++) {
                    answer.getString(1);
                }
                return count;
            }
        }
    }

    /** An id of a unit as the number that ends it. */
    static long number(UUID id) {
        return Long.parseLong(id.toString().substring(24));
    }

    @Override
    public void removeAfter(long number) {
        database.run("delete from eav.trackedentityattributevalue where trackedentityid > " + number,
                "delete from eav.trackedentity where trackedentityid > " + number, "vacuum (analyze) eav.trackedentityattributevalue");
    }
}
