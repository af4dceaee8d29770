package org.shuyuan.register.schema;

import org.shuyuan.register.model.Register;

/** Derives the paths of a register's tree from who stands under whom and who took over from whom. */
public final class TreePaths {

    /** No path is longer; a circle that got past every check would otherwise be walked for ever. */
    private static final int DEEPEST = 100;

    private TreePaths() {}

    /** The paths of today, as {@code descendant, ancestor, depth}, of the records whose {@code id} stands in a row source. */
    public static String of(Register register, String from) {
        String parent = Names.quote(String.valueOf(register.tree()));
        return "with recursive up (descendant, node, depth) as (select id, id, 0 from " + from
                + " union select up.descendant, above.id, up.depth + 1 from up cross join lateral (select t." + parent
                + " from " + Names.INSTANCE.table(register.id()) + " t where t.id = up.node and t." + parent
                + " is not null union all select h.heir from " + Names.INSTANCE.heirTable(register.id())
                + " h where h.predecessor = up.node) above (id) where up.depth < " + DEEPEST
                + ") select descendant, node, min(depth) from up group by descendant, node";
    }
}
