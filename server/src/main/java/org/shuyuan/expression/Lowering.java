package org.shuyuan.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Surroundings.Word;
import org.shuyuan.expression.Term.Literal;
import org.shuyuan.expression.Term.Operator;
import org.shuyuan.expression.Term.Order;
import org.shuyuan.expression.Term.Read;
import org.shuyuan.expression.Term.Where;
import org.shuyuan.expression.Type.Scalar;

/**
 * From what the parser understood to a typed term. Each method gives null after a fault, and goes on beside it, so that one pass
 * finds every fault.
 */
final class Lowering {

    private static final String WORDS =
            "Use == != < <= > >= && || ! ?: + - * in, size(), startsWith(), endsWith(), contains(), "
                    + "exists(), date() and days().";

    private final Names names;
    private final Faults faults;
    private final Operators operators;

    Lowering(Names names, Faults faults) {
        this.names = names;
        this.faults = faults;
        this.operators = new Operators(names.vocabulary(), faults);
    }

    /** A term that is true, false or unknown. */
    @Nullable
    Term condition(CelExpr at) {
        Term term = lower(at);
        if (term != null && term.type() != Scalar.BOOLEAN) {
            faults.add(
                    at,
                    "A condition is needed here, and this is " + Typing.describe(term.type()) + ".",
                    "Compare it, as in x == y or x != null.");
            return null;
        }
        return term;
    }

    private @Nullable Term lower(CelExpr at) {
        return switch (at.exprKind().getKind()) {
            case CONSTANT -> constant(at);
            case IDENT -> names.name(at, faults);
            case SELECT -> select(at);
            case CALL -> call(at);
            case LIST -> refuse(at, "A list stands only after in.", "Write x in [\"a\", \"b\"].");
            case STRUCT, MAP, COMPREHENSION, NOT_SET -> refuse(at, "This is not part of the language.", WORDS);
        };
    }

    private @Nullable Term refuse(CelExpr at, String problem, String remedy) {
        faults.add(at, problem, remedy);
        return null;
    }

    private @Nullable Term constant(CelExpr at) {
        CelConstant constant = at.constant();
        return switch (constant.getKind()) {
            case NULL_VALUE -> refuse(at, "null stands only beside == and !=.", "Write x == null or x != null.");
            case BOOLEAN_VALUE -> new Literal(constant.booleanValue(), Scalar.BOOLEAN);
            case INT64_VALUE -> new Literal(constant.int64Value(), Scalar.INTEGER);
            case DOUBLE_VALUE ->
                Double.isFinite(constant.doubleValue())
                        ? new Literal(BigDecimal.valueOf(constant.doubleValue()), Scalar.DECIMAL)
                        : refuse(at, "This number is too large.", "Write a smaller number.");
            case STRING_VALUE -> text(at, constant.stringValue());
            case UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE, NOT_SET ->
                refuse(
                        at,
                        "This kind of literal is not part of the language.",
                        "Write text, a number, true, false or date(..).");
        };
    }

    private @Nullable Term text(CelExpr at, String value) {
        boolean kept = value.codePoints().noneMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
        return kept
                ? new Literal(value, Scalar.TEXT)
                : refuse(at, "No text contains this character.", "Leave out \\u0000 and unpaired surrogates.");
    }

    private @Nullable Term select(CelExpr at) {
        if (names.isWord(at.select().operand(), Word.OLD)) {
            return names.old(at, faults);
        }
        Term operand = lower(at.select().operand());
        return operand == null ? null : names.select(at, operand, faults);
    }

