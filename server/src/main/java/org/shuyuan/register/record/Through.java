package org.shuyuan.register.record;

import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;

/**
 * The row {@code f} that a row {@code t} follows, under the policy there.
 *
 * @param table where it stands
 * @param condition what makes it the one, and lets the actor have the followed value
 * @param source the field there
 */
record Through(String table, Query condition, Field.Kept source) {

    /** Where the actor may read the value, masked or not. */
    static Through readable(Policies policies, Field.Followed field) {
        Register there = policies.registers().require(field.register());
        Field source = there.require(field.source());
        return of(field, there, policies.rights(there).readable(source, "f"));
    }

    /** Where the actor sees the value as it is, and so may sort and filter by it. */
    static Through clear(Policies policies, Field.Followed field) {
        Register there = policies.registers().require(field.register());
        Field source = there.require(field.source());
        return of(field, there, policies.rights(there).clear(source, "f"));
    }

    private static Through of(Field.Followed field, Register there, Query allowed) {
        return new Through(
                Names.INSTANCE.table(there.id()),
                Query.of("f.id = t." + Names.quote(field.through()) + " and ").add(allowed),
                (Field.Kept) there.require(field.source()));
    }
}
