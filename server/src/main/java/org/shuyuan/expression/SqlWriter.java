package org.shuyuan.expression;

import java.util.ArrayList;
import java.util.List;
import org.shuyuan.expression.Sql.Parameter;
import org.shuyuan.expression.Term.Literal;
import org.shuyuan.expression.Term.Read;
import org.shuyuan.expression.Type.Scalar;

/**
 * Writes a term for PostgreSQL 15 and later, in text order, so that parameters keep theirs. Every part is in brackets of its own.
 * No statement raises an error: what Java calls unknown is null here.
 */
final class SqlWriter {

    private final Emission emission;
    private final Rows rows;
    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    SqlWriter(Emission emission) {
        this.emission = emission;
        this.rows = new Rows(emission);
    }

    Sql write(Term term) {
        put(term);
        return new Sql(text.toString(), parameters);
    }

    private void put(Term term) {
        switch (term) {
            case Literal literal -> put(literal);
            case Read read -> put(rows.value(read));
            case Term.Me me -> put("coalesce(", Parameter.ME, "::uuid, '" + Evaluator.NOBODY + "')");
            case Term.Today today -> put("", Parameter.TODAY, "::date");
            case Term.InScope in -> put(in);
            case Term.IsNull is -> put("(", is.operand(), " is null)");
            case Term.Same same -> put(same);
            case Term.Compare compare -> put(compare);
            case Term.And and -> put("(", and.left(), " and ", and.right(), ")");
            case Term.Or or -> put("(", or.left(), " or ", or.right(), ")");
            case Term.Not not -> put("(not ", not.operand(), ")");
            case Term.Choice choice ->
                put(
                        "(case ",
                        choice.condition(),
                        " when true then ",
                        choice.yes(),
                        " when false then ",
                        choice.no(),
                        " end)");
            case Term.Arithmetic arithmetic -> put(arithmetic);
            case Term.Days days -> put(days.number());
            case Term.Shift shift -> put(shift);
            case Term.Between between -> put("(", between.later(), " - ", between.earlier(), ")");
            case Term.Among among -> put(among);
            case Term.Has has -> put(has);
            case Term.Length length -> put("char_length(", length.text(), ")");
            case Term.Count count -> put(count);
            case Term.Exists exists -> put(exists);
            case Term.Through through -> put(through);
        }
    }

    /** Words of SQL, terms and what the caller binds, one after the other. */
    private void put(Object... parts) {
        for (Object part : parts) {
            switch (part) {
                case String words -> text.append(words);
                case Term term -> put(term);
                case Parameter parameter -> bind(parameter);
                default -> throw new IllegalArgumentException("Not a part of a statement: " + part);
            }
        }
    }

    private void bind(Object value) {
        text.append('?');
        parameters.add(value);
    }

    private void put(Literal literal) {
        if (literal.type() == Scalar.BOOLEAN) {
            put(literal.value().toString());
            return;
        }
        bind(literal.value());
        put(
                switch (literal.type()) {
                    case TEXT -> "::text";
                    case INTEGER -> "::bigint";
                    case DECIMAL -> "::numeric";
                    case DATE -> "::date";
                    case TIME, INSTANT, BOOLEAN, DAYS ->
                        throw new IllegalArgumentException("No literals of " + literal.type());
                });
    }

    private void put(Term.InScope in) {
        if (emission.everywhere()) {
            put("(", in.reference(), " is not null)");
            return;
        }
        String alias = rows.nextAlias();
        put("exists (select from " + emission.tables().treeTable(in.register()) + " " + alias + " where " + alias
                + ".descendant = ");
        put(in.reference(), " and " + alias + ".ancestor = any(", Parameter.SCOPE, "::uuid[])");
        put(emission.rowByRow() ? " offset 0)" : ")"); // which keeps it from becoming a join
    }

