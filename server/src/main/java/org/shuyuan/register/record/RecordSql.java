package org.shuyuan.register.record;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;
import org.shuyuan.trust.Vault;

/** The statements that read one register for one actor. */
final class RecordSql {

    /** How many records a count goes up to. */
    static final int COUNTED = 1_000;

    private static final Names NAMES = Names.INSTANCE;

    private final Policies policies;
    private final Register register;
    private final Rights rights;
    private final Projection projection;
    private final SealedJson sealed;
    private final JsonRow row;
    private final Conditions conditions;

    RecordSql(Policies policies, Register register, Vault vault) {
        this(policies, register, register.fields().values(), vault);
    }

    /** @param fields those that records are shown with, as far as they may be read */
    RecordSql(Policies policies, Register register, Collection<Field> fields, Vault vault) {
        this.policies = policies;
        this.register = register;
        this.rights = policies.rights(register);
        this.projection = new Projection(policies, register, fields);
        this.sealed = new SealedJson(projection, vault);
        this.row = new JsonRow(projection, sealed);
        this.conditions = new Conditions(policies, register, vault);
    }

    /** How the node opens what is sealed in what these statements answer. */
    SealedJson sealed() {
        return sealed;
    }

    /** How the node makes JSON of the rows of a list. */
    JsonRow row() {
        return row;
    }

    /** One record as JSON, as it is or was. */
    Query detail(UUID id, @Nullable Instant at) {
        return Query.of(
                        "select json_build_object('id', t.id, 'version', t._version, 'since', t._since, 'retiredAt', t._retired")
                .add(", 'mayChange', ")
                .add(stillMay(Policy.Verb.CHANGE, at))
                .add(", 'mayRetire', ")
                .add(stillMay(Policy.Verb.RETIRE, at))
                .add(", 'values', ")
                .add(projection.values("t"))
                .add(")::text from ")
                .add(rows(at, "t"))
                .add(" where t.id = ?", id)
                .add(seen(rights.visible("t")));
    }

    /** Whether the actor may do this to the record as it is now; nobody changes the past. */
    private Query stillMay(Policy.Verb verb, @Nullable Instant at) {
        return at != null
                ? Query.of(Rights.NEVER)
                : Query.of("(t._retired is null and ")
                        .add(rights.may(verb, Set.of(), "t", "t"))
                        .add(")");
    }

    /** Every version of a record that the actor may see, the latest first, with the evidence of each. */
    Query history(UUID id) {
        return Query.of("select t._version, t._since, t._until, e.name, e.action, e.reason, t._retired is not null, (")
                .add(projection.values("t"))
                .add(
                        ")::text from (select " + columns() + ", null::timestamptz as _until from "
                                + NAMES.table(register.id())
                                + " where id = ? union all select " + columns() + ", _until from "
                                + NAMES.history(register.id())
                                + " where id = ?) t left join platform.evidence e on e.id = t._change where true",
                        id,
                        id)
                .add(seen(rights.visible("t")))
                .add(" order by t._version desc");
    }

    private static Query seen(Query visible) {
        return visible.text().equals(Rights.ALWAYS)
                ? new Query()
                : Query.of(" and ").add(visible);
    }

    /**
     * One page. A field that may be empty sorts its empty values last; these are pages of their own, {@code empty}, so that an
     * index serves both.
     *
     * <p>Which records stand on the page is found first, from the index alone where it carries what the policy asks
     * ({@link TableDesign}): whoever sees one row in a hundred would otherwise fetch ninety-nine for nothing. Only then are they read.
     */
    Query page(RecordQuery query, boolean empty, @Nullable UUID afterId, int rows) {
        Ordering ordering = new Ordering(policies, query.order(), query.descending());
        boolean present = query.at() == null;
        String key = (present ? "page" : "t") + "._key";
        return Query.of("select " + key + "::text, t.id, ")
                .add(row.columns())
                .add(" from (select " + (present ? "t.id" : "t.*") + ", " + (empty ? "null" : ordering.key())
                        + " as _key from ")
                .add(found(query, ordering, empty, afterId, rows))
                .add(present ? ") page join " + NAMES.table(register.id()) + " t on t.id = page.id" : ") t")
                .add(row.joins())
                .add(" order by " + ordering.inOrderOf(key, empty));
    }

