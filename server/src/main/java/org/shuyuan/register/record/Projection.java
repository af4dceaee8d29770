package org.shuyuan.register.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Mask;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.register.schema.Names;

/**
 * The values of a row as PostgreSQL writes them into JSON, with the policy inside: a field that may not be read is absent, one that
 * may not be seen clearly is {@code {"masked": …}}, a reference is {@code {"id": …, "title": …}}, ciphertext for a reader with the
 * right is {@code {"sealed": base64}} until the node has opened it.
 */
final class Projection {

    private static final int MEMBERS = 50; // PostgreSQL takes 100 arguments, two for each

    private final Policies policies;
    private final Collection<Field> fields;
    private final Rights rights;

    Projection(Policies policies, Register register) {
        this(policies, register, register.fields().values());
    }

    /** @param fields those that are shown, as far as they may be read */
    Projection(Policies policies, Register register, Collection<Field> fields) {
        this.policies = policies;
        this.fields = fields;
        this.rights = policies.rights(register);
    }

    /** Whether a row may hold ciphertext that the node must open before it leaves. */
    boolean sealed() {
        return fields.stream()
                .anyMatch(field -> field.datum().encrypted()
                        && !rights.clear(field, "t").text().equals(Rights.NEVER)
                        && !(field instanceof Field.Proposed));
    }

    /**
     * Fields that the actor may read in the same rows, and sees unmasked in the same rows: each condition is looked at once in a row.
     *
     * @param readable true of the rows, among those that the actor sees, in which they may be read
     * @param clear true of those in which they are not masked, or null where that is the same in all
     */
    record Group(Query readable, @Nullable Query clear, List<Field> fields) {

        /** Whether their form is the same in all rows. */
        boolean always() {
            return clear == null && readable.text().equals(Rights.ALWAYS);
        }

        private String key() {
            return readable.text() + readable.values() + (clear == null ? "" : clear.text() + clear.values());
        }
    }

