package org.shuyuan.register.imports;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.record.ValueParser;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;

/** Records that are made because rows name them by a title that none has; one for each title. */
final class MadeReferences {

    private static final int PAGE = 5000;

    private final Batch batch;
    private final List<Field.Kept> fields;
    private final ValueParser parser;

    MadeReferences(Batch batch) {
        this.batch = batch;
        this.parser = new ValueParser(batch.policies().today());
        this.fields = batch.references().stream()
                .filter(Field.Kept.class::isInstance)
                .map(Field.Kept.class::cast)
                .filter(field -> field.createOnImport() != null)
                .filter(field -> batch.policies().rights(there(field)).mayEver(Verb.CREATE))
                .toList();
    }

    private Register there(Field field) {
        return batch.registers().require(String.valueOf(field.datum().ref()));
    }

    /** Other registers of which records are made. */
    Set<String> others() {
        return fields.stream()
                .filter(field -> !batch.inward(field))
                .map(field -> String.valueOf(field.datum().ref()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether records of the register itself may be among them. */
    boolean inward() {
        return fields.stream().anyMatch(batch::inward);
    }

    /** Gives ids to the titles that mean nothing yet. */
    void name() throws SQLException {
        for (Field.Kept field : fields) {
            String meant = batch.staging().meant(field.id());
            for (Field.Kept earlier : fields.subList(0, fields.indexOf(field))) {
                if (there(earlier).equals(there(field))) {
                    batch.run(Query.of("update " + meant + " m set id = e.id, hits = 1 from "
                            + batch.staging().meant(earlier.id())
                            + " e where e.made and e.written = m.written and m.hits = 0"));
                }
            }
            List<String> titles = titles(meant, "");
            while (!titles.isEmpty()) {
                name(field, meant, titles);
                titles = titles(meant, titles.getLast());
            }
        }
    }

    private List<String> titles(String meant, String after) throws SQLException {
        List<String> titles = new ArrayList<>();
        Query query = Query.of(
                "select written from " + meant
                        + " where hits = 0 and written collate \"C\" > ? and not starts_with(written,"
                        + " E'\\x01') order by written collate \"C\" limit ?",
                after,
                PAGE);
        try (PreparedStatement statement = query.prepare(batch.connection());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                titles.add(row.getString(1));
            }
        }
        return titles;
    }

    private void name(Field.Kept field, String meant, List<String> titles) throws SQLException {
        Register there = there(field);
        Field title = there.require(there.title());
        List<String> named = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (String each : titles) {
            if (parser.parse(title, each) instanceof ValueParser.Parsed.Value) {
                named.add(each);
                ids.add(Ids.next());
            }
        }
        if (!named.isEmpty()) {
            batch.run(Query.of(
                    "update " + meant + " m set id = n.id, hits = 1, made = true from unnest(?::text[], ?::uuid[]) as n"
                            + " (written, id) where n.written = m.written",
                    named,
                    ids));
        }
    }

    /** Stages the records; those of the register itself among the rows of the file. */
    void stage() throws SQLException {
        for (String other : others()) {
            String made = batch.staging().made(other);
            batch.staging()
                    .create(
                            batch.connection(),
                            made,
                            Staging.recordColumns(batch.registers().require(other)));
        }
        for (Field.Kept field : fields) {
            stage(field);
        }
    }

    private void stage(Field.Kept field) throws SQLException {
        Register there = there(field);
        Map<String, Query> values = new LinkedHashMap<>();
        there.stored().forEach(each -> preset(each, values));
        java.util.Objects.requireNonNull(field.createOnImport()).forEach((name, text) -> {
            if (there.require(name) instanceof Field.Stored stored
                    && parser.parse(stored, text) instanceof ValueParser.Parsed.Value value) {
                values.put(name, typed(stored, value.value()));
            }
        });
        values.put(there.title(), Query.of("m.written"));
        batch.run(Query.of(
                        "insert into " + table(field) + " (id, _new, _changed, _touched, "
                                + values.keySet().stream().map(Names::quote).collect(Collectors.joining(", "))
                                + ") select m.id, true, false, ?::text[], ",
                        values.keySet())
                .add(Query.join(", ", values.values()))
                .add(" from " + batch.staging().meant(field.id()) + " m where m.made"));
    }

    private void preset(Field.Stored each, Map<String, Query> values) {
        String preset = each instanceof Field.Kept kept ? kept.preset() : null;
        if (each.many()) {
            values.put(each.id(), Query.of("'{}'::" + TableDesign.columnType(each.datum()) + "[]"));
        } else if (each instanceof Field.Kept kept && kept.random()) {
            values.put(each.id(), Query.of(TableDesign.drawn(kept)));
        } else if (preset != null && parser.parse(each, preset) instanceof ValueParser.Parsed.Value value) {
            values.put(each.id(), typed(each, value.value()));
        }
    }

    private Query typed(Field.Stored field, Object value) {
        @Nullable Object stored = field.datum().encrypted() ? batch.vault().seal(value.toString()) : value;
        return Query.of("?::" + TableDesign.columnType(field.datum()), stored);
    }

    private String table(Field field) {
        return batch.inward(field)
                ? batch.staging().next()
                : batch.staging().made(String.valueOf(field.datum().ref()));
    }

    /** Takes back what must not be made, and notes the rows that name it. */
    void note(Afterwards afterwards) throws SQLException {
        for (Field.Kept field : fields) {
            Query broken = new Rules(batch, there(field), false, afterwards).brokenMade(table(field));
            broken.add(" union all select n.id from " + table(field) + " n join "
                    + Names.INSTANCE.table(there(field).id()) + " t on t.id <> n.id and (" + taken(there(field))
                    + ") where n._line is null");
            for (Field.Kept like : alike(field)) {
                batch.run(Query.of("update " + batch.staging().meant(like.id()) + " m set hits = -1 where m.id in (")
                        .add(broken)
                        .add(")"));
            }
        }
        for (Field.Kept field : fields) {
            String from = "from " + batch.staging().rows() + " r"
                    + (field.many() ? ", unnest(r." + Staging.written(field) + ") w join " : " join ")
                    + batch.staging().meant(field.id()) + " m on m.written = "
                    + (field.many() ? "w" : "r." + Staging.written(field)) + " where m.hits = -1";
            batch.run(batch.note(ImportFault.REFERENCE_NOT_CREATED, field, "r._line", "m.written")
                    .add(from));
        }
    }

    /** The fields whose references make records of the same register. */
    private List<Field.Kept> alike(Field.Kept field) {
        return fields.stream().filter(each -> there(each).equals(there(field))).toList();
    }

    private static String taken(Register there) {
        String taken = there.kept()
                .filter(Field.Kept::unique)
                .map(field -> "t." + Staging.telling(field) + " = n." + Staging.telling(field))
                .collect(Collectors.joining(" or "));
        return taken.isEmpty() ? "false" : taken;
    }

    /**
     * Leaves only what rows that are written refer to; answers how many that are.
     *
     * @param written true of rows, as {@code n}, that are
     */
    long keepUsed(String written) throws SQLException {
        for (Field.Kept field : fields) {
            String uses = alike(field).stream()
                    .map(each -> "m.id = "
                            + (each.many() ? "any(n." + Names.quote(each.id()) + ")" : "n." + Names.quote(each.id())))
                    .collect(Collectors.joining(" or "));
            batch.run(Query.of("delete from " + table(field) + " d using "
                    + batch.staging().meant(field.id())
                    + " m where d._line is null and d.id = m.id and m.made and not exists (select from "
                    + batch.staging().next() + " n where n._line is not null and " + written + " and (" + uses + "))"));
        }
        long kept = 0;
        for (String table : fields.stream().map(this::table).distinct().toList()) {
            kept += batch.count(Query.of("select count(*) from " + table + " where _line is null"));
        }
        return kept;
    }
}
