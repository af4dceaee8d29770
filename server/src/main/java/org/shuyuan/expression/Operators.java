package org.shuyuan.expression;

import dev.cel.common.ast.CelExpr;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Term.Literal;
import org.shuyuan.expression.Term.Operator;
import org.shuyuan.expression.Term.Order;
import org.shuyuan.expression.Term.Read;
import org.shuyuan.expression.Term.Where;
import org.shuyuan.expression.Type.Scalar;
import org.shuyuan.expression.Typing.Family;

/** Joins typed terms where their types allow it. Each method gives null after a fault, and for an operand that had one. */
final class Operators {

    private final Vocabulary vocabulary;
    private final Faults faults;

    Operators(Vocabulary vocabulary, Faults faults) {
        this.vocabulary = vocabulary;
        this.faults = faults;
    }

    @Nullable
    Term both(@Nullable Term left, @Nullable Term right, BinaryOperator<Term> join) {
        return left == null || right == null ? null : join.apply(left, right);
    }

    @Nullable
    Term same(CelExpr at, @Nullable Term left, @Nullable Term right) {
        if (left == null || right == null) {
            return null;
        }
        if (!Typing.alike(left.type(), right.type()) || Typing.family(left) == Family.SEVERAL) {
            return unlike(at, left, right);
        }
        return codeKnown(at, left.type(), right) && codeKnown(at, right.type(), left)
                ? new Term.Same(left, right)
                : null;
    }

    boolean codeKnown(CelExpr at, Type type, Term literal) {
        if (!(type instanceof Type.Code code) || !(literal instanceof Literal(String value, Scalar ignored))) {
            return true;
        }
        Set<String> codes = vocabulary.codes(code.set());
        if (codes == null || codes.contains(value)) {
            return true;
        }
        String remedy = Faults.guess(value, codes, "Write a code of codes/" + code.set() + ".");
        faults.add(at, "The code set '" + code.set() + "' has no code '" + value + "'.", remedy);
        return false;
    }

    @Nullable
    Term isNull(CelExpr at, @Nullable Term operand) {
        if (operand instanceof Term.Me) {
            return refuse(at, "'me' is never null: who is nobody equals no record.", "Compare me with a reference.");
        }
        if (operand != null && Typing.family(operand) == Family.SEVERAL) {
            return refuse(at, "A field with several values is never null.", "Write field.size() == 0.");
        }
        return operand == null ? null : new Term.IsNull(operand);
    }

    @Nullable
    Term compare(CelExpr at, Order order, @Nullable Term left, @Nullable Term right) {
        if (left == null || right == null) {
            return null;
        }
        if (!Typing.alike(left.type(), right.type())) {
            return unlike(at, left, right);
        }
        if (!Typing.family(left).ordered()) {
            return refuse(
                    at, "'" + order.sign + "' does not order " + Typing.describe(left.type()) + ".", "Write == or !=.");
        }
        return new Term.Compare(order, left, right);
    }

    @Nullable
    Term unlike(CelExpr at, Term left, Term right) {
        String problem =
                "This compares " + Typing.describe(left.type()) + " with " + Typing.describe(right.type()) + ".";
        return refuse(at, problem, Typing.remedy(left, right));
    }

    @Nullable
    Term choice(CelExpr at, @Nullable Term condition, @Nullable Term yes, @Nullable Term no) {
        if (condition == null || yes == null || no == null) {
            return null;
        }
        if (!Typing.alike(yes.type(), no.type()) || Typing.family(yes) == Family.SEVERAL) {
            return refuse(
                    at,
                    "One branch is " + Typing.describe(yes.type()) + " and the other " + Typing.describe(no.type())
                            + ".",
                    "Give both branches one kind of value.");
        }
        return new Term.Choice(condition, yes, no, Typing.join(yes.type(), no.type()));
    }

    @Nullable
    Term arithmetic(CelExpr at, Operator operator, @Nullable Term left, @Nullable Term right) {
        if (left == null || right == null) {
            return null;
        }
        Family one = Typing.family(left);
        Family other = Typing.family(right);
        if (one == Family.NUMBER && other == Family.NUMBER) {
            return new Term.Arithmetic(operator, left, right, Typing.join(left.type(), right.type()));
        }
        if (one == Family.DATE && other == Family.DAYS && operator != Operator.TIMES) {
            return shift(at, left, operator == Operator.MINUS, right);
        }
        if (one == Family.DAYS && other == Family.DATE && operator == Operator.PLUS) {
            return shift(at, right, false, left);
        }
        if (one == Family.DATE && other == Family.DATE && operator == Operator.MINUS) {
            return new Term.Between(left, right);
        }
        String remedy = one == Family.DATE && other == Family.NUMBER
                ? "Write a number of days as days(30)."
                : "Numbers take + - *; dates take days(n), and - between two dates.";
        return refuse(
                at,
                "'" + operator.sign + "' does not join " + Typing.describe(left.type()) + " and "
                        + Typing.describe(right.type()) + ".",
                remedy);
    }

    private @Nullable Term shift(CelExpr at, Term date, boolean back, Term days) {
        if (days instanceof Term.Days(Literal(Long number, Scalar ignored)) && Math.abs(number) > Term.Shift.MOST) {
            return refuse(at, "This is too many days.", "Write at most days(" + Term.Shift.MOST + ").");
        }
        return new Term.Shift(date, back, days);
    }

    @Nullable
    Term days(CelExpr at, @Nullable Term number) {
        if (number == null || number.type() == Scalar.INTEGER) {
            return number == null ? null : new Term.Days(number);
        }
        return refuse(at, "days() takes a whole number.", "Write days(30).");
    }

    @Nullable
    Term inScope(CelExpr at, Term operand) {
        if (operand.type() instanceof Type.Ref(String register) && vocabulary.tree(register) != null) {
            return new Term.InScope(operand, register);
        }
        return refuse(
                at,
                "Only a record of a tree is in a scope, and this is " + Typing.describe(operand.type()) + ".",
                "Take the reference to the organisation, as in unit in scope.");
    }

    @Nullable
    Term size(CelExpr at, @Nullable Term operand) {
        if (operand == null) {
            return null;
        }
        if (operand instanceof Read read && read.type() instanceof Type.Many) {
            return new Term.Count(read);
        }
        return Typing.family(operand) == Family.TEXT
                ? new Term.Length(operand)
                : refuse(
                        at,
                        "There is no size of " + Typing.describe(operand.type()) + ".",
                        "Text and fields with several values have one.");
    }

    @Nullable
    Term has(CelExpr at, Where where, @Nullable Term text, @Nullable Term part) {
        if (text == null || part == null) {
            return null;
        }
        return Typing.family(text) == Family.TEXT && Typing.family(part) == Family.TEXT
                ? new Term.Has(where, text, part)
                : refuse(
                        at,
                        "This looks for " + Typing.describe(part.type()) + " in " + Typing.describe(text.type()) + ".",
                        "Look for text in text.");
    }

    private @Nullable Term refuse(CelExpr at, String problem, String remedy) {
        faults.add(at, problem, remedy);
        return null;
    }
}