    private @Nullable Term call(CelExpr at) {
        CelExpr.CelCall call = at.call();
        List<CelExpr> operands = new ArrayList<>();
        call.target().ifPresent(operands::add);
        operands.addAll(call.args());
        String shape = (call.target().isPresent() ? "x." : "") + call.function() + "/"
                + call.args().size();
        CelExpr first = operands.isEmpty() ? at : operands.getFirst();
        CelExpr last = operands.isEmpty() ? at : operands.getLast();
        return switch (shape) {
            case "_&&_/2" -> operators.both(condition(first), condition(last), Term.And::new);
            case "_||_/2" -> operators.both(condition(first), condition(last), Term.Or::new);
            case "!_/1" -> {
                Term operand = condition(first);
                yield operand == null ? null : new Term.Not(operand);
            }
            case "_==_/2" -> same(at, first, last);
            case "_!=_/2" -> {
                Term same = same(at, first, last);
                yield same == null ? null : new Term.Not(same);
            }
            case "_<_/2" -> operators.compare(at, Order.BEFORE, lower(first), lower(last));
            case "_<=_/2" -> operators.compare(at, Order.UP_TO, lower(first), lower(last));
            case "_>_/2" -> operators.compare(at, Order.AFTER, lower(first), lower(last));
            case "_>=_/2" -> operators.compare(at, Order.FROM, lower(first), lower(last));
            case "_?_:_/3" -> operators.choice(at, condition(first), lower(operands.get(1)), lower(last));
            case "_+_/2" -> operators.arithmetic(at, Operator.PLUS, lower(first), lower(last));
            case "_-_/2" -> operators.arithmetic(at, Operator.MINUS, lower(first), lower(last));
            case "_*_/2" -> operators.arithmetic(at, Operator.TIMES, lower(first), lower(last));
            case "-_/1" -> operators.arithmetic(at, Operator.MINUS, new Literal(0L, Scalar.INTEGER), lower(first));
            case "_/_/2", "_%_/2" -> refuse(at, "The language does not divide.", "Multiply the other side instead.");
            case "@in/2" -> in(at, first, last);
            case "size/1", "x.size/0" -> operators.size(at, lower(first));
            case "x.contains/1" -> operators.has(at, Where.ANYWHERE, lower(first), lower(last));
            case "x.startsWith/1" -> operators.has(at, Where.START, lower(first), lower(last));
            case "x.endsWith/1" -> operators.has(at, Where.END, lower(first), lower(last));
            case "date/1" -> date(at, first);
            case "days/1" -> operators.days(at, lower(first));
            case "x.exists/2" -> exists(at, first, operands.get(1), last);
            case "_[_]/2" -> refuse(at, "Values have no numbers.", "Write field.exists(x, x == ...).");
            case "has/1" ->
                refuse(at, "The language does not know has().", "Write " + faults.text(first) + " != null.");
            default -> refuse(at, "The language does not know '" + call.function() + "'.", WORDS);
        };
    }

    private @Nullable Term same(CelExpr at, CelExpr first, CelExpr last) {
        return isNull(first) || isNull(last)
                ? operators.isNull(at, lower(isNull(first) ? last : first))
                : operators.same(at, lower(first), lower(last));
    }

    private static boolean isNull(CelExpr at) {
        return at.exprKind().getKind() == Kind.CONSTANT && at.constant().getKind() == CelConstant.Kind.NULL_VALUE;
    }

    private @Nullable Term in(CelExpr at, CelExpr first, CelExpr last) {
        Term operand = lower(first);
        if (names.isWord(last, Word.SCOPE)) {
            boolean allowed = names.allowed(Word.SCOPE, last, faults);
            return operand == null || !allowed ? null : operators.inScope(at, operand);
        }
        if (last.exprKind().getKind() != Kind.LIST) {
            return refuse(
                    at,
                    "'in' takes a list of literals, or scope.",
                    "For a field with several values write field.exists(x, x == ...).");
        }
        List<Literal> literals = new ArrayList<>();
        for (CelExpr element : last.list().elements()) {
            Term literal = lower(element);
            if (literal instanceof Literal value) {
                literals.add(value);
            } else if (literal != null) {
                faults.add(element, "Only literals stand in a list.", "Write x == y || x == z.");
            }
            if (operand != null && literal != null && !Typing.alike(operand.type(), literal.type())) {
                operators.unlike(element, operand, literal);
            } else if (operand != null && literal != null) {
                operators.codeKnown(element, operand.type(), literal);
            }
        }
        if (last.list().elements().isEmpty()) {
            return refuse(at, "Nothing is in an empty list.", "Write the values that are meant.");
        }
        return operand == null || !faults.isEmpty() ? null : new Term.Among(operand, literals);
    }

    private @Nullable Term date(CelExpr at, CelExpr of) {
        String remedy = "Write date(\"2026-01-31\").";
        if (!(lower(of) instanceof Literal(String value, Scalar ignored))) {
            return refuse(at, "date() takes a day in quotes.", remedy);
        }
        try {
            LocalDate date = LocalDate.parse(value);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return new Literal(date, Scalar.DATE);
            }
        } catch (DateTimeParseException notADay) {
            // Said below.
        }
        return refuse(at, "'" + value + "' is not a day of the calendar.", remedy);
    }

    private @Nullable Term exists(CelExpr at, CelExpr of, CelExpr variable, CelExpr condition) {
        Term many = lower(of);
        if (many == null) {
            return null;
        }
        if (!(many instanceof Read read && read.type() instanceof Type.Many(Type element))) {
            return refuse(
                    at, "exists() asks of a field with several values.", "Write a condition on the value itself.");
        }
        if (variable.exprKind().getKind() != Kind.IDENT
                || !names.isFree(variable.ident().name())) {
            return refuse(variable, "This name already has a meaning.", "Take another name for the value, such as x.");
        }
        String name = variable.ident().name();
        Term inner = new Lowering(names.with(name, element), faults).condition(condition);
        return inner == null ? null : new Term.Exists(read, names.root(name), inner);
    }
}
