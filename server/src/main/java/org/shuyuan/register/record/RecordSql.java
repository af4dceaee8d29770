package org.shuyuan.register.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;
import org.shuyuan.trust.Vault;

/** The statements that read one register for one actor. */
final class RecordSql {

    /** How many records a count goes up to. */
    static final int COUNTED = 1_000;

    private static final Names NAMES = Names.INSTANCE;

    private final Register register;
    private final Rights rights;
    private final Projection projection;
    private final Vault vault;

    RecordSql(Policies policies, Register register, Vault vault) {
        this.register = register;
        this.rights = policies.rights(register);
        this.projection = new Projection(policies, register);
        this.vault = vault;
    }

    boolean sealed() {
        return projection.sealed();
    }

    /** One record as JSON, as it is or was. */
    Query detail(UUID id, @Nullable Instant at) {
        return Query.of(
                        "select json_build_object('id', t.id, 'version', t._version, 'since', t._since, 'retiredAt', t._retired, 'values', ")
                .add(projection.values("t"))
                .add(")::text from ")
                .add(rows(at))
                .add(" where t.id = ?", id)
                .add(seen(rights.visible("t")));
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
        Field.Kept order = query.order();
        String key = order == null ? "null" : "t." + Names.quote(order.id()) + "::text";
        boolean present = query.at() == null;
        return Query.of(
                        "select " + key
                                + ", t.id, json_build_object('id', t.id, 'version', t._version, 'retiredAt', t._retired, 'values', ")
                .add(projection.values("t"))
                .add(")::text from (select " + (present ? "t.id" : "t.*") + " from ")
                .add(found(query, empty, afterId, rows))
                .add(present ? ") page join " + NAMES.table(register.id()) + " t on t.id = page.id" : ") t")
                .add(" order by " + inOrder(query, empty));
    }

    /** The rows of one page. */
    private Query found(RecordQuery query, boolean empty, @Nullable UUID afterId, int rows) {
        Field.Kept order = query.order();
        RecordQuery.Cursor after = query.after();
        String comparison = query.descending() ? " < " : " > ";
        Query found = matching(query);
        if (order == null || empty) {
            if (order != null) {
                found.add(" and t." + Names.quote(order.id()) + " is null");
            }
            UUID id = empty ? afterId : after == null ? null : after.id();
            if (id != null) {
                found.add(" and t.id" + comparison + "?", id);
            }
        } else if (after != null && after.value() != null) {
            found.add(
                    " and (t." + TableDesign.ordered(order) + ", t.id)" + comparison + "(?::"
                            + TableDesign.columnType(order.datum()) + ", ?)",
                    after.value(),
                    after.id());
        } else if (!order.required()) {
            found.add(" and t." + Names.quote(order.id()) + " is not null");
        }
        return found.add(" order by " + inOrder(query, empty) + " limit " + rows);
    }

    private static String inOrder(RecordQuery query, boolean empty) {
        Field.Kept order = query.order();
        String direction = query.descending() ? " desc" : "";
        return (order == null || empty ? "" : "t." + TableDesign.ordered(order) + direction + ", ") + "t.id"
                + direction;
    }

    /** How many records match, up to one more than {@link #COUNTED}. */
    Query count(RecordQuery query) {
        return Query.of("select count(*) from (select 1 from ")
                .add(matching(query))
                .add(" limit " + (COUNTED + 1) + ") counted");
    }

    private Query matching(RecordQuery query) {
        Query matching = rows(query.at())
                .add(" where " + (query.retired() ? "true" : "t._retired is null"))
                .add(seen(rights.visibleAmong("t")));
        if (query.order() != null) {
            matching.add(readable(query.order()));
        }
        query.filters()
                .forEach(filter ->
                        matching.add(readable(filter.field())).add(" and ").add(filter(filter)));
        query.conditions().forEach(name -> matching.add(condition(name)));
        if (query.search() != null) {
            matching.add(search(query.search()));
        }
        return matching;
    }

