package org.shuyuan.expression;

import org.shuyuan.expression.Term.Literal;
import org.shuyuan.expression.Term.Read;

/** Tells terms that are never null, whatever the record. */
final class Certainty {

    private Certainty() {}

    /** Whether a condition is never unknown. */
    static boolean isCertain(Term term) {
        return switch (term) {
            case Literal literal -> true;
            case Term.IsNull is -> true;
            case Term.Same same -> true;
            case Term.InScope in -> true;
            case Term.And and -> isCertain(and.left()) && isCertain(and.right());
            case Term.Or or -> isCertain(or.left()) && isCertain(or.right());
            case Term.Not not -> isCertain(not.operand());
            case Term.Exists exists -> exists.many().steps().size() == 1 && isCertain(exists.condition());
            case Read read -> false;
            case Term.Compare compare -> false;
            case Term.Choice choice -> false;
            case Term.Among among -> false;
            case Term.Has has -> false;
            case Term.Through through -> false;
            case Term.Me me -> true;
            case Term.Today today -> true;
            case Term.Arithmetic arithmetic -> false;
            case Term.Days days -> false;
            case Term.Shift shift -> false;
            case Term.Between between -> false;
            case Term.Length length -> false;
            case Term.Count count -> false;
        };
    }
}