    /** A column beside a value that is not null is compared with {@code =}, for the sake of its index. */
    private void put(Term.Same same) {
        if (rows.isColumn(same.left()) && isValue(same.right())) {
            put("(", same.left(), " = ", same.right(), " and ", same.left(), " is not null)");
        } else if (rows.isColumn(same.right()) && isValue(same.left())) {
            put("(", same.right(), " = ", same.left(), " and ", same.right(), " is not null)");
        } else {
            put("(", same.left(), collation(same.left()) + " is not distinct from ", same.right(), ")");
        }
    }

    private static boolean isValue(Term term) {
        return term instanceof Literal || term instanceof Term.Me;
    }

    /** Text is ordered by code points, and columns of unlike collations meet without a quarrel. */
    private static String collation(Term term) {
        return Typing.family(term) == Typing.Family.TEXT ? " collate \"C\"" : "";
    }

    private void put(Term.Compare compare) {
        String sign = compare.order().sign;
        put("(", compare.left(), collation(compare.left()) + " " + sign + " ", compare.right(), ")");
    }

    private void put(Term.Arithmetic arithmetic) {
        put("(");
        numeric(arithmetic.left());
        put(" " + arithmetic.operator().sign + " ");
        numeric(arithmetic.right());
        put(")");
    }

    /** Numbers without bounds, so that no sum overflows. */
    private void numeric(Term term) {
        if (term instanceof Literal literal) {
            bind(literal.value());
            put("::numeric");
        } else {
            put(term, term.type() == Scalar.INTEGER && !(term instanceof Term.Arithmetic) ? "::numeric" : "");
        }
    }

    private void put(Term.Shift shift) {
        String sign = shift.back() ? " - " : " + ";
        if (shift.days() instanceof Term.Days(Literal number)) {
            put("(", shift.date(), sign);
            bind(number.value());
            put("::integer)");
            return;
        }
        put("(case when ", shift.days(), " between -" + Term.Shift.MOST + " and " + Term.Shift.MOST + " then ");
        put(shift.date(), sign, shift.days(), "::integer end)");
    }

    private void put(Term.Among among) {
        put("(", among.operand(), rows.isColumn(among.operand()) ? " in (" : collation(among.operand()) + " in (");
        String comma = "";
        for (Literal literal : among.literals()) {
            put(comma, literal);
            comma = ", ";
        }
        put("))");
    }

    private void put(Term.Has has) {
        Term whole = has.text();
        Term part = has.part();
        switch (has.where()) {
            case ANYWHERE -> put("(strpos(", whole, " collate \"C\", ", part, ") > 0)");
            case START -> put("starts_with(", whole, " collate \"C\", ", part, ")");
            case END -> put("(right(", whole, ", char_length(", part, ")) collate \"C\" = ", part, ")");
        }
    }

    private void put(Term.Count count) {
        ofMany(count.many(), () -> put("(select count(*) from " + rows.link(count.many(), rows.nextAlias()) + ")"));
    }

    /** True if true of a value; else null if null of one; else false. The second look is left out where nothing is unknown. */
    private void put(Term.Exists exists) {
        String alias = rows.nextAlias();
        rows.element(exists.variable(), alias);
        String values = "exists (select from " + rows.link(exists.many(), alias) + " and ";
        if (Certainty.isCertain(exists.condition())) {
            ofMany(exists.many(), () -> put(values, exists.condition(), ")"));
            return;
        }
        ofMany(exists.many(), () -> {
            put("(", values, exists.condition(), ")");
            put(" or nullif(", values, exists.condition(), " is null), true))");
        });
    }

    /** Null where the owner of the values is: only behind a reference. */
    private void ofMany(Read many, Runnable body) {
        boolean behind = many.steps().size() > 1;
        put(behind ? "(case when " + rows.owner(many) + " is not null then " : "");
        body.run();
        put(behind ? " end)" : "");
    }

    private void put(Term.Through through) {
        String alias = rows.nextAlias();
        put("(select ");
        rows.with(through.reference(), alias, () -> put(through.condition()));
        put(" from " + rows.lookup(through.register(), alias), through.reference(), ")");
    }
}
