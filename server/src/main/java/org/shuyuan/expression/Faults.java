package org.shuyuan.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelUnparserFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Collects what is wrong with one text. */
final class Faults {

    private final CelSource source;
    private final List<Rejection> rejections = new ArrayList<>();

    Faults(CelSource source) {
        this.source = source;
    }

    void add(CelExpr at, String problem, String remedy) {
        rejections.add(new Rejection(column(at), text(at), problem, remedy));
    }

    boolean isEmpty() {
        return rejections.isEmpty();
    }

    List<Rejection> sorted() {
        return rejections.stream()
                .sorted(Comparator.comparingInt(Rejection::column))
                .toList();
    }

    /** Where the leftmost part stands: the parser places an operation at its operator. */
    private int column(CelExpr at) {
        int start = source.getPositionsMap().getOrDefault(at.id(), 0) + 1;
        return switch (at.exprKind().getKind()) {
            case CALL -> {
                // The place of a function is its bracket.
                int name = start
                        - (Character.isLetter(at.call().function().charAt(0))
                                ? at.call().function().length()
                                : 0);
                int first = at.call().target().map(this::column).orElse(name);
                for (CelExpr argument : at.call().args()) {
                    first = Math.min(first, column(argument));
                }
                yield first;
            }
            case SELECT -> column(at.select().operand());
            case NOT_SET, CONSTANT, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> start;
        };
    }

    /** The part as the parser understood it, with the parentheses that it needs. */
    String text(CelExpr at) {
        return CelUnparserFactory.newUnparser().unparse(CelAbstractSyntaxTree.newParsedAst(at, source));
    }

    /** {@code Did you mean 'x'?} if a known name is at most a third of its letters away, else the alternative. */
    static String guess(String unknown, Collection<String> known, String alternative) {
        Optional<String> nearest = known.stream()
                .filter(name -> name.length() > 1 && distance(unknown, name) <= Math.max(1, name.length() / 3))
                .min(Comparator.<String>comparingInt(name -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()));
        return nearest.map(name -> "Did you mean '" + name + "'?").orElse(alternative);
    }

    /** Letters to insert, drop, replace or swap with their neighbour to turn one word into the other. */
    private static int distance(String from, String to) {
        String left = from.toLowerCase(Locale.ROOT);
        String right = to.toLowerCase(Locale.ROOT);
        int[][] steps = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                steps[i][j] =
                        Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[left.length()][right.length()];
    }
}
