package org.shuyuan.register.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                        said("step.preset", column),
                        alter() + " alter column " + Names.quote(column.name()) + preset(column));
            }
            if (there.required() && !column.required()) {
                draft.brief(
                        Phase.ADD,
                        Kind.ADDITIVE,
                        said("step.optional", column),
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
                    new Wording("step.identifying", Map.of("field", table.register() + "." + base)),
                    "obstacle.no_digest",
                    Map.of());
            return;
        }
        if (column.required() && column.preset() == null && !rows.empty(live)) {
            draft.refuse(
                    Phase.ADD,
                    said("step.add", column),
                    "obstacle.no_default",
                    Map.of(
                            "count",
                            Wording.number(rows.number("select count(*) from " + live.source())),
                            "field",
                            column.name(),
                            "register",
                            table.register()));
            return;
        }
        draft.brief(Phase.ADD, Kind.ADDITIVE, said("step.add", column), alter() + " add column " + column.definition());
    }

    private void retype(Table.Column column, LiveTable.Column there) throws SQLException {
        Wording what = new Wording(
                "step.retype",
                Map.of(
                        "field",
                        name(column),
                        "from",
                        TypeChange.words(there.type()),
                        "to",
                        TypeChange.words(column.type())));
        String field = Objects.requireNonNullElse(column.field(), column.name());
        TypeChange.Verdict verdict = TypeChange.verdict(there.type(), column.type());
        if (verdict == TypeChange.Verdict.IMPOSSIBLE) {
            refused = true;
            draft.refuse(
                    Phase.RETYPE,
                    what,
                    TypeChange.sealed(there.type()) != TypeChange.sealed(column.type())
                            ? "obstacle.sealed"
                            : "obstacle.several",
                    Map.of("field", field));
            return;
        }
        boolean derived = !table.name().equals(table.register()); // the records themselves are asked for it
        boolean narrower = verdict == TypeChange.Verdict.NARROWER && !derived;
        Rows.Count misfits = TypeChange.misfits(rows, live, id(), there, column.type());
        if (!misfits.none()) {
            refused = true;
            draft.refuse(Phase.RETYPE, what, "obstacle.misfit", Map.of("rows", misfits.told(table), "field", field));
        } else if (narrower && !declared.narrows(table.register(), field)) {
            refused = true;
            draft.refuse(
                    Phase.RETYPE,
                    what,
                    "obstacle.narrower",
                    Map.of("line", declared.line(table.register(), "narrow: " + field)));
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
            draft.brief(Phase.FILL, Kind.ADDITIVE, said("step.require", column), setNotNull);
            return;
        }
        Rows.Count empty = rows.count(live.source(), id(), there.value() + " is null");
        if (!empty.none() && column.preset() == null) {
            draft.refuse(
                    Phase.FILL,
                    said("step.require", column),
                    "obstacle.empty",
                    Map.of("rows", empty.told(table), "field", column.name(), "register", table.register()));
            return;
        }
        String check = Names.quote(requirement(column.name()));
        LiveTable.Constraint begun = live.constraints().get(requirement(column.name()));
        String fill = "update " + table.qualified() + " set " + quoted + " = " + column.preset() + " where " + quoted
                + " is null";
        if (!empty.none()) {
            // Before the check: PostgreSQL holds a record to it at each change, also one that was there before.
            Wording what =
                    new Wording("step.fill", Map.of("field", name(column), "count", Wording.number(empty.count())));
            draft.add(Phase.FILL, new Step.Batches(Kind.ADDITIVE, what, table.qualified(), fill));
        }
        if (begun == null) {
            draft.brief(
                    Phase.FILL,
                    Kind.ADDITIVE,
                    said("step.require_new", column),
                    alter() + " add constraint " + check + " check (" + quoted + " is not null) not valid");
        }
        if (!empty.none()) {
            draft.add(Phase.FILL, new Step.Beside(Kind.ADDITIVE, said("step.refill", column), fill));
        }
        if (begun == null || !begun.validated()) {
            draft.add(
                    Phase.FILL,
                    new Step.Beside(
                            Kind.ADDITIVE,
                            said("step.require_all", column),
                            alter() + " validate constraint " + check));
        }
        cleared.add(requirement(column.name()));
        draft.brief(
                Phase.FILL,
                Kind.ADDITIVE,
                said("step.require", column),
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

    private Wording said(String key, Table.Column column) {
        return new Wording(key, Map.of("field", name(column)));
    }

    private String name(Table.Column column) {
        return Planner.name(table) + "." + column.name();
    }
}
