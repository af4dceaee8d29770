package org.shuyuan.register.record;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.register.schema.Names;

/**
 * The fields by whose values records {@code t} are counted. Each value is a column {@code k0}, {@code k1}, … of the groups {@code g}.
 *
 * @param below where the first field refers to a tree: counts stand for the records directly under this one, each with all below it, and
 *     for itself alone
 */
record CountKeys(List<Field.Kept> fields, @Nullable UUID below) {

    CountKeys {
        fields = List.copyOf(fields);
    }

    String names() {
        return names(IntStream.range(0, fields.size()).mapToObj(place -> "k" + place));
    }

    private static String names(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }

    String selected() {
        return names(IntStream.range(0, fields.size()).mapToObj(place -> source(place) + " as k" + place));
    }

    private String source(int place) {
        boolean joined = fields.get(place).many() || (place == 0 && below != null);
        return joined ? "v" + place + ".value" : column(place);
    }

    private String column(int place) {
        return "t." + Names.quote(fields.get(place).id());
    }

    /** What stands beside the records: each of several values, and the place in the tree that a record is counted at. */
    Query join() {
        Query join = new Query();
        for (int place = 0; place < fields.size(); place++) {
            if (fields.get(place).many()) {
                join.add(" left join lateral unnest(" + column(place) + ") v" + place + "(value) on true");
            } else if (place == 0 && below != null) {
                join.add(" join (").add(level(below)).add(") v0 on v0.descendant = " + column(0));
            }
        }
        return join;
    }

    private Query level(UUID root) {
        String tree = Names.INSTANCE.treeTable(
                String.valueOf(fields.getFirst().datum().ref()));
        return Query.of(
                "select p.descendant, p.ancestor as value from " + tree + " c join " + tree
                        + " p on p.ancestor = c.descendant where c.ancestor = ? and c.depth = 1 union all select ?, ?",
                root,
                root,
                root);
    }

    /** Only where the values may be seen as they are, as with a filter. */
    Query readable(Conditions conditions) {
        Query readable = new Query();
        fields.forEach(field -> readable.add(conditions.readable(field)));
        return readable;
    }

    /** The values as lists show them. */
    Query shown(Projection projection) {
        return Query.join(
                ", ",
                IntStream.range(0, fields.size())
                        .mapToObj(place -> shown(fields.get(place), "g.k" + place, projection))
                        .toList());
    }

    private static Query shown(Field.Kept field, String column, Projection projection) {
        return field.datum().type() == ValueType.REF ? projection.reference(field, column) : Query.of(column);
    }
}