    /** The rows of one page. */
    private Query found(RecordQuery query, Ordering ordering, boolean empty, @Nullable UUID afterId, int rows) {
        RecordQuery.Cursor after = query.after();
        Query found = empty ? matching(query, new Query()).add(ordering.absent()) : matching(query, ordering.join());
        UUID id = empty ? afterId : after == null ? null : after.id();
        if (empty || after == null || after.value() == null) {
            found.add(empty ? new Query() : ordering.present());
            found.add(id == null ? new Query() : ordering.after(id));
        } else {
            found.add(ordering.after(after.value(), after.id()));
        }
        return found.add(" order by " + ordering.inOrder(empty) + " limit " + rows);
    }

    /** All records that match, in order: first those with a value to sort by, then those without; each as {@code selected} of them and their {@code joins}. */
    Query all(RecordQuery query, boolean empty, Query selected, Query joins) {
        Ordering ordering = new Ordering(policies, query.order(), query.descending());
        return Query.of("select ")
                .add(selected)
                .add(" from ")
                .add(matching(query, (empty ? new Query() : ordering.join()).add(joins)))
                .add(empty ? ordering.absent() : ordering.present())
                .add(" order by " + ordering.inOrder(empty));
    }

    /** How many records match, up to one more than {@link #COUNTED}. */
    Query count(RecordQuery query) {
        return Query.of("select count(*) from (select 1 from ")
                .add(matching(query, new Query()))
                .add(" limit " + (COUNTED + 1) + ") counted");
    }

    /** The first records that match, by id. */
    Query ids(RecordQuery query, int most) {
        return Query.of("select t.id from ").add(matching(query, new Query())).add(" order by t.id limit " + most);
    }

    /** How many records match for each combination of keys, the most frequent first. */
    Query counts(RecordQuery query, CountKeys keys, int most) {
        return Query.of("select json_build_object('values', json_build_array(")
                .add(keys.shown(projection))
                .add("), 'count', g.records)::text from (select " + keys.selected() + ", count(*) as records from ")
                .add(matching(query, keys.join()))
                .add(keys.readable(conditions))
                .add(" group by " + keys.names() + ") g order by g.records desc, " + keys.names() + " limit " + most);
    }

    private Query matching(RecordQuery query, Query beside) {
        Query matching = rows(query.at(), "t")
                .add(beside)
                .add(" where " + living(query, "t"))
                .add(seen(rights.visibleAmong("t")))
                .add(conditions.of(query));
        query.shared().forEach(field -> matching.add(shared(query, field)));
        return matching;
    }

    private static String living(RecordQuery query, String alias) {
        return query.retired() ? "true" : alias + "._retired is null";
    }

    /**
     * That another record {@code o} has the same value. The list's conditions say which records are compared and hold of it too; filters
     * only say whose values are looked for, so that what is asked of a part finds its like outside.
     */
    private Query shared(RecordQuery query, Field.Kept field) {
        String column = "." + Names.quote(field.id());
        return conditions
                .readable(field)
                .add(" and exists (select from ")
                .add(rows(query.at(), "o"))
                .add(" where o.id <> t.id and o" + column + (field.many() ? " && " : " = ") + "t" + column + " and ")
                .add(living(query, "o"))
                .add(seen(rights.visible("o")))
                .add(conditions.readable(field, "o"))
                .add(conditions.named(query.conditions(), "o"))
                .add(")");
    }

    /** The rows of today, or those of a past moment, out of the records and their history. */
    private Query rows(@Nullable Instant at, String alias) {
        if (at == null) {
            return Query.of(NAMES.table(register.id()) + " " + alias);
        }
        return Query.of(
                "(select " + columns() + " from " + NAMES.table(register.id()) + " where _since <= ? union all select "
                        + columns() + " from " + NAMES.history(register.id()) + " where _since <= ? and _until > ?) "
                        + alias,
                at,
                at,
                at);
    }

    private String columns() {
        return "id, _version, _since, _change, _retired, "
                + register.stored().map(field -> Names.quote(field.id())).collect(Collectors.joining(", "));
    }
}
