package org.shuyuan.register.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.schema.Draft.Phase;
import org.shuyuan.register.schema.Step.Kind;

/** Plans the columns of a table that is there. */
final class ColumnPlanner {

    private final Table table;
    private final LiveTable live;
    private final Rows rows;
    private final Declarations declared;
    private final Draft draft;
    private final Set<String> cleared = new TreeSet<>();
    private boolean refused;

    ColumnPlanner(Table table, LiveTable live, Rows rows, Declarations declared, Draft draft) {
        this.table = table;
        this.live = live;
        this.rows = rows;
        this.declared = declared;
        this.draft = draft;
    }

    /** Constraints and indexes that a change of type drops on its way. */
    Set<String> cleared() {
        return cleared;
    }

    /** Whether rows can't be asked as they will be, because they will not be. */
    boolean refused() {
        return refused;
    }

    void plan() throws SQLException {
        for (Table.Column column : table.columns()) {
            LiveTable.Column there = live.columns().get(column.name());
            if (there == null) {
                add(column);
                continue;
            }
            boolean retyped = !there.type().equals(column.type());
            if (retyped) {
                retype(column, there);
            } else if (!samePreset(column.preset(), there.preset())) {
                draft.brief(
                        Phase.ADD,
                        Kind.ADDITIVE,
                        "change the default of " + name(column),
                        alter() + " alter column " + Names.quote(column.name()) + preset(column));
            }
            if (there.required() && !column.required()) {
                draft.brief(
                        Phase.ADD,
                        Kind.ADDITIVE,
                        name(column) + " may be empty",
                        alter() + " alter column " + Names.quote(column.name()) + " drop not null");
            } else if (!there.required() && column.required()) {
                require(column, there);
            }
        }
    }

    private void add(Table.Column column) throws SQLException {
        String base = column.name().replaceFirst("__blind$", "");
        LiveTable.Column sealed =
                base.equals(column.name()) ? null : live.columns().get(base);
        if (sealed != null
                && !rows.count(live.source(), "id", Names.quote(sealed.source()) + " is not null")
                        .none()) {
            draft.refuse(
                    Phase.ADD,
                    "make " + table.register() + "." + base + " identifying",
                    "values that are there already have no digest to be found by, and an upgrade has no key to make it",
                    "keep the element as it was, and add a new field with an identifying element");
            return;
        }
        if (column.required() && column.preset() == null && !rows.empty(live)) {
            draft.refuse(
                    Phase.ADD,
                    "add " + name(column),
                    "it is required, and "
                            + Plan.counted(rows.number("select count(*) from " + live.source()), "record")
                            + " would have nothing in it",
                    "give the field `" + column.name() + "` of the register `" + table.register()
                            + "` a `default: …`, or leave out `required: true` until the records have it");
            return;
        }
        draft.brief(Phase.ADD, Kind.ADDITIVE, "add " + name(column), alter() + " add column " + column.definition());
    }

    private void retype(Table.Column column, LiveTable.Column there) throws SQLException {
        String what = "turn " + name(column) + " from " + TypeChange.words(there.type()) + " into "
                + TypeChange.words(column.type());
        String field = Objects.requireNonNullElse(column.field(), column.name());
        TypeChange.Verdict verdict = TypeChange.verdict(there.type(), column.type());
        if (verdict == TypeChange.Verdict.IMPOSSIBLE) {
            refused = true;
            draft.refuse(
                    Phase.RETYPE,
                    what,
                    TypeChange.sealed(there.type()) != TypeChange.sealed(column.type())
                            ? "ciphertext cannot become plain text, nor plain text ciphertext, without the key"
                            : "several values cannot become one, nor one several",
                    "keep `" + field + "` as it was, and add a new field under another name");
            return;
        }
        boolean derived = !table.name().equals(table.register()); // the records themselves are asked for it
        boolean narrower = verdict == TypeChange.Verdict.NARROWER && !derived;
        Rows.Count misfits = TypeChange.misfits(rows, live, id(), there, column.type());
        if (!misfits.none()) {
            refused = true;
            draft.refuse(
                    Phase.RETYPE,
                    what,
                    "the value does not fit in " + misfits
                            + (table.schema().equals("history") ? " of the history" : ""),
                    "mend these records, or keep `" + field + "` as it was and add a new field under another name");
        } else if (narrower && !declared.narrows(table.register(), field)) {
            refused = true;
            draft.refuse(
                    Phase.RETYPE,
                    what,
                    "it will hold less than before, and nobody has declared that; all values fit today",
                    Planner.write(declared.line(table.register(), "narrow: " + field)));
        } else {
            draft.add(
                    Phase.RETYPE,
                    new Step.Standstill(narrower ? Kind.DECLARED : Kind.ADDITIVE, what, retyping(column, there)));
        }
    }

