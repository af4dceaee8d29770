package org.shuyuan.register.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Emission;
import org.shuyuan.expression.Expression;
import org.shuyuan.expression.Sql;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Role;

/**
 * What one actor may see and do in one register: the register's policy, with the actor's grants put in. Every path asks here. A
 * condition that is not true gives nothing.
 */
public final class Rights {

    /** What always holds, and what never does. */
    public static final String ALWAYS = "true";

    public static final String NEVER = "false";

    private final Register register;
    private final Actor actor;
    private final LocalDate today;
    private final Emission.Tables tables;
    private final List<Policy.Read> read;

    public Rights(Register register, Actor actor, LocalDate today, Emission.Tables tables) {
        this.register = register;
        this.actor = actor;
        this.today = today;
        this.tables = tables;
        this.read = register.policy().read().stream()
                .filter(rule -> holds(rule.role()))
                .toList();
    }

    private boolean holds(String role) {
        return role.equals(Role.ANYONE)
                || (role.equals(Role.SIGNED_IN) && actor.signedIn())
                || actor.grants().stream().anyMatch(grant -> grant.role().equals(role));
    }

    /** Whether any rule lets the actor see anything here. */
    boolean seesAnything() {
        return !read.isEmpty();
    }

    /** Whether any rule lets the actor do this to some record. */
    public boolean mayEver(Policy.Verb verb) {
        return register.policy().rules(verb).stream().anyMatch(rule -> holds(rule.role()));
    }

    /** The rows that the actor sees, in a statement that looks at few rows. */
    public Query visible(String alias) {
        return any(read, alias, true);
    }

    /** The rows that the actor sees, in a statement that looks for them among all. */
    public Query visibleAmong(String alias) {
        return any(read, alias, false);
    }

    /** The rows in which the actor may read a field. */
    public Query readable(Field field, String alias) {
        return any(
                read.stream().filter(rule -> rule.fields().contains(field.id())).toList(), alias, true);
    }

    /** The rows in which the actor sees a field as it is. */
    public Query clear(Field field, String alias) {
        if (!field.datum().sensitivity().masked()) {
            return readable(field, alias);
        }
        return any(
                read.stream().filter(rule -> rule.clear().contains(field.id())).toList(), alias, true);
    }

    /**
     * As {@link #readable}, said of the rows that {@link #visible} gives. What visibility says already is not said twice: that would be
     * looked up again for each row, and the planner would take it for a second choice among the rows.
     */
    Query readableAmongVisible(Field field, String alias) {
        boolean implied =
                seesAnything() && read.stream().allMatch(rule -> rule.fields().contains(field.id()));
        return implied ? Query.of(ALWAYS) : readable(field, alias);
    }

    /** As {@link #clear}, said of the rows that {@link #visible} gives. */
    Query clearAmongVisible(Field field, String alias) {
        if (!field.datum().sensitivity().masked()) {
            return readableAmongVisible(field, alias);
        }
        boolean implied =
                seesAnything() && read.stream().allMatch(rule -> rule.clear().contains(field.id()));
        return implied ? Query.of(ALWAYS) : clear(field, alias);
    }

    /** Whether the actor may do this to the row; {@code touched} are the fields that get other values. */
    Query may(Policy.Verb verb, Set<String> touched, String alias, @Nullable String oldAlias) {
        List<Query> ways = new ArrayList<>();
        for (Policy.Write rule : register.policy().rules(verb)) {
            if (holds(rule.role()) && rule.fields().containsAll(touched)) {
                ways.add(way(rule, alias, oldAlias));
            }
        }
        return or(ways);
    }

    /** As {@link #may}, for rows of which each says what it touches in a {@code text[]}. */
    public Query mayByRow(Policy.Verb verb, String touched, String alias, @Nullable String oldAlias) {
        List<Query> ways = new ArrayList<>();
        for (Policy.Write rule : register.policy().rules(verb)) {
            if (!holds(rule.role())) {
                continue;
            }
            Query way = way(rule, alias, oldAlias);
            ways.add(
                    unbounded(rule)
                            ? way
                            : Query.of("(" + touched + " <@ ?::text[] and ", rule.fields())
                                    .add(way)
                                    .add(")"));
        }
        return or(ways);
    }

    /** Whether a rule of this verb lets the actor touch some fields only. */
    public boolean mayByField(Policy.Verb verb) {
        return register.policy().rules(verb).stream().anyMatch(rule -> holds(rule.role()) && !unbounded(rule));
    }

    /** Whether any rule of this verb lets the actor give the field a value, in some record. */
    public boolean mayEverTouch(Policy.Verb verb, Field field) {
        return register.policy().rules(verb).stream()
                .anyMatch(rule -> holds(rule.role()) && rule.fields().contains(field.id()));
    }

    private boolean unbounded(Policy.Write rule) {
        return register.stored().allMatch(field -> rule.fields().contains(field.id()));
    }

    private Query way(Policy.Write rule, String alias, @Nullable String oldAlias) {
        Query way = condition(rule.role(), rule.where(), alias, oldAlias, true);
        if (oldAlias == null || rule.where() == null || rule.where().text().contains("old.")) {
            return way;
        }
        return Query.of("(")
                .add(way)
                .add(" and ")
                .add(condition(rule.role(), rule.where(), oldAlias, null, true))
                .add(")");
    }

    private Query any(List<Policy.Read> rules, String alias, boolean rowByRow) {
        Map<String, Query> ways = new LinkedHashMap<>();
        for (Policy.Read rule : rules) {
            Query way = condition(rule.role(), rule.where(), alias, null, rowByRow);
            if (way.text().equals(ALWAYS)) {
                return way;
            }
            ways.putIfAbsent(rule.role() + " " + way.text(), way);
        }
        return or(List.copyOf(ways.values()));
    }

    private static Query or(List<Query> ways) {
        if (ways.isEmpty()) {
            return Query.of(NEVER);
        }
        if (ways.stream().anyMatch(way -> way.text().equals(ALWAYS))) {
            return Query.of(ALWAYS);
        }
        return ways.size() == 1
                ? ways.getFirst()
                : Query.of("(").add(Query.join(" or ", ways)).add(")");
    }

    private Query condition(
            String role, @Nullable Expression where, String alias, @Nullable String oldAlias, boolean rowByRow) {
        if (where == null) {
            return Query.of(ALWAYS);
        }
        return bound(where.sql(new Emission(alias, tables, actor.everywhere(role), oldAlias, rowByRow)), role);
    }

    /** A condition of the register that isn't a right. */
    public Query judged(Expression condition, String alias) {
        return bound(condition.sql(Emission.row(alias, tables)), "");
    }

    private Query bound(Sql sql, String role) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object parameter : sql.parameters()) {
            values.add(
                    parameter instanceof Sql.Parameter asked
                            ? switch (asked) {
                                case SCOPE -> actor.scope(role);
                                case ME -> actor.person();
                                case TODAY -> today;
                            }
                            : parameter);
        }
        return Query.of("(" + sql.text() + ")", values.toArray());
    }
}