    /** The readable fields of the row {@code alias}, which the actor sees. */
    List<Group> groups(String alias) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Field field : fields) {
            Query readable = rights.readableAmongVisible(field, alias);
            if (!readable.text().equals(Rights.NEVER)) {
                Group group = new Group(readable, clear(field, alias), new ArrayList<>());
                groups.computeIfAbsent(group.key(), any -> group).fields().add(field);
            }
        }
        return List.copyOf(groups.values());
    }

    private @Nullable Query clear(Field field, String alias) {
        if (field instanceof Field.Followed || !field.datum().sensitivity().masked()) {
            return null;
        }
        Query clear = rights.clearAmongVisible(field, alias);
        return constant(clear) ? null : clear;
    }

    private static boolean constant(Query condition) {
        return condition.text().equals(Rights.ALWAYS) || condition.text().equals(Rights.NEVER);
    }

    /** A JSON object with the readable fields of the row {@code alias}, which the actor sees. */
    Query values(String alias) {
        List<Group> groups = groups(alias);
        if (groups.size() == 1 && groups.getFirst().always()) {
            List<Field> fields = groups.getFirst().fields();
            if (fields.size() <= MEMBERS) {
                return Query.of("json_build_object(")
                        .add(members(fields, field -> value(field, alias)))
                        .add(")"); // cheaper than jsonb
            }
        }
        return groups.isEmpty()
                ? Query.of("'{}'::jsonb")
                : Query.join(
                        " || ",
                        groups.stream().map(group -> object(group, alias)).toList());
    }

    /** A JSON object with the fields of a group, empty in rows where they may not be read. */
    Query object(Group group, String alias) {
        List<Field> fields = group.fields();
        Query object = group.clear() == null
                ? object(fields, field -> value(field, alias))
                : either(
                        group.clear(),
                        object(fields, field -> open(field, column(field, alias))),
                        object(fields, field -> masked(field.datum(), column(field, alias))));
        return either(group.readable(), object, Query.of("'{}'"));
    }

    private static Query object(List<Field> fields, Function<Field, Query> value) {
        List<Query> objects = new ArrayList<>();
        for (int from = 0; from < fields.size(); from += MEMBERS) {
            objects.add(Query.of("jsonb_build_object(")
                    .add(members(fields.subList(from, Math.min(from + MEMBERS, fields.size())), value))
                    .add(")"));
        }
        return Query.of("(").add(Query.join(" || ", objects)).add(")");
    }

    private static Query members(List<Field> fields, Function<Field, Query> value) {
        return Query.join(
                ", ",
                fields.stream()
                        .map(field -> Query.of("'" + field.id() + "', ").add(value.apply(field)))
                        .toList());
    }

    private static Query either(Query condition, Query yes, Query no) {
        return switch (condition.text()) {
            case Rights.ALWAYS -> yes;
            case Rights.NEVER -> no;
            default ->
                Query.of("case when ")
                        .add(condition)
                        .add(" then ")
                        .add(yes)
                        .add(" else ")
                        .add(no)
                        .add(" end");
        };
    }

    private static String column(Field field, String alias) {
        return alias + "." + Names.quote(field.id());
    }

    /** The value of a field in a row that the actor sees. */
    Query value(Field field, String alias) {
        return value(field, rights, alias);
    }

    private Query value(Field field, Rights rights, String alias) {
        if (field instanceof Field.Followed followed) {
            return follow(followed);
        }
        String column = column(field, alias);
        return field.datum().sensitivity().masked()
                ? either(rights.clearAmongVisible(field, alias), open(field, column), masked(field.datum(), column))
                : plain(field, column);
    }

    /** A value that others see masked. */
    private Query open(Field field, String column) {
        return field.datum().encrypted()
                ? Query.of("case when " + column + " is not null then jsonb_build_object('sealed', encode(" + column
                        + ", 'base64')) end")
                : Query.of("to_jsonb(").add(plain(field, column)).add(")");
    }

    private static Query masked(Datum datum, String column) {
        return Query.of("case when " + column + " is not null then jsonb_build_object('masked', "
                + maskedText(datum, column) + ") end");
    }

    static String maskedText(Datum datum, String column) {
        Mask mask = datum.mask();
        return datum.encrypted() || datum.type() != ValueType.TEXT
                ? "'***'"
                : "platform.mask(" + column + ", " + mask.start() + ", " + mask.end() + ")";
    }

    private Query plain(Field field, String column) {
        return switch (field.datum().type()) {
            case REF -> field.many() ? references(field, column) : reference(field, column);
            case TEXT, INTEGER, DECIMAL, MONEY, DATE, TIME, INSTANT, BOOLEAN, CODE -> Query.of(column);
        };
    }

    /** A reference as lists show it: with the title, under the policy there. */
    Query reference(Field field, String column) {
        return Query.of("case when " + column + " is not null then jsonb_build_object('id', " + column + ", 'title', ")
                .add(title(String.valueOf(field.datum().ref()), column))
                .add(") end");
    }

    private Query references(Field field, String column) {
        return Query.of("(select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'title', ")
                .add(title(String.valueOf(field.datum().ref()), "v.id"))
                .add(") order by v.place), '[]') from unnest(" + column + ") with ordinality v(id, place))");
    }

    /** The title of a record elsewhere, under the policy there. */
    Query title(String register, String id) {
        Query titled = titled(register, id);
        return titled.isEmpty()
                ? Query.of("null::text")
                : Query.of("(").add(titled).add(")");
    }

    /** The statement that finds the title of a record elsewhere; empty where the actor may read none there. */
    Query titled(String register, String id) {
        Register there = policies.registers().require(register);
        Rights rights = policies.rights(there);
        Query readable = rights.readable(there.require(there.title()), "r");
        if (readable.text().equals(Rights.NEVER)) {
            return new Query();
        }
        Query title = Query.of("select r." + Names.quote(there.title()) + "::text from "
                + Names.INSTANCE.table(register) + " r where r.id = " + id);
        return readable.text().equals(Rights.ALWAYS)
                ? title
                : title.add(" and ").add(readable);
    }

    /** A value read through a reference, under its source's policy. */
    private Query follow(Field.Followed field) {
        Register there = policies.registers().require(field.register());
        Through through = Through.readable(policies, field);
        return Query.of("(select to_jsonb(")
                .add(value(there.require(field.source()), policies.rights(there), "f"))
                .add(") from " + through.table() + " f where ")
                .add(through.condition())
                .add(")");
    }
}
