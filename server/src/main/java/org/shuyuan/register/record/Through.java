package org.shuyuan.register.record;

import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;

/**
 * The row {@code f} that a row {@code t} follows.
 *
 * @param table where it stands
 * @param condition what makes it the one, and lets the actor read the followed value as it is, under the policy there
 * @param source the field there
 */
record Through(String table, Query condition, Field.Kept source) {

    Through(Policies policies, Field.Followed field) {
        this(policies, field, policies.registers().require(field.register()));
    }

    private Through(Policies policies, Field.Followed field, Register there) {
        this(
                Names.INSTANCE.table(there.id()),
                Query.of("f.id = t." + Names.quote(field.through()) + " and ")
                        .add(policies.rights(there).clear(there.require(field.source()), "f")),
                (Field.Kept) there.require(field.source()));
    }
}
