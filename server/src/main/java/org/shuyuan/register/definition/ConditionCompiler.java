package org.shuyuan.register.definition;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Compiled;
import org.shuyuan.expression.Expression;
import org.shuyuan.expression.Expressions;
import org.shuyuan.expression.Path;
import org.shuyuan.expression.Rejected;
import org.shuyuan.expression.Rejection;
import org.shuyuan.expression.Surroundings;
import org.shuyuan.expression.Surroundings.Word;
import org.shuyuan.expression.Vocabulary;
import org.shuyuan.pack.Place;
import org.shuyuan.register.model.Field;

/** Compiles the conditions of registers, and keeps ciphertext out of them. */
final class ConditionCompiler {

    private static final int LONGEST = 2_000;
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");

    private final Draft draft;
    private final Map<String, Map<String, Field>> fields;
    private final Vocabulary vocabulary;
    private final Set<String> faulty = new HashSet<>();

    ConditionCompiler(Draft draft, Map<String, Map<String, Field>> fields, Vocabulary vocabulary) {
        this.draft = draft;
        this.fields = fields;
        this.vocabulary = vocabulary;
    }

    /** Names a field or condition that doesn't compile: what it makes of other conditions is no fault of theirs. */
    void addFaulty(String name) {
        faulty.add(name);
    }

    @Nullable
    Expression compile(String register, Place place, String text, Set<Word> words) {
        if (text.length() > LONGEST) {
            draft.faults.add(
                    place,
                    text,
                    "the condition has " + text.length() + " characters, and nobody can read it",
                    "name parts of it under `when:`, at most " + LONGEST + " characters each");
            return null;
        }
        Compiled compiled = Expressions.compile(text, new Surroundings(register, words), vocabulary);
        return switch (compiled) {
            case Rejected rejected -> {
                if (WORD.matcher(text).results().noneMatch(word -> faulty.contains(word.group()))) {
                    rejected.rejections().forEach(rejection -> add(place, text, rejection));
                }
                yield null;
            }
            case Expression expression -> {
                refuseCiphertext(place, expression);
                yield expression;
            }
        };
    }

    /** Whether the condition means something with these words alone. */
    boolean compiles(String register, String text, Set<Word> words) {
        return Expressions.compile(text, new Surroundings(register, words), vocabulary) instanceof Expression;
    }

    private void add(Place place, String text, Rejection rejection) {
        String where = rejection.offending().isEmpty()
                ? "at its end"
                : "at `" + rejection.offending() + "`, column " + rejection.column();
        draft.faults.add(place, text, rejection.problem() + " (" + where + ")", rejection.remedy());
    }

    private void refuseCiphertext(Place place, Expression expression) {
        for (Path path : expression.reads()) {
            Field read = fields.getOrDefault(path.keeper(), Map.of()).get(path.field());
            if (read != null && read.datum().encrypted()) {
                draft.faults.add(
                        place,
                        expression.text(),
                        "`" + path.field() + "` is L4, kept as ciphertext, and no condition reads it",
                        "decide by another field, or keep a statement about it in a field of its own");
            }
        }
    }
}
