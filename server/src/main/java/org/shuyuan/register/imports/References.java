package org.shuyuan.register.imports;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.register.record.RecordFault;
import org.shuyuan.register.record.Rights;
import org.shuyuan.register.schema.Names;

/**
 * Finds what references mean: a record's id, else what alone identifies a record, else its title. Each text is looked up once. Records of
 * the same file count as well; retired ones and those that the actor doesn't see don't.
 */
final class References {

    private static final String ID = "'^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'";
    private static final String SEALED = "starts_with(m.written, E'\\x01')";

    private final Batch batch;

    References(Batch batch) {
        this.batch = batch;
    }

    void resolve(Field.Stored field) throws SQLException {
        String meant = batch.staging().meant(field.id());
        String written = Staging.written(field);
        batch.create(
                meant,
                "written text",
                "id uuid",
                "hits bigint not null default 0",
                "made boolean not null default false");
        batch.run(Query.of("insert into " + meant + " (written) select distinct "
                + (field.many() ? "w from " + rows() + " r, unnest(r." + written + ") w" : written + " from " + rows())
                + " where " + (field.many() ? "w" : written) + " is not null"));
        batch.analyze(meant);
        settle(field);
    }

    private void settle(Field.Stored field) throws SQLException {
        String meant = batch.staging().meant(field.id());
        Register there = batch.registers().require(String.valueOf(field.datum().ref()));
        Rights rights = batch.policies().rights(there);
        Query byId = Query.of("select m.written, t.id from " + meant + " m join " + Names.INSTANCE.table(there.id())
                        + " t on t.id = case when m.written ~ " + ID + " then m.written::uuid end where ")
                .add(rights.visible("t"));
        settle(meant, byId);
        for (Field known : knownBy(there)) {
            settle(meant, candidates(field, meant, there, known, rights));
        }
    }

    private String rows() {
        return batch.staging().rows();
    }

    /** The fields by whose value alone a record is known, best first. */
    private static List<Field> knownBy(Register there) {
        List<Field> known = new ArrayList<>();
        there.identity().stream()
                .filter(alternative -> alternative.size() == 1)
                .map(alternative -> there.require(alternative.getFirst()))
                .forEach(known::add);
        Field title = there.require(there.title());
        if (!known.contains(title)) {
            known.add(title);
        }
        return known.stream()
                .filter(field ->
                        field.datum().type() == ValueType.TEXT || field.datum().type() == ValueType.CODE)
                .filter(field -> !field.datum().encrypted() || field.equals(Hints.secret(there)))
                .toList();
    }

    private Query candidates(Field field, String meant, Register there, Field known, Rights rights) {
        String wanted = known.datum().encrypted()
                ? "case when " + SEALED + " then decode(substr(m.written, 2), 'hex') end"
                : "m.written";
        String column = Staging.telling(known);
        Query candidates = Query.of("select m.written, t.id from " + meant + " m join "
                        + Names.INSTANCE.table(there.id()) + " t on t." + column + " = " + wanted
                        + " where m.hits = 0 and t._retired is null and ")
                .add(rights.visible("t"))
                .add(" and ")
                .add(rights.readable(known, "t"));
        if (batch.inward(field) && batch.given().containsKey(known.id())) {
            candidates.add(
                    " union all select m.written, coalesce(f.id, r.id) from " + meant + " m join " + rows() + " r on r."
                            + column + " = " + wanted + " left join "
                            + batch.staging().found()
                            + " f on f.line = r._line where m.hits = 0 and not exists (select from register.import_fault x"
                            + " where x.import = ? and x.line = r._line and x.code = ?)",
                    batch.id(),
                    ImportFault.DUPLICATE_ROW.code());
        }
        return candidates;
    }

    private void settle(String meant, Query candidates) throws SQLException {
        batch.run(Query.of("update " + meant
                        + " m set id = case c.hits when 1 then c.id end, hits = c.hits from (select written,"
                        + " (array_agg(id))[1] as id, count(distinct id) as hits from (")
                .add(candidates)
                .add(") c group by written) c where m.written = c.written and m.hits = 0"));
    }

    /** Notes the rows whose references mean nothing, or more than one record. */
    void note(Field.Stored field) throws SQLException {
        String meant = batch.staging().meant(field.id());
        if (!batch.ask(Query.of("select from " + meant + " where hits <> 1"))) {
            return;
        }
        String open = "case when not " + SEALED + " then m.written end";
        String from = field.many()
                ? "from " + rows() + " r, unnest(r." + Staging.written(field) + ") w join " + meant
                        + " m on m.written = w where "
                : "from " + rows() + " r join " + meant + " m on m.written = r." + Staging.written(field) + " where ";
        batch.run(batch.note(RecordFault.UNKNOWN_REFERENCE, field, "r._line", open)
                .add(from + "m.hits = 0"));
        batch.run(batch.note(ImportFault.AMBIGUOUS_REFERENCE, field, "r._line", open, "hits", "m.hits")
                .add(from + "m.hits > 1"));
    }

    /** Puts the records that rows were found to be in the place of the rows, and looks again at what they made seem to be several. */
    void follow(Field.Stored field) throws SQLException {
        String meant = batch.staging().meant(field.id());
        batch.run(Query.of("update " + meant + " m set id = f.id from "
                + batch.staging().found() + " f where m.id = f.row and f.id is not null"));
        batch.run(Query.of("update " + meant + " set hits = 0 where hits > 1"));
        settle(field);
    }
}
