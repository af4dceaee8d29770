package org.shuyuan.register.record;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;

/**
 * What a list is sorted by: a field of its own rows {@code t}, one of the rows {@code f} that they follow, or nothing but the order of
 * creation. A row without a value stands after those with one, and so does a row whose source's value the actor may not read: its place
 * would tell.
 */
final class Ordering {

    private final Field.@Nullable Kept source;
    private final @Nullable Through through;
    private final String direction;

    Ordering(Policies policies, @Nullable Field field, boolean descending) {
        this.direction = descending ? " desc" : "";
        this.through = field instanceof Field.Followed followed ? Through.clear(policies, followed) : null;
        this.source = through != null ? through.source() : field instanceof Field.Kept kept ? kept : null;
    }

    /** The rows that stand beside {@code t} to sort it. */
    Query join() {
        return through == null
                ? new Query()
                : Query.of(" join " + through.table() + " f on ").add(through.condition());
    }

    /** The value to sort by, of the rows {@code t} and {@code f}. */
    String key() {
        return source == null ? "null::text" : alias() + "." + Names.quote(source.id());
    }

    private String alias() {
        return through == null ? "t" : "f";
    }

    /** The value as it sorts, from a row that has it as {@code column}. */
    private String sorted(String column) {
        return source == null ? "" : column + TableDesign.collation(source) + direction + ", ";
    }

    String inOrder(boolean empty) {
        return inOrderOf(key(), empty);
    }

    /** The order of rows that have been found, whose value stands in the column {@code key}. */
    String inOrderOf(String key, boolean empty) {
        return (empty ? "" : sorted(key)) + "t.id" + direction;
    }

    /** The rows with a value. */
    Query present() {
        return source == null || source.required() ? new Query() : Query.of(" and " + key() + " is not null");
    }

    /** The rows without one. */
    Query absent() {
        if (source == null) {
            return new Query();
        }
        if (through != null) {
            return Query.of(" and not exists (select from " + through.table() + " f where ")
                    .add(through.condition())
                    .add(present())
                    .add(")");
        }
        return Query.of(" and " + key() + " is null");
    }

    /** The rows that stand after one with this value. */
    Query after(Object value, UUID id) {
        Field.Kept kept = Objects.requireNonNull(source);
        return Query.of(
                " and (" + key() + TableDesign.collation(kept) + ", t.id)" + (direction.isEmpty() ? " > " : " < ")
                        + "(?::" + TableDesign.columnType(kept.datum()) + ", ?)",
                value,
                id);
    }

    Query after(UUID id) {
        return Query.of(" and t.id" + (direction.isEmpty() ? " > " : " < ") + "?", id);
    }
}
