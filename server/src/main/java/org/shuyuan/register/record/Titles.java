package org.shuyuan.register.record;

import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.schema.Names;

/**
 * The titles of the records that the rows {@code t} refer to, joined to them: what a join has looked up PostgreSQL remembers, and many rows
 * refer to few records.
 */
final class Titles {

    private final Projection projection;
    private final Query joins = new Query();
    private int joined;

    Titles(Projection projection) {
        this.projection = projection;
    }

    /** The title of what a field with one reference refers to, in a statement with the {@link #joins}. */
    Query of(Field field) {
        Query found = projection.titled(String.valueOf(field.datum().ref()), "t." + Names.quote(field.id()));
        if (found.isEmpty()) {
            return Query.of("null::text");
        }
        String alias = "_title" + ++joined;
        // The offset keeps a hash join away, which would lose the order of the rows and sort them all.
        joins.add(" left join lateral (").add(found).add(" offset 0) " + alias + " (title) on true");
        return Query.of(alias + ".title");
    }

    /** What stands behind the rows {@code t}. */
    Query joins() {
        return joins;
    }
}
