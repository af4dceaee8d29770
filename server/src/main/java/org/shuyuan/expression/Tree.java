package org.shuyuan.expression;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.shuyuan.expression.Term.Literal;
import org.shuyuan.expression.Term.Read;

/**
 * Writes a term as lists of an operator and its operands, which JSON carries to a browser as they are: there is nothing to parse
 * there. Literals and names are text. Only of what a record and the day decide.
 */
final class Tree {

    private Tree() {}

    static List<Object> of(Term term) {
        return switch (term) {
            case Literal literal -> literal(literal);
            case Read read -> read(read);
            case Term.Today today -> List.of("today");
            case Term.IsNull is -> node("null", is.operand());
            case Term.Same same -> node("==", same.left(), same.right());
            case Term.Compare compare -> node(compare.order().sign, compare.left(), compare.right());
            case Term.And and -> node("&&", and.left(), and.right());
            case Term.Or or -> node("||", or.left(), or.right());
            case Term.Not not -> node("!", not.operand());
            case Term.Choice choice -> node("?", choice.condition(), choice.yes(), choice.no());
            case Term.Arithmetic arithmetic -> node(arithmetic.operator().sign, arithmetic.left(), arithmetic.right());
            case Term.Days days -> of(days.number());
            case Term.Shift shift -> node(shift.back() ? "before" : "after", shift.date(), shift.days());
            case Term.Between between -> node("between", between.later(), between.earlier());
            case Term.Among among ->
                Stream.concat(
                                Stream.of("in", of(among.operand())),
                                among.literals().stream().map(Tree::literal))
                        .toList();
            case Term.Has has -> node(word(has.where()), has.text(), has.part());
            case Term.Length length -> node("length", length.text());
            case Term.Count count -> node("count", count.many());
            case Term.Exists exists -> List.of("exists", exists.variable(), of(exists.many()), of(exists.condition()));
            case Term.Me me -> throw beyond(me);
            case Term.InScope in -> throw beyond(in);
            case Term.Through through -> throw beyond(through);
        };
    }

    private static List<Object> node(String operator, Term... operands) {
        return Stream.concat(Stream.of(operator), Stream.of(operands).map(Tree::of))
                .toList();
    }

    private static List<Object> literal(Literal literal) {
        return switch (literal.value()) {
            case String text -> List.of("text", text);
            case Long number -> List.of("number", number.toString());
            case BigDecimal number -> List.of("number", number.toPlainString());
            case Boolean truth -> List.of(truth ? "true" : "false");
            case LocalDate day -> List.of("day", day.toString());
            default ->
                throw new IllegalArgumentException(
                        "A literal of " + literal.value().getClass());
        };
    }

    private static List<Object> read(Read read) {
        boolean own = read.root().equals(Read.SELF);
        if (read.root().equals(Read.OLD) || read.steps().size() > (own ? 1 : 0)) {
            throw beyond(read);
        }
        if (!own) {
            return List.of("element", read.root());
        }
        return read.steps().isEmpty()
                ? List.of("self")
                : List.of("field", read.steps().getFirst().field());
    }

    private static String word(Term.Where where) {
        return switch (where) {
            case ANYWHERE -> "contains";
            case START -> "starts";
            case END -> "ends";
        };
    }

    private static IllegalArgumentException beyond(Term term) {
        return new IllegalArgumentException("The record does not decide " + term);
    }
}
