package org.shuyuan.register.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shuyuan.expression.Expression;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;
import org.shuyuan.trust.Vault;

/** What a list asks of the rows {@code t} that its actor sees, each piece beginning with {@code and}. */
final class Conditions {

    private static final Names NAMES = Names.INSTANCE;

    /** What may be the initials of a Chinese text. */
    static final Pattern INITIALS = Pattern.compile("[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*");

    private final Policies policies;
    private final Register register;
    private final Rights rights;
    private final Vault vault;

    Conditions(Policies policies, Register register, Vault vault) {
        this.policies = policies;
        this.register = register;
        this.rights = policies.rights(register);
        this.vault = vault;
    }

    Query of(RecordQuery query) {
        Query all = new Query();
        if (query.order() != null) {
            all.add(readable(query.order()));
        }
        query.filters()
                .forEach(
                        filter -> all.add(readable(filter.field())).add(" and ").add(filter(filter)));
        all.add(named(query.conditions(), "t"));
        query.unreferred().forEach(reference -> all.add(" and not ").add(refers(reference)));
        query.only()
                .forEach(only -> all.add(" and ")
                        .add(
                                switch (only) {
                                    case CHANGEABLE -> rights.may(Policy.Verb.CHANGE, Set.of(), "t", "t");
                                    case BROKEN -> broken();
                                }));
        if (query.search() != null) {
            all.add(search(query.search()));
        }
        return all;
    }

    /** A filter is an oracle: it works only where the value may be seen as it is. */
    Query readable(Field field) {
        return readable(field, "t");
    }

    Query readable(Field field, String alias) {
        Query clear = rights.clearAmongVisible(field, alias);
        if (clear.text().equals(Rights.NEVER)) {
            throw new Problem(RecordError.NOT_READABLE, Map.of("field", field.id()));
        }
        return clear.text().equals(Rights.ALWAYS)
                ? new Query()
                : Query.of(" and ").add(clear);
    }

    private Query filter(RecordQuery.Filter filter) {
        return switch (filter.field()) {
            case Field.Kept kept -> filter(filter, kept, register, "t");
            case Field.Followed followed -> {
                Through through = Through.clear(policies, followed);
                yield Query.of("exists (select from " + through.table() + " f where ")
                        .add(through.condition())
                        .add(" and ")
                        .add(filter(
                                filter, through.source(), policies.registers().require(followed.register()), "f"))
                        .add(")");
            }
            case Field.Proposed proposed -> throw new IllegalArgumentException("No filter by " + proposed.id());
        };
    }

    private Query filter(RecordQuery.Filter filter, Field.Kept field, Register there, String alias) {
        String column = alias + "." + Names.quote(field.id());
        String type = TableDesign.columnType(field.datum());
        return switch (filter) {
            case RecordQuery.Filter.OneOf oneOf -> oneOf(field, there, alias, type, oneOf.values());
            case RecordQuery.Filter.Between between -> {
                List<Query> bounds = new ArrayList<>();
                String sorted = alias + "." + TableDesign.ordered(field);
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

    /** Whether a living record that the actor sees points at the row by the reference. */
    private Query refers(RecordQuery.Reference reference) {
        Register there = reference.register();
        Rights rightsThere = policies.rights(there);
        Query readable = rightsThere.readable(reference.field(), "r");
        if (readable.text().equals(Rights.NEVER)) {
            throw new Problem(
                    RecordError.NOT_READABLE, Map.of("field", reference.field().id()));
        }
        String from = NAMES.table(there.id()) + " r";
        String points = "r." + Names.quote(reference.field().id()) + " = t.id";
        if (reference.field().many()) {
            from += " join " + NAMES.linkTable(there.id(), reference.field().id()) + " l on l.owner = r.id";
            points = "l.value = t.id";
        }
        return Query.of("exists (select from " + from + " where " + points + " and r._retired is null and ")
                .add(rightsThere.visible("r"))
                .add(" and ")
                .add(readable)
                .add(")");
    }

    private Query oneOf(Field.Kept field, Register there, String alias, String type, List<Object> values) {
        Datum datum = field.datum();
        if (datum.encrypted()) {
            List<Query> blinds = values.stream()
                    .map(value -> Query.of("?", vault.blind(there.blindIndex(field), value.toString())))
                    .toList();
            return Query.of(alias + "." + Names.blind(field.id()) + " in (")
                    .add(Query.join(", ", blinds))
                    .add(")");
        }
        String column = alias + "." + Names.quote(field.id());
        List<Query> marks =
                values.stream().map(value -> Query.of("?::" + type, value)).toList();
        return field.many()
                ? Query.of(column + " && array[").add(Query.join(", ", marks)).add("]")
                : Query.of(column + " in (").add(Query.join(", ", marks)).add(")");
    }

    /** The records that break a check which the actor can follow. */
    private Query broken() {
        List<Query> ways = new ArrayList<>();
        for (Expression check : register.checks().values()) {
            Query broken = new Query();
            readBy(check)
                    .map(field -> rights.clearAmongVisible(field, "t"))
                    .forEach(clear -> broken.add(clear).add(" and "));
            ways.add(broken.add(rights.judged(check, "t")).add(" is false"));
        }
        return ways.isEmpty()
                ? Query.of(Rights.NEVER)
                : Query.of("(").add(Query.join(" or ", ways)).add(")");
    }

    /** The record's own fields that a condition reads. */
    private Stream<Field> readBy(Expression condition) {
        return condition.reads().stream()
                .filter(path -> path.fields().size() == 1)
                .map(path -> register.field(path.field()))
                .filter(Field.Kept.class::isInstance);
    }

    /** That these conditions of the register hold. */
    Query named(List<String> conditions, String alias) {
        Query all = new Query();
        for (String name : conditions) {
            Expression condition = Objects.requireNonNull(register.conditions().get(name));
            all.add(" and ").add(rights.judged(condition, alias));
            readBy(condition).forEach(field -> all.add(readable(field, alias)));
        }
        return all;
    }

    /** The index finds candidates by their grams; the text itself or its initials decide, in the fields that the actor may read. */
    private Query search(String part) {
        List<Query> places = register.searched().stream()
                .filter(field -> !rights.clear(field, "t").text().equals(Rights.NEVER))
                .map(field -> {
                    String text = "t." + Names.quote(field.id());
                    Query here = Query.of("strpos(lower(" + text + "), lower(?)) > 0", part);
                    if (INITIALS.matcher(part).matches()) {
                        here = Query.of("(")
                                .add(here)
                                .add(" or strpos(platform.initials(" + text + "), lower(?)) > 0)", part);
                    }
                    Query clear = rights.clearAmongVisible(field, "t");
                    return clear.text().equals(Rights.ALWAYS)
                            ? here
                            : Query.of("(").add(here).add(" and ").add(clear).add(")");
                })
                .toList();
        if (places.isEmpty()) {
            throw new Problem(
                    RecordError.NOT_READABLE,
                    Map.of("field", register.searched().getFirst().id()));
        }
        return Query.of(
                        " and platform.search_grams(" + TableDesign.searchedText(register.searched())
                                + ") @> platform.grams_of_part(?) and (",
                        part)
                .add(Query.join(" or ", places))
                .add(")");
    }
}
