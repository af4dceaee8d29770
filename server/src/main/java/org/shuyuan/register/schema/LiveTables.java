package org.shuyuan.register.schema;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the database has in the registers' schemas.
 *
 * @param tables by schema and name
 * @param ready the schemas, {@code data} and {@code history}, and the extensions that there are
 */
record LiveTables(Map<String, LiveTable> tables, Set<String> ready) {

    LiveTables {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        ready = Set.copyOf(ready);
    }

    @Nullable
    LiveTable find(String schema, String name) {
        return tables.get(LiveTable.named(schema, name));
    }

    @Nullable
    LiveTable find(Table table) {
        return find(table.schema(), table.name());
    }

    private static final String COLUMNS = """
            select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
            from pg_namespace n
            join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
            left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where n.nspname in ('data', 'history')
            order by n.nspname, c.relname, a.attnum""";

    private static final String CONSTRAINTS = """
            select n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid), k.convalidated,
                   array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = any (k.conkey))
            from pg_namespace n
            join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
            join pg_constraint k on k.conrelid = c.oid and k.contype in ('c', 'f', 'x', 'u')
            where n.nspname in ('data', 'history')
            order by n.nspname, c.relname, k.conname""";

    private static final String INDEXES = """
            select n.nspname, c.relname, i.relname, x.indisvalid and x.indisready and x.indislive,
                   array(select distinct a.attname::text from pg_depend d
                         join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
                         where d.classid = 'pg_class'::regclass and d.objid = i.oid and d.refobjid = c.oid and d.refobjsubid > 0)
            from pg_namespace n
            join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
            join pg_index x on x.indrelid = c.oid
            join pg_class i on i.oid = x.indexrelid
            where n.nspname in ('data', 'history')
              and not exists (select from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'x', 'u'))
            order by n.nspname, c.relname, i.relname""";

    private static final String READY = """
            select nspname::text from pg_namespace where nspname in ('data', 'history')
            union all select extname::text from pg_extension""";

    private static final String FINGERPRINT = """
            select md5(concat(
                (select string_agg(concat_ws(' ', a.attrelid::regclass, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                                             pg_get_expr(d.adbin, d.adrelid)), E'\\n' order by a.attrelid::regclass::text, a.attnum)
                 from pg_class c
                 join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
                 where c.relkind in ('r', 'p') and c.relnamespace in (select oid from pg_namespace where nspname in ('data', 'history'))),
                (select string_agg(concat_ws(' ', k.conrelid::regclass, k.conname, k.convalidated), E'\\n'
                                   order by k.conrelid::regclass::text, k.conname)
                 from pg_constraint k
                 where k.connamespace in (select oid from pg_namespace where nspname in ('data', 'history'))),
                (select string_agg(concat_ws(' ', x.indexrelid::regclass, x.indisvalid), E'\\n' order by x.indexrelid::regclass::text)
                 from pg_index x join pg_class i on i.oid = x.indexrelid
                 where i.relnamespace in (select oid from pg_namespace where nspname in ('data', 'history')))))""";

    static LiveTables read(Connection connection) throws SQLException {
        Map<String, Building> buildings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(COLUMNS)) {
                while (rows.next()) {
                    Building building = building(buildings, rows);
                    String name = rows.getString(3);
                    if (name != null) {
                        building.columns.put(
                                name,
                                new LiveTable.Column(name, rows.getString(4), rows.getBoolean(5), rows.getString(6)));
                    }
                }
            }
            try (ResultSet rows = statement.executeQuery(CONSTRAINTS)) {
                while (rows.next()) {
                    building(buildings, rows)
                            .constraints
                            .put(
                                    rows.getString(3),
                                    new LiveTable.Constraint(
                                            rows.getString(3), rows.getString(4), rows.getBoolean(5), texts(rows, 6)));
                }
            }
            try (ResultSet rows = statement.executeQuery(INDEXES)) {
                while (rows.next()) {
                    building(buildings, rows)
                            .indexes
                            .put(
                                    rows.getString(3),
                                    new LiveTable.Index(rows.getString(3), rows.getBoolean(4), texts(rows, 5)));
                }
            }
            List<String> ready = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(READY)) {
                while (rows.next()) {
                    ready.add(rows.getString(1));
                }
            }
            Map<String, LiveTable> tables = new LinkedHashMap<>();
            buildings.forEach((key, building) -> tables.put(key, building.table()));
            return new LiveTables(tables, Set.copyOf(ready));
        }
    }

    /** A digest that changes with the tables, whoever changes them. */
    static String fingerprint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(FINGERPRINT)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Building building(Map<String, Building> buildings, ResultSet rows) throws SQLException {
        String schema = rows.getString(1);
        String name = rows.getString(2);
        return buildings.computeIfAbsent(LiveTable.named(schema, name), key -> new Building(schema, name));
    }

    private static Set<String> texts(ResultSet rows, int column) throws SQLException {
        Array array = rows.getArray(column);
        return new LinkedHashSet<>(List.of((String[]) array.getArray()));
    }

    private static final class Building {

        private final String schema;
        private final String name;
        private final Map<String, LiveTable.Column> columns = new LinkedHashMap<>();
        private final Map<String, LiveTable.Constraint> constraints = new LinkedHashMap<>();
        private final Map<String, LiveTable.Index> indexes = new LinkedHashMap<>();

        Building(String schema, String name) {
            this.schema = schema;
            this.name = name;
        }

        LiveTable table() {
            String source = Names.quote(schema) + "." + Names.quote(name);
            return new LiveTable(schema, name, source, columns, constraints, indexes);
        }
    }
}
