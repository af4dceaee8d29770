package org.shuyuan.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Term.Read;

/** Reads a term in Java. Null is null, and as a boolean unknown. Numbers are {@link BigDecimal}s. */
final class Evaluator {

    /** Who nobody is; no record has this id. */
    static final UUID NOBODY = new UUID(0, 0);

    private final Facts facts;
    /** The value of each {@code exists} around the term, by its variable. */
    private final Map<String, Object> elements = new HashMap<>();

    Evaluator(Facts facts) {
        this.facts = facts;
    }

    @Nullable
    Boolean truth(Term term) {
        return (Boolean) value(term);
    }

    private @Nullable Object value(Term term) {
        return switch (term) {
            case Term.Literal literal -> plain(literal.value());
            case Read read -> plain(read(read));
            case Term.Me me -> facts.me() == null ? NOBODY : facts.me();
            case Term.Today today -> facts.today();
            case Term.InScope in -> {
                Object reference = value(in.reference());
                yield reference != null && facts.inScope(reference);
            }
            case Term.IsNull is -> value(is.operand()) == null;
            case Term.Same same -> same(value(same.left()), value(same.right()));
            case Term.Compare compare -> compare(compare, value(compare.left()), value(compare.right()));
            case Term.And and -> and(and);
            case Term.Or or -> or(or);
            case Term.Not not -> {
                Boolean operand = truth(not.operand());
                yield operand == null ? null : !operand;
            }
            case Term.Choice choice -> {
                Boolean condition = truth(choice.condition());
                yield condition == null ? null : value(condition ? choice.yes() : choice.no());
            }
            case Term.Arithmetic arithmetic ->
                arithmetic(arithmetic, number(arithmetic.left()), number(arithmetic.right()));
            case Term.Days days -> value(days.number());
            case Term.Shift shift -> shift(shift, (LocalDate) value(shift.date()), number(shift.days()));
            case Term.Between between ->
                between((LocalDate) value(between.earlier()), (LocalDate) value(between.later()));
            case Term.Among among -> {
                Object operand = value(among.operand());
                yield operand == null
                        ? null
                        : among.literals().stream().anyMatch(literal -> same(operand, plain(literal.value())));
            }
            case Term.Has has -> has(has, (String) value(has.text()), (String) value(has.part()));
            case Term.Length length -> {
                String text = (String) value(length.text());
                yield text == null ? null : BigDecimal.valueOf(text.codePointCount(0, text.length()));
            }
            case Term.Count count -> {
                List<?> many = many(count.many());
                yield many == null ? null : BigDecimal.valueOf(many.size());
            }
            case Term.Exists exists -> exists(exists, many(exists.many()));
            case Term.Through through -> read(through.reference()) == null ? null : value(through.condition());
        };
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Long number ? BigDecimal.valueOf(number) : value;
    }

    private @Nullable Object read(Read read) {
        if (read.root().equals(Read.SELF)) {
            return facts.value(read.steps().isEmpty() ? List.of(Read.SELF) : read.fields());
        }
        if (read.root().equals(Read.OLD)) {
            List<String> fields = new ArrayList<>(List.of(Read.OLD));
            fields.addAll(read.fields());
            return facts.value(read.steps().isEmpty() ? List.of(Read.SELF) : fields);
        }
        Object element = elements.get(read.root());
        return read.steps().isEmpty() || !(element instanceof UUID record)
                ? element
                : facts.of(read.steps().getFirst().register(), record).value(read.fields());
    }

    private @Nullable List<?> many(Read read) {
        Object values = read(read);
        return values == null && read.steps().size() == 1 ? List.of() : (List<?>) values;
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof BigDecimal one && right instanceof BigDecimal other) {
            return one.compareTo(other) == 0;
        }
        return left == null ? right == null : left.equals(right);
    }

    private static @Nullable Boolean compare(Term.Compare term, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        int order = switch (left) {
            case BigDecimal number -> number.compareTo((BigDecimal) right);
            case String text -> byCodePoints(text, (String) right);
            case LocalDate date -> date.compareTo((LocalDate) right);
            case LocalTime time -> time.compareTo((LocalTime) right);
            case Instant instant -> instant.compareTo((Instant) right);
            default -> throw new IllegalArgumentException("A fact of " + left.getClass());
        };
        return switch (term.order()) {
            case BEFORE -> order < 0;
            case UP_TO -> order <= 0;
            case AFTER -> order > 0;
            case FROM -> order >= 0;
        };
    }

    /** As PostgreSQL's collation "C" orders UTF-8; {@link String#compareTo} puts surrogates before U+E000. */
    private static int byCodePoints(String left, String right) {
        int i = 0;
        while (i < left.length() && i < right.length() && left.charAt(i) == right.charAt(i)) {
            i++;
        }
        if (i == left.length() || i == right.length()) {
            return Integer.compare(left.length(), right.length());
        }
        boolean within = i > 0 && Character.isHighSurrogate(left.charAt(i - 1));
        int from = within ? i - 1 : i;
        return Integer.compare(left.codePointAt(from), right.codePointAt(from));
    }

    private @Nullable Boolean and(Term.And term) {
        Boolean left = truth(term.left());
        if (Boolean.FALSE.equals(left)) {
            return false;
        }
        Boolean right = truth(term.right());
        return Boolean.FALSE.equals(right) ? right : left == null ? null : right;
    }

    private @Nullable Boolean or(Term.Or term) {
        Boolean left = truth(term.left());
        if (Boolean.TRUE.equals(left)) {
            return true;
        }
        Boolean right = truth(term.right());
        return Boolean.TRUE.equals(right) ? right : left == null ? null : right;
    }

    private @Nullable BigDecimal number(Term term) {
        return (BigDecimal) value(term);
    }

    private static @Nullable Object arithmetic(
            Term.Arithmetic term, @Nullable BigDecimal left, @Nullable BigDecimal right) {
        if (left == null || right == null) {
            return null;
        }
        return switch (term.operator()) {
            case PLUS -> left.add(right);
            case MINUS -> left.subtract(right);
            case TIMES -> left.multiply(right);
        };
    }

    private static @Nullable Object shift(Term.Shift term, @Nullable LocalDate date, @Nullable BigDecimal days) {
        if (date == null || days == null || days.abs().compareTo(BigDecimal.valueOf(Term.Shift.MOST)) > 0) {
            return null;
        }
        return term.back() ? date.minusDays(days.longValueExact()) : date.plusDays(days.longValueExact());
    }

    private static @Nullable Object between(@Nullable LocalDate earlier, @Nullable LocalDate later) {
        return earlier == null || later == null ? null : BigDecimal.valueOf(ChronoUnit.DAYS.between(earlier, later));
    }

    private static @Nullable Object has(Term.Has term, @Nullable String text, @Nullable String part) {
        if (text == null || part == null) {
            return null;
        }
        return switch (term.where()) {
            case ANYWHERE -> text.contains(part);
            case START -> text.startsWith(part);
            case END -> text.endsWith(part);
        };
    }

    private @Nullable Object exists(Term.Exists term, @Nullable List<?> values) {
        if (values == null) {
            return null;
        }
        boolean unknown = false;
        for (Object element : values) {
            elements.put(term.variable(), element);
            Boolean found = truth(term.condition());
            if (Boolean.TRUE.equals(found)) {
                return true;
            }
            unknown |= found == null;
        }
        return unknown ? null : false;
    }
}
