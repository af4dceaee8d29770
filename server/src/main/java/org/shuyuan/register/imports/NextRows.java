package org.shuyuan.register.imports;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.record.Rights;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;

/**
 * Makes the rows as they are to be. A cell without a value leaves what the record has; a new record gets the field's default.
 * Alias {@code r} is the staged row, {@code f} what it was found to be, {@code o} the record as it is, {@code m_…} what references mean.
 */
final class NextRows {

    private final Batch batch;
    private final boolean some;
    private final Rights rights;
    private final List<String> columns = new ArrayList<>();
    private final Query values = new Query();

    /** @param some whether any row was found to be a record */
    NextRows(Batch batch, boolean some) {
        this.batch = batch;
        this.some = some;
        this.rights = batch.policies().rights(batch.register());
    }

    void build() throws SQLException {
        Staging staging = batch.staging();
        staging.create(batch.connection(), staging.next(), Staging.recordColumns(batch.register()));
        put("_line", Query.of("r._line"));
        put("id", Query.of(some ? "coalesce(f.id, r.id)" : "r.id"));
        put("_new", Query.of(some ? "f.id is null" : "true"));
        put("_changed", some ? changed() : Query.of("false"));
        put("_version", Query.of(some ? "o._version" : "null::integer"));
        put("_touched", touched());
        put("_faulty", faulty());
        batch.register().stored().forEach(this::putField);
        Query insert = Query.of("insert into " + staging.next() + " (" + String.join(", ", columns) + ") select ")
                .add(values)
                .add(" from " + staging.rows() + " r" + meanings());
        if (some) {
            insert.add(" left join " + staging.found() + " f on f.line = r._line left join " + batch.table()
                    + " o on o.id = f.id");
        }
        batch.run(insert);
        batch.analyze(staging.next());
    }

    private void put(String column, Query value) {
        columns.add(column);
        values.add(columns.size() == 1 ? "" : ", ").add(value);
    }

    private String meanings() {
        return batch.references().stream()
                .map(field -> {
                    String meant = batch.staging().meant(field.id());
                    String alias = alias(field);
                    return field.many()
                            ? " left join lateral (select array_agg(distinct m.id) filter (where m.id is not null) as ids,"
                                    + " bool_or(m.id is null) as lost from unnest(r." + Staging.written(field)
                                    + ") w join "
                                    + meant + " m on m.written = w) " + alias + " on true"
                            : " left join " + meant + " " + alias + " on " + alias + ".written = r."
                                    + Staging.written(field);
                })
                .collect(Collectors.joining());
    }

    private static String alias(Field field) {
        return Names.quote("m_" + field.id());
    }

    /** What the row gives the field, null where it gives nothing. */
    private static String given(Field field) {
        if (!Batch.reference(field)) {
            return "r." + Names.quote(field.id());
        }
        return alias(field) + (field.many() ? ".ids" : ".id");
    }

    private void putField(Field.Stored field) {
        boolean inFile = batch.given().containsKey(field.id());
        String type = TableDesign.columnType(field.datum()) + (field.many() ? "[]" : "");
        List<String> sources = new ArrayList<>();
        if (inFile) {
            sources.add(given(field));
        }
        if (some) {
            sources.add("o." + Names.quote(field.id()));
        }
        Query value = Query.of("coalesce("
                + String.join("", sources.stream().map(each -> each + ", ").toList()));
        String sealed = null;
        if (field.many()) {
            value.add("'{}'::" + type + ")");
        } else if (field instanceof Field.Kept kept
                && kept.preset() != null
                && field.datum().encrypted()) {
            sealed = kept.preset();
            value.add(
                    (some ? "case when f.id is null then ?::bytea end)" : "?::bytea)"),
                    batch.vault().seal(sealed));
        } else if (field instanceof Field.Kept kept && kept.random()) {
            String drawn = TableDesign.drawn(kept);
            value.add(some ? "case when f.id is null then " + drawn + " end)" : drawn + ")");
        } else if (field instanceof Field.Kept kept && kept.preset() != null) {
            value.add(
                    (some ? "case when f.id is null then ?::" : "?::") + "text::" + type + (some ? " end)" : ")"),
                    kept.preset());
        } else {
            value.add("null::" + type + ")");
        }
        put(Names.quote(field.id()), value);
        if (Staging.blind(field)) {
            putBlind(field, inFile, sealed);
        }
    }

