package org.shuyuan.register.imports;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.record.RecordFault;
import org.shuyuan.register.schema.Names;

/** What rows must hold beside each other and beside the records that there are: no value twice that is to be unique, no overlap. */
final class FileRules {

    private final Batch batch;
    private final String next;

    FileRules(Batch batch) {
        this.batch = batch;
        this.next = batch.staging().next();
    }

    void note() throws SQLException {
        for (Field.Kept field :
                batch.register().kept().filter(Field.Kept::unique).toList()) {
            if (batch.given().containsKey(field.id()) && !firstIdentity(field)) {
                noteTaken(field);
            }
        }
        for (Field.Kept field : batch.register().neverReissued()) {
            if (batch.given().containsKey(field.id())) {
                noteGivenUp(field);
            }
        }
        if (batch.register().period() != null) {
            for (List<String> names : batch.register().noOverlap()) {
                noteOverlap(names.stream().map(batch.register()::require).toList());
            }
        }
    }

    /** What makes rows the same record, before all else, can't make them two. */
    private boolean firstIdentity(Field field) {
        List<List<String>> identity = batch.register().identity();
        return !identity.isEmpty() && identity.getFirst().equals(List.of(field.id()));
    }

    private void noteTaken(Field field) throws SQLException {
        String column = Staging.telling(field);
        Query sound = Batch.sound("n", List.of(field.id()));
        batch.run(batch.note(ImportFault.TAKEN_IN_FILE, field, "n._line", "n." + column, "line", "d.first")
                .add(
                        "from " + next + " n join (select " + column + " as value, min(_line) as first from " + next
                                + " where " + column + " is not null group by " + column
                                + " having count(*) > 1) d on d.value = n."
                                + column
                                + " where n._line > d.first and not exists (select from register.import_fault x where"
                                + " x.import = ? and x.line = n._line and x.code = ?) and ",
                        batch.id(),
                        ImportFault.DUPLICATE_ROW.code())
                .add(sound));
        batch.run(batch.note(RecordFault.TAKEN, field, "n._line", "n." + column)
                .add("from " + next + " n join " + batch.table() + " t on t." + column + " = n." + column
                        + " where t.id <> n.id and (n._new or n._changed) and n._line is not null and ")
                .add(sound));
    }

    private void noteGivenUp(Field.Kept field) throws SQLException {
        String column = Staging.telling(field);
        batch.run(batch.note(RecordFault.GIVEN_UP, field, "n._line", "n." + column)
                .add(
                        "from " + next
                                + " n join register.given_up g on g.register = ? and g.field = ? and g.value = n."
                                + column + " where g.holder <> n.id and (n._new or n._changed)"
                                + " and n._line is not null and ",
                        batch.register().id(),
                        field.id())
                .add(Batch.sound("n", List.of(field.id()))));
    }

    private void noteOverlap(List<Field> fields) throws SQLException {
        var period = java.util.Objects.requireNonNull(batch.register().period());
        String from = Names.quote(period.from());
        String until = Names.quote(period.until());
        List<String> reads =
                new java.util.ArrayList<>(fields.stream().map(Field::id).toList());
        reads.addAll(List.of(period.from(), period.until()));
        Query written = Query.of(" where (n._new or n._changed) and n._line is not null and ")
                .add(Batch.sound("n", reads))
                .add(ordered("n", from, until))
                .add(ordered("t", from, until))
                .add(" and daterange(n." + from + ", n." + until + ") && daterange(t." + from + ", t." + until + ")");
        String labels = fields.stream()
                .map(field -> "jsonb_build_object('key', '" + field.label() + "')")
                .collect(Collectors.joining(", ", "jsonb_build_array(", ")"));
        batch.run(batch.note(RecordFault.OVERLAP, null, "n._line", null, "labels", labels)
                .add("from " + next + " n join " + batch.table() + " t on " + same(fields))
                .add(written)
                .add(" and t._retired is null and not exists (select from " + next
                        + " z where z.id = t.id) group by n._line"));
        batch.run(
                batch.note(ImportFault.OVERLAP_IN_FILE, null, "n._line", null, "labels", labels, "line", "min(t._line)")
                        .add("from " + next + " n join " + next + " t on " + same(fields) + " and t._line < n._line")
                        .add(written)
                        .add(" group by n._line"));
    }

    /** Where the days are in disorder there is no range to speak of. */
    private static Query ordered(String alias, String from, String until) {
        return Query.of(" and coalesce(" + alias + "." + from + " <= " + alias + "." + until + ", true)");
    }

    private static String same(List<Field> fields) {
        return fields.stream()
                .map(field -> "t." + Staging.telling(field) + " = n." + Staging.telling(field))
                .collect(Collectors.joining(" and "));
    }
}
