package org.shuyuan.register.imports;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.shuyuan.expression.Emission;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;

/**
 * The tables as they will be once the rows are written, for conditions that look at other records. It remembers what was asked for, so
 * that only that is made ready.
 */
final class Afterwards implements Emission.Tables {

    private static final Names NAMES = Names.INSTANCE;

    private final Batch batch;
    private final boolean some;
    private final Set<String> made;
    private boolean rows;
    private boolean paths;

    /**
     * @param some whether rows change records that there are
     * @param made the registers of which references make records
     */
    Afterwards(Batch batch, boolean some, Set<String> made) {
        this.batch = batch;
        this.some = some;
        this.made = new HashSet<>(made);
    }

    @Override
    public String table(String of) {
        if (!own(of) && !made.contains(of)) {
            return NAMES.table(of);
        }
        rows |= own(of);
        String staged = own(of) ? batch.staging().next() : batch.staging().made(of);
        String columns = columns(batch.registers().require(of));
        return "(select " + columns + " from " + NAMES.table(of) + " z" + (own(of) ? unless("z.id") : "")
                + " union all select " + columns + " from " + staged + ")";
    }

    private static String columns(Register register) {
        Set<String> columns = new TreeSet<>();
        columns.add("id");
        register.stored().forEach(field -> columns.add(Names.quote(field.id())));
        return String.join(", ", columns);
    }

    /** Leaves out what another row takes the place of. */
    private String unless(String id) {
        return some ? " where not exists (select from " + batch.staging().next() + " y where y.id = " + id + ")" : "";
    }

    private boolean own(String of) {
        return of.equals(batch.register().id());
    }

    @Override
    public String column(String register, String field) {
        return NAMES.column(register, field);
    }

    @Override
    public String linkTable(String of, String field) {
        if (!own(of)) {
            return NAMES.linkTable(of, field);
        }
        rows = true;
        Field values = batch.register().require(field);
        return "(select z.owner, z.value from " + NAMES.linkTable(of, field) + " z" + unless("z.owner")
                + " union all select x.id, unnest(x." + Names.quote(values.id()) + ") from "
                + batch.staging().next()
                + " x)";
    }

    /** Records that move keep their old place: who may move them is asked of both. */
    @Override
    public String treeTable(String of) {
        if (!own(of)) {
            return NAMES.treeTable(of);
        }
        paths = true;
        return "(select descendant, ancestor from " + NAMES.treeTable(of)
                + " union all select descendant, ancestor from "
                + batch.staging().paths() + ")";
    }

    /** Whether a condition looks up rows of the file. */
    boolean looksAtRows() {
        return rows;
    }

    /** Whether a condition asks what stands under what. */
    boolean looksAtPaths() {
        return paths;
    }
}
