package org.shuyuan.register.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Register register;
    private final Rights rights;

    Projection(Policies policies, Register register) {
        this.policies = policies;
        this.register = register;
        this.rights = policies.rights(register);
    }

    /** Whether a row may hold ciphertext that the node must open before it leaves. */
    boolean sealed() {
        return register.fields().values().stream()
                .anyMatch(field -> field.datum().encrypted()
                        && !rights.clear(field, "t").text().equals(Rights.NEVER)
                        && !(field instanceof Field.Proposed));
    }

    /** A JSON object with the readable fields of the row {@code alias}, which the actor sees. */
    Query values(String alias) {
        Map<String, List<Query>> byCondition = new LinkedHashMap<>();
        Map<String, Query> conditions = new LinkedHashMap<>();
        for (Field field : register.fields().values()) {
            Query readable = rights.readableAmongVisible(field, alias);
            if (!readable.text().equals(Rights.NEVER)) {
                String key = key(readable);
                conditions.put(key, readable);
                byCondition.computeIfAbsent(key, any -> new ArrayList<>()).add(member(field, alias));
            }
        }
        if (byCondition.size() == 1 && conditions.containsKey(key(Query.of(Rights.ALWAYS)))) {
            List<Query> members = byCondition.values().iterator().next();
            if (members.size() <= MEMBERS) {
                return Query.of("json_build_object(")
                        .add(Query.join(", ", members))
                        .add(")"); // cheaper than jsonb
            }
        }
        List<Query> objects = new ArrayList<>();
        byCondition.forEach((key, members) -> {
            Query condition = java.util.Objects.requireNonNull(conditions.get(key));
            objects.add(
                    condition.text().equals(Rights.ALWAYS)
                            ? object(members)
                            : Query.of("case when ")
                                    .add(condition)
                                    .add(" then ")
                                    .add(object(members))
                                    .add(" else '{}' end"));
        });
        return objects.isEmpty() ? Query.of("'{}'::jsonb") : Query.join(" || ", objects);
    }

    /** Conditions are the same where their text and values are. */
    private static String key(Query condition) {
        return condition.text() + condition.values();
    }

    private static Query object(List<Query> members) {
        List<Query> objects = new ArrayList<>();
        for (int from = 0; from < members.size(); from += MEMBERS) {
            objects.add(Query.of("jsonb_build_object(")
                    .add(Query.join(", ", members.subList(from, Math.min(from + MEMBERS, members.size()))))
                    .add(")"));
        }
        return Query.join(" || ", objects);
    }

    private Query member(Field field, String alias) {
        return Query.of("'" + field.id() + "', ").add(value(field, rights, alias));
    }

    /** The value of a field in a row that the actor sees. */
    private Query value(Field field, Rights rights, String alias) {
        if (field instanceof Field.Followed followed) {
            return follow(followed);
        }
        String column = alias + "." + Names.quote(field.id());
        if (!field.datum().sensitivity().masked()) {
            return plain(field, column);
        }
        Query clear = rights.clearAmongVisible(field, alias);
        Query masked = masked(field.datum(), column);
        if (clear.text().equals(Rights.NEVER)) {
            return masked;
        }
        Query open = field.datum().encrypted()
                ? Query.of("case when " + column + " is not null then jsonb_build_object('sealed', encode(" + column
                        + ", 'base64')) end")
                : Query.of("to_jsonb(").add(plain(field, column)).add(")");
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
        Register there = policies.registers().require(register);
        Rights rights = policies.rights(there);
        Query readable = rights.readable(there.require(there.title()), "r");
        if (readable.text().equals(Rights.NEVER)) {
            return Query.of("null::text");
        }
        Query title = Query.of("(select r." + Names.quote(there.title()) + "::text from "
                + Names.INSTANCE.table(register) + " r where r.id = " + id);
        return readable.text().equals(Rights.ALWAYS)
                ? title.add(")")
                : title.add(" and ").add(readable).add(")");
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