    private List<String> retyping(Table.Column column, LiveTable.Column there) {
        List<String> sql = new ArrayList<>();
        for (LiveTable.Constraint constraint : live.constraints().values()) {
            boolean kept = table.constraints().stream().anyMatch(it -> it.name().equals(constraint.name()));
            if (!kept && constraint.columns().contains(there.source()) && cleared.add(constraint.name())) {
                sql.add(alter() + " drop constraint if exists " + Names.quote(constraint.name()));
            }
        }
        for (LiveTable.Index index : live.indexes().values()) {
            boolean kept = table.indexes().stream().anyMatch(it -> it.name().equals(index.name()));
            if (!kept && index.columns().contains(there.source()) && cleared.add(index.name())) {
                sql.add("drop index if exists " + Names.quote(live.schema()) + "." + Names.quote(index.name()));
            }
        }
        String quoted = Names.quote(column.name());
        sql.add(alter() + (there.preset() == null ? "" : " alter column " + quoted + " drop default,")
                + " alter column " + quoted + " type " + column.type() + " using " + quoted + "::" + column.type()
                + (column.preset() == null ? "" : ", alter column " + quoted + " set default " + column.preset()));
        return sql;
    }

    private void require(Table.Column column, LiveTable.Column there) throws SQLException {
        String quoted = Names.quote(column.name());
        String setNotNull = alter() + " alter column " + quoted + " set not null";
        if (rows.empty(live)) {
            draft.brief(Phase.FILL, Kind.ADDITIVE, name(column) + " is required", setNotNull);
            return;
        }
        Rows.Count empty = rows.count(live.source(), id(), there.value() + " is null");
        if (!empty.none() && column.preset() == null) {
            draft.refuse(
                    Phase.FILL,
                    name(column) + " is required",
                    "it is empty in " + empty,
                    "fill it in these records, or give the field `" + column.name() + "` of the register `"
                            + table.register() + "` a `default: …`, which they then get");
            return;
        }
        String check = Names.quote(requirement(column.name()));
        LiveTable.Constraint begun = live.constraints().get(requirement(column.name()));
        String fill = "update " + table.qualified() + " set " + quoted + " = " + column.preset() + " where " + quoted
                + " is null";
        if (!empty.none()) {
            // Before the check: PostgreSQL holds a record to it at each change, also one that was there before.
            String what = "fill " + name(column) + " in " + Plan.counted(empty.count(), "record");
            draft.add(Phase.FILL, new Step.Batches(Kind.ADDITIVE, what, table.qualified(), fill));
        }
        if (begun == null) {
            draft.brief(
                    Phase.FILL,
                    Kind.ADDITIVE,
                    name(column) + " is required of new records",
                    alter() + " add constraint " + check + " check (" + quoted + " is not null) not valid");
        }
        if (!empty.none()) {
            draft.add(
                    Phase.FILL,
                    new Step.Beside(Kind.ADDITIVE, "fill " + name(column) + " where it was emptied meanwhile", fill));
        }
        if (begun == null || !begun.validated()) {
            draft.add(
                    Phase.FILL,
                    new Step.Beside(
                            Kind.ADDITIVE,
                            name(column) + " is required of all records",
                            alter() + " validate constraint " + check));
        }
        cleared.add(requirement(column.name()));
        draft.brief(
                Phase.FILL,
                Kind.ADDITIVE,
                name(column) + " is required",
                setNotNull,
                alter() + " drop constraint " + check);
    }

    /** What the check is called that prepares {@code not null} without a long lock. */
    private static String requirement(String column) {
        return "_required_" + column;
    }

    private boolean samePreset(@Nullable String wanted, @Nullable String there) throws SQLException {
        return Objects.equals(wanted, there) || (wanted != null && there != null && rows.same(wanted, there));
    }

    private static String preset(Table.Column column) {
        return column.preset() == null ? " drop default" : " set default " + column.preset();
    }

    private String id() {
        return Names.quote(table.primaryKey().getFirst());
    }

    private String alter() {
        return "alter table " + table.qualified();
    }

    private String name(Table.Column column) {
        return Planner.name(table) + "." + column.name();
    }
}
