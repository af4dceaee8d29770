package org.shuyuan.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.List;

/** The door of the language. */
public final class Expressions {

    /** Without macros: {@code exists} stays the call that was written. */
    private static final CelParser PARSER =
            CelParserFactory.standardCelParserBuilder().build();

    private Expressions() {}

    /** Understands a condition that must be true, false or unknown of a record; or says what is wrong with it. */
    public static Compiled compile(String text, Surroundings surroundings, Vocabulary vocabulary) {
        CelAbstractSyntaxTree tree;
        try {
            tree = parse(text).getAst();
        } catch (CelValidationException unreadable) {
            return new Rejected(List.of(unreadable(text, unreadable.getErrors().getFirst())));
        }
        Faults faults = new Faults(tree.getSource());
        Term term = new Lowering(Names.of(surroundings, vocabulary), faults).condition(tree.getExpr());
        if (term == null || !faults.isEmpty()) {
            return new Rejected(faults.sorted());
        }
        Reads reads = Reads.of(term);
        return new Expression(text, term, reads.paths(), reads.needs());
    }

    static CelValidationResult parse(String text) {
        return PARSER.parse(text);
    }

    /** The parser's first complaint in words for somebody who does not know its grammar. The others follow from the first. */
    static Rejection unreadable(String text, CelIssue issue) {
        String message = issue.getMessage();
        int[] points = text.codePoints().toArray();
        int start = Math.min(offset(text, issue), points.length);
        String rest = new String(points, start, Math.min(20, points.length - start)).strip();
        if (rest.isEmpty()) {
            return new Rejection(
                    start + 1, "", "The condition ends too early.", "Finish it, or take away what is left over.");
        }
        if (message.startsWith("reserved identifier")) {
            return new Rejection(start + 1, rest, "This word is reserved by CEL.", "Give the field another name.");
        }
        if (message.startsWith("For input string")) {
            return new Rejection(start + 1, rest, "This number is too large.", "Write a smaller number.");
        }
        return new Rejection(
                start + 1,
                rest,
                "The condition cannot be read from here on.",
                "Look for an operator, a quote or a bracket that is missing or left over.");
    }

    /** Code points before the place of an issue. */
    private static int offset(String text, CelIssue issue) {
        List<String> before =
                text.lines().limit(issue.getSourceLocation().getLine() - 1L).toList();
        int lines = before.stream()
                .mapToInt(line -> line.codePointCount(0, line.length()) + 1)
                .sum();
        return lines + Math.max(0, issue.getSourceLocation().getColumn());
    }
}