    /** The rows of today, or those of a past moment, out of the records and their history. */
    private Query rows(@Nullable Instant at) {
        if (at == null) {
            return Query.of(NAMES.table(register.id()) + " t");
        }
        return Query.of(
                "(select " + columns() + " from " + NAMES.table(register.id()) + " where _since <= ? union all select "
                        + columns() + " from " + NAMES.history(register.id()) + " where _since <= ? and _until > ?) t",
                at,
                at,
                at);
    }

    private String columns() {
        return "id, _version, _since, _change, _retired, "
                + register.stored().map(field -> Names.quote(field.id())).collect(Collectors.joining(", "));
    }

    /** A filter is an oracle: it works only where the value may be seen as it is. */
    private Query readable(Field.Kept field) {
        Query clear = rights.clearAmongVisible(field, "t");
        if (clear.text().equals(Rights.NEVER)) {
            throw new Problem(RecordError.NOT_READABLE, java.util.Map.of("field", field.id()));
        }
        return clear.text().equals(Rights.ALWAYS)
                ? new Query()
                : Query.of(" and ").add(clear);
    }

    private Query filter(RecordQuery.Filter filter) {
        Field.Kept field = filter.field();
        String column = "t." + Names.quote(field.id());
        String type = TableDesign.columnType(field.datum());
        return switch (filter) {
            case RecordQuery.Filter.OneOf oneOf -> oneOf(field, column, type, oneOf.values());
            case RecordQuery.Filter.Between between -> {
                List<Query> bounds = new ArrayList<>();
                String sorted = "t." + TableDesign.ordered(field);
                if (between.from() != null) {
                    bounds.add(Query.of(sorted + " >= ?::" + type, between.from()));
                }
                if (between.to() != null) {
                    bounds.add(Query.of(sorted + " <= ?::" + type, between.to()));
                }
                yield Query.join(" and ", bounds);
            }
            case RecordQuery.Filter.Under under ->
                Query.of(
                        "exists (select from " + NAMES.treeTable(under.tree()) + " p where p.descendant = " + column
                                + " and p.ancestor = ?)",
                        under.root());
        };
    }

    private Query oneOf(Field.Kept field, String column, String type, List<Object> values) {
        Datum datum = field.datum();
        if (datum.encrypted()) {
            List<Query> blinds = values.stream()
                    .map(value -> Query.of("?", vault.blind(register.id() + "." + field.id(), value.toString())))
                    .toList();
            return Query.of("t." + Names.blind(field.id()) + " in (")
                    .add(Query.join(", ", blinds))
                    .add(")");
        }
        List<Query> marks =
                values.stream().map(value -> Query.of("?::" + type, value)).toList();
        return field.many()
                ? Query.of(column + " && array[").add(Query.join(", ", marks)).add("]")
                : Query.of(column + " in (").add(Query.join(", ", marks)).add(")");
    }

    private Query condition(String name) {
        var condition = java.util.Objects.requireNonNull(register.conditions().get(name));
        Query where = Query.of(" and ").add(rights.judged(condition, "t"));
        condition.reads().stream()
                .filter(path -> path.fields().size() == 1)
                .map(path -> register.field(path.field()))
                .filter(Field.Kept.class::isInstance)
                .forEach(field -> where.add(readable((Field.Kept) field)));
        return where;
    }

    /** The index finds candidates by their grams; the text itself decides, in the fields that the actor may read. */
    private Query search(String part) {
        List<Query> places = register.searched().stream()
                .filter(field -> !rights.clear(field, "t").text().equals(Rights.NEVER))
                .map(field -> {
                    Query here = Query.of("strpos(lower(t." + Names.quote(field.id()) + "), lower(?)) > 0", part);
                    Query clear = rights.clearAmongVisible(field, "t");
                    return clear.text().equals(Rights.ALWAYS)
                            ? here
                            : Query.of("(").add(here).add(" and ").add(clear).add(")");
                })
                .toList();
        if (places.isEmpty()) {
            throw new Problem(
                    RecordError.NOT_READABLE,
                    java.util.Map.of("field", register.searched().getFirst().id()));
        }
        return Query.of(
                        " and platform.grams(" + TableDesign.searchedText(register.searched())
                                + ") @> platform.grams_of_part(?) and (",
                        part)
                .add(Query.join(" or ", places))
                .add(")");
    }
}