    private void putBlind(Field.Stored field, boolean inFile, @org.jspecify.annotations.Nullable String preset) {
        String column = Names.blind(field.id());
        Query value = Query.of("coalesce(" + (inFile ? "r." + column + ", " : "") + (some ? "o." + column + ", " : ""));
        if (preset == null) {
            value.add("null::bytea)");
        } else {
            value.add(
                    (some ? "case when f.id is null then ?::bytea end)" : "?::bytea)"),
                    batch.vault().blind(batch.register().blindIndex(field), preset));
        }
        put(column, value);
    }

    /** Whether the record is to have another value in any field. */
    private Query changed() {
        return Query.of("f.id is not null and ("
                + batch.given().values().stream().map(NextRows::differs).collect(Collectors.joining(" or ")) + ")");
    }

    private static String differs(Field.Stored field) {
        String given = given(field);
        String old = "o." + Names.quote(field.id());
        if (field.many()) {
            return "coalesce(not (" + given + " @> " + old + " and " + given + " <@ " + old + "), false)";
        }
        if (field.datum().encrypted() && !Staging.blind(field)) {
            return given + " is not null"; // equal ones are gone by now: see SealedValues
        }
        String telling = Staging.telling(field);
        return Staging.blind(field)
                ? "(r." + telling + " is not null and r." + telling + " is distinct from o." + telling + ")"
                : "(" + given + " is not null and " + given + " is distinct from " + old + ")";
    }

    /**
     * The fields that count as written where a right is bound to fields: those that get other values, and those of which the actor is
     * not shown what they hold, as "unchanged" would tell it.
     */
    private Query touched() {
        if (!some && !rights.mayByField(Verb.CREATE)) {
            return Query.of("null::text[]");
        }
        List<Query> parts = new ArrayList<>();
        for (Field.Stored field : batch.given().values()) {
            Query part = Query.of("case when " + given(field) + " is not null and (");
            if (some) {
                Query clear = rights.clear(field, "o");
                part.add("f.id is null or " + differs(field));
                if (!clear.text().equals(Rights.ALWAYS)) {
                    part.add(" or not coalesce(").add(clear).add(", false)");
                }
            } else {
                part.add("true");
            }
            parts.add(part.add(") then ?::text end", field.id()));
        }
        return Query.of("array_remove(array[").add(Query.join(", ", parts)).add("]::text[], null)");
    }

    /** The fields that were found to be wrong by now. */
    private Query faulty() {
        List<Query> lost = new ArrayList<>();
        for (Field.Stored field : batch.references()) {
            lost.add(Query.of(
                    "case when "
                            + (field.many()
                                    ? alias(field) + ".lost"
                                    : alias(field) + ".written is not null and " + alias(field) + ".id is null")
                            + " then ?::text end",
                    field.id()));
        }
        if (some) {
            Query visible = rights.visible("o");
            lost.add(Query.of("case when f.line is not null and (f.id is null")
                    .add(visible.text().equals(Rights.ALWAYS) ? "" : " or not coalesce(")
                    .add(visible.text().equals(Rights.ALWAYS) ? Query.of("") : visible.add(", false)"))
                    .add(") then ?::text end", Batch.HOPELESS));
        }
        if (lost.isEmpty()) {
            return Query.of("r._faulty");
        }
        return Query.of("nullif(coalesce(r._faulty, '{}') || array_remove(array[")
                .add(Query.join(", ", lost))
                .add("]::text[], null), '{}')");
    }
}
