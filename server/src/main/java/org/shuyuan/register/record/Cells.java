package org.shuyuan.register.record;

import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.register.schema.Names;

/** The values of a row as texts, as a table shows them: under the same policy as {@link Projection}, which makes JSON of them. */
final class Cells {

    /** What the ciphertext of a cell begins with, and no text that a person wrote. */
    static final String SEALED = "\u0001sealed ";

    private final Policies policies;
    private final Rights rights;
    private final Projection projection;
    private final Titles titles;

    Cells(Policies policies, Register register) {
        this.policies = policies;
        this.rights = policies.rights(register);
        this.projection = new Projection(policies, register);
        this.titles = new Titles(projection);
    }

    /** What stands beside the rows {@code t} whose cells are selected. */
    Query joins() {
        return titles.joins();
    }

    /** A readable field as the text of a cell: null where it may not be read in this row; ciphertext begins with {@link #SEALED}. */
    Query cell(Field field) {
        Query readable = rights.readableAmongVisible(field, "t");
        Query text = text(field, rights, "t");
        return readable.text().equals(Rights.ALWAYS)
                ? text
                : Query.of("case when ").add(readable).add(" then ").add(text).add(" end");
    }

    private Query text(Field field, Rights rights, String alias) {
        if (field instanceof Field.Followed followed) {
            Through through = Through.readable(policies, followed);
            Register there = policies.registers().require(followed.register());
            return Query.of("(select ")
                    .add(text(there.require(followed.source()), policies.rights(there), "f"))
                    .add(" from " + through.table() + " f where ")
                    .add(through.condition())
                    .add(")");
        }
        String column = alias + "." + Names.quote(field.id());
        Query open = field.datum().encrypted()
                ? Query.of("'" + SEALED + "' || encode(" + column + ", 'base64')")
                : open(field, alias);
        if (!field.datum().sensitivity().masked()) {
            return open;
        }
        Query clear = rights.clearAmongVisible(field, alias);
        Query masked = Query.of(
                "case when " + column + " is not null then " + Projection.maskedText(field.datum(), column) + " end");
        if (clear.text().equals(Rights.NEVER)) {
            return masked;
        }
        return clear.text().equals(Rights.ALWAYS)
                ? open
                : Query.of("case when ")
                        .add(clear)
                        .add(" then ")
                        .add(open)
                        .add(" else ")
                        .add(masked)
                        .add(" end");
    }

    private Query open(Field field, String alias) {
        String column = alias + "." + Names.quote(field.id());
        String ref = field.datum().ref();
        if (!field.many()) {
            return ref == null
                    ? Query.of(instant(field, column))
                    : alias.equals("t") ? titles.of(field) : projection.title(ref, column);
        }
        Query one = ref == null ? Query.of("v.id::text") : projection.title(ref, "v.id");
        return Query.of("(select string_agg(")
                .add(one)
                .add(", ';' order by v.place) from unnest(" + column + ") with ordinality v(id, place))");
    }

    private static String instant(Field field, String column) {
        return field.datum().type() == ValueType.INSTANT
                ? "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                : column + "::text";
    }
}
