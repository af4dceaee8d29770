package org.shuyuan.register.imports;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.schema.Names;

/** Finds which rows are records that there are already, by the first of the register's identities whose fields a row gives. */
final class Identity {

    private final Batch batch;
    private final List<List<Field>> alternatives = new ArrayList<>();

    Identity(Batch batch) {
        this.batch = batch;
        for (List<String> alternative : batch.register().identity()) {
            if (batch.given().keySet().containsAll(alternative)) {
                alternatives.add(alternative.stream()
                        .<Field>map(batch.register()::require)
                        .toList());
            }
        }
    }

    /** Those whose values all stand in the file itself, or lead to other registers. */
    void matchPlain() throws SQLException {
        batch.create(batch.staging().found(), "line bigint", "row uuid", "id uuid", "live bigint", "retired boolean");
        for (int i = 0; i < alternatives.size(); i++) {
            if (!inward(i)) {
                match(i);
                noteDuplicates(i);
            }
        }
        batch.analyze(batch.staging().found());
    }

    /** Those that lead to records of the same file, from the top of the tree downwards. */
    void matchInward(References references) throws SQLException {
        for (int i = 0; i < alternatives.size(); i++) {
            if (!inward(i)) {
                continue;
            }
            boolean more = true;
            while (more) {
                more = match(i) > 0;
                for (Field.Stored field : batch.references()) {
                    if (more && batch.inward(field)) {
                        references.follow(field);
                    }
                }
            }
            noteDuplicates(i);
        }
    }

    private boolean inward(int alternative) {
        return alternatives.get(alternative).stream().anyMatch(batch::inward);
    }

    private long match(int alternative) throws SQLException {
        if (!batch.ask(Query.of("select from " + batch.table()))) {
            return 0;
        }
        List<Field> fields = alternatives.get(alternative);
        String same = fields.stream()
                .map(field -> "t." + Staging.telling(field) + " = " + value(field))
                .collect(Collectors.joining(" and "));
        boolean one = fields.size() == 1 && fields.getFirst() instanceof Field.Kept kept && kept.unique();
        Query match = Query.of("insert into " + batch.staging().found()
                        + " (line, row, id, live, retired) select r._line, r.id, "
                        + (one
                                ? "case when t._retired is null then t.id end, (t._retired is null)::int, t._retired is not null"
                                : "(array_agg(t.id) filter (where t._retired is null))[1],"
                                        + " count(*) filter (where t._retired is null), bool_or(t._retired is not null)")
                        + " from " + rows(fields) + " join " + batch.table() + " t on " + same + " where ")
                .add(chosen(alternative));
        if (inward(alternative)) {
            match.add(" and not exists (select from " + batch.staging().found() + " f where f.line = r._line)");
        }
        return batch.run(one ? match : match.add(" group by r._line, r.id"));
    }

    /** The staged rows, with what their references mean. */
    private String rows(List<Field> fields) {
        return batch.staging().rows() + " r"
                + fields.stream()
                        .filter(Batch::reference)
                        .map(field -> " join " + batch.staging().meant(field.id()) + " " + meant(field) + " on "
                                + meant(field) + ".written = r." + Staging.written(field))
                        .collect(Collectors.joining());
    }

    private static String meant(Field field) {
        return Names.quote("m_" + field.id());
    }

    private static String value(Field field) {
        return Batch.reference(field) ? meant(field) + ".id" : "r." + Staging.telling(field);
    }

    private static String given(List<Field> fields) {
        return fields.stream()
                .map(field -> "r." + (Batch.reference(field) ? Staging.written(field) : Names.quote(field.id()))
                        + " is not null")
                .collect(Collectors.joining(" and ", "(", ")"));
    }

    /** True of rows that this alternative is the first for. */
    private Query chosen(int alternative) {
        Query chosen = Query.of(given(alternatives.get(alternative)));
        for (int earlier = 0; earlier < alternative; earlier++) {
            chosen.add(" and not " + given(alternatives.get(earlier)));
        }
        Set<String> read = new LinkedHashSet<>();
        for (int i = 0; i <= alternative; i++) {
            alternatives.get(i).forEach(field -> read.add(field.id()));
        }
        return chosen.add(" and ").add(Batch.sound("r", read));
    }

    /** Of rows with one identity, the later ones are faulty. */
    private void noteDuplicates(int alternative) throws SQLException {
        List<Field> fields = alternatives.get(alternative);
        String values = fields.stream().map(Identity::value).collect(Collectors.joining(", "));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            names.add("v" + i);
        }
        Query repeated = Query.of("select " + values + ", min(r._line) from " + rows(fields) + " where ")
                .add(chosen(alternative))
                .add(" group by " + values + " having count(*) > 1");
        Field field = fields.getFirst();
        batch.run(batch.note(ImportFault.DUPLICATE_ROW, field, "r._line", open(field), "line", "d.first")
                .add("from " + rows(fields) + " join (")
                .add(repeated)
                .add(") d (" + String.join(", ", names) + ", first) on ")
                .add(fields.stream()
                        .map(each -> value(each) + " = d.v" + fields.indexOf(each))
                        .collect(Collectors.joining(" and ")))
                .add(" where r._line > d.first and ")
                .add(chosen(alternative)));
    }

    /** What a row says of the field, where that may be repeated. */
    private static @org.jspecify.annotations.Nullable String open(Field field) {
        if (field.datum().encrypted()) {
            return null;
        }
        return Batch.reference(field)
                ? "case when not starts_with(r." + Staging.written(field) + ", E'\\x01') then r."
                        + Staging.written(field) + " end"
                : "r." + Names.quote(field.id());
    }

    /** Notes rows that are no record for sure. */
    void note() throws SQLException {
        if (alternatives.isEmpty()) {
            return;
        }
        Field first = alternatives.getFirst().getFirst();
        String found = batch.staging().found();
        batch.run(batch.note(ImportFault.AMBIGUOUS_IDENTITY, null, "f.line", null, "hits", "f.live")
                .add("from " + found + " f where f.live > 1"));
        batch.run(batch.note(ImportFault.RETIRED_RECORD, first, "r._line", open(first))
                .add("from " + batch.staging().rows() + " r join " + found
                        + " f on f.line = r._line where f.live = 0 and f.retired"));
        batch.run(batch.note(ImportFault.DUPLICATE_ROW, first, "r._line", open(first), "line", "d.first")
                .add(
                        "from " + batch.staging().rows() + " r join " + found
                                + " f on f.line = r._line join (select id,"
                                + " min(line) as first from " + found
                                + " where live = 1 group by id having count(*) > 1) d"
                                + " on d.id = f.id where f.line > d.first and not exists (select from"
                                + " register.import_fault x where x.import = ? and x.line = f.line and x.code = ?)",
                        batch.id(),
                        ImportFault.DUPLICATE_ROW.code()));
        noteMissing();
    }

    /** A row without any identity would come in again with each import. */
    private void noteMissing() throws SQLException {
        Query missing = Query.of("from " + batch.staging().rows() + " r where true");
        Set<String> read = new LinkedHashSet<>();
        for (List<Field> alternative : alternatives) {
            missing.add(" and not " + given(alternative));
            alternative.forEach(field -> read.add(field.id()));
        }
        for (String name : read) {
            if (batch.register().require(name) instanceof Field.Stored stored && stored.required()) {
                missing.add(" and " + given(List.of(stored)));
            }
        }
        batch.run(batch.note(ImportFault.IDENTITY_MISSING, null, "r._line", null)
                .add(missing)
                .add(" and ")
                .add(Batch.sound("r", read)));
    }
}
