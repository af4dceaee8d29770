package org.shuyuan.organisation;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Expression;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Period;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.record.Policies;
import org.shuyuan.register.record.Rights;
import org.shuyuan.register.schema.Names;

/** The statements about duties, each within what one actor sees. */
final class DutySql {

    /** The contract by which a pack declares the register of duties. */
    static final String CONTRACT = "duty";

    static final String ORGANISATION = "organisation";
    static final String KIND = "kind";

    private final Policies policies;
    private final Spine spine;
    private final Register duty;
    private final String organisations;
    private final String paths;
    private final String duties;
    private final String title;

    DutySql(Policies policies, Spine spine, Register duty) {
        this.policies = policies;
        this.spine = spine;
        this.duty = duty;
        this.organisations = Names.INSTANCE.table(spine.register().id());
        this.paths = Names.INSTANCE.treeTable(spine.register().id());
        this.duties = Names.INSTANCE.table(duty.id());
        this.title = Names.quote(spine.register().title());
    }

    Register duty() {
        return duty;
    }

    /** Whether a record counts today. */
    private Query holds(String alias, Register register) {
        Period period = Objects.requireNonNull(register.period());
        String from = alias + "." + Names.quote(period.from());
        String until = alias + "." + Names.quote(period.until());
        return Query.of(
                alias + "._retired is null and (" + from + " is null or " + from + " <= ?) and (" + until
                        + " is null or " + until + " > ?)",
                policies.today(),
                policies.today());
    }

    /** The duties of a kind that hold today and that the actor sees, as {@code d}. */
    private Query held(String kind) {
        return Query.of("d." + Names.quote(KIND) + " = ? and ", kind)
                .add(holds("d", duty))
                .add(" and ")
                .add(policies.rights(duty).visible("d"));
    }

    /** Who answers for a duty at an organisation: whoever holds it there, or nearest above. */
    Query holder(UUID organisation, String kind) {
        return Query.of(
                        "select d.id, d." + Names.quote(ORGANISATION) + " from " + paths + " p join " + duties
                                + " d on d." + Names.quote(ORGANISATION) + " = p.ancestor where p.descendant = ? and ",
                        organisation)
                .add(held(kind))
                .add(" order by p.depth, d.id limit 1");
    }

    Query countEmpty(String kind, @Nullable UUID under, int most) {
        return Query.of("select count(*) from (select ")
                .add(lacking(kind, under))
                .add(" limit " + most + ") counted");
    }

    /** For each organisation of an array: how many at and under it owe one of the duties that nobody holds there. */
    Query countGaps(List<String> kinds, UUID[] at, int most) {
        Query query = Query.of("select a.id, (select count(*) from (select from " + paths + " p join " + organisations
                + " t on t.id = p.descendant where p.ancestor = a.id and ");
        query.add(counts()).add(" and (");
        for (int i = 0; i < kinds.size(); i++) {
            query.add(i == 0 ? "(" : " or (").add(lacks(kinds.get(i))).add(")");
        }
        return query.add(") limit " + most + ") counted) from unnest(?::uuid[]) as a(id)", (Object) at);
    }

    Query empty(String kind, @Nullable UUID under, @Nullable UUID after, int most) {
        Query query =
                Query.of("select t.id, t." + title + ", near.id, near.title ").add(lacking(kind, under, near(kind)));
        if (after != null) {
            query.add(
                    " and (t." + title + " collate platform.pinyin, t.id) > (select a." + title
                            + " collate platform.pinyin, a.id from " + organisations + " a where a.id = ?)",
                    after);
        }
        return query.add(" order by t." + title + " collate platform.pinyin, t.id limit " + most);
    }

    private Query lacking(String kind, @Nullable UUID under) {
        return lacking(kind, under, new Query());
    }

    /** The organisations of today, as {@code t}, that owe a duty which nobody holds there. */
    private Query lacking(String kind, @Nullable UUID under, Query beside) {
        Query from = Query.of("from " + organisations + " t ")
                .add(beside)
                .add(" where ")
                .add(counts())
                .add(" and ")
                .add(lacks(kind));
        return under == null
                ? from
                : from.add(
                        " and exists (select from " + paths + " u where u.descendant = t.id and u.ancestor = ?)",
                        under);
    }

    /** Whether {@code t} is an organisation of today that the actor may know by its title. */
    private Query counts() {
        Rights rights = policies.rights(spine.register());
        return new Query()
                .add(holds("t", spine.register()))
                .add(" and ")
                .add(rights.visible("t"))
                .add(" and ")
                .add(rights.readable(spine.register().require(spine.register().title()), "t"));
    }

    /** Whether {@code t} owes a duty which nobody holds there. */
    private Query lacks(String kind) {
        Query lacks = Query.of("not exists (select from " + duties + " d where d." + Names.quote(ORGANISATION)
                        + " = t.id and ")
                .add(held(kind))
                .add(")");
        Expression owes = spine.register().conditions().get("owes_" + kind);
        return owes == null
                ? lacks
                : lacks.add(" and ").add(policies.rights(spine.register()).judged(owes, "t"));
    }

    private Query near(String kind) {
        Rights rights = policies.rights(spine.register());
        return Query.of("left join lateral (select o.id, o." + title + " as title from " + paths + " p join " + duties
                        + " d on d." + Names.quote(ORGANISATION) + " = p.ancestor join " + organisations
                        + " o on o.id = p.ancestor where p.descendant = t.id and ")
                .add(held(kind))
                .add(" and ")
                .add(rights.visible("o"))
                .add(" order by p.depth, d.id limit 1) near on true");
    }
}
