package org.shuyuan.expression;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Surroundings.Word;
import org.shuyuan.expression.Term.Read;
import org.shuyuan.expression.Term.Step;

/**
 * Finds what a name stands for, looked up in one record.
 *
 * @param record where names are looked up
 * @param variables of the {@code exists} around the name
 * @param expanding followed fields and conditions that are being expanded, outermost first, as {@code register.name}
 */
record Names(
        Vocabulary vocabulary, Set<Word> words, Place record, Map<String, Type> variables, List<String> expanding) {

    /** A record that a condition can reach, and its register. */
    record Place(String root, List<Step> steps, String register) {
        Read read() {
            return new Read(root, steps, new Type.Ref(register));
        }
    }

    static Names of(Surroundings surroundings, Vocabulary vocabulary) {
        Place own = new Place(Read.SELF, List.of(), surroundings.register());
        return new Names(vocabulary, surroundings.words(), own, Map.of(), List.of());
    }

    Names with(String variable, Type type) {
        Map<String, Type> more = new HashMap<>(variables);
        more.put(variable, type);
        return new Names(vocabulary, words, record, Map.copyOf(more), expanding);
    }

    private Names within(Place place, String key) {
        List<String> more = new ArrayList<>(expanding);
        more.add(key);
        Set<Word> fewer = EnumSet.noneOf(Word.class);
        fewer.addAll(words);
        fewer.remove(Word.OLD);
        return new Names(vocabulary, fewer, place, Map.of(), List.copyOf(more));
    }

    /** What terms call a variable: conditions that are expanded inside an {@code exists} may use its name again. */
    String root(String variable) {
        return expanding.isEmpty() ? variable : variable + "#" + expanding.size();
    }

    /** What a bare name stands for; null after a fault. */
    @Nullable
    Term name(CelExpr at, Faults faults) {
        String name = at.ident().name();
        Type variable = variables.get(name);
        if (variable != null) {
            return new Read(root(name), List.of(), variable);
        }
        Word word = word(name);
        if (word == null) {
            return member(record, name, at, faults);
        }
        if (!allowed(word, at, faults)) {
            return null;
        }
        return switch (word) {
            case SELF -> record.read();
            case ME -> new Term.Me();
            case TODAY -> new Term.Today();
            case SCOPE -> {
                faults.add(at, "'scope' is not a value.", "Write self in scope, or in scope after another record.");
                yield null;
            }
            case OLD -> {
                faults.add(at, "'old' is not a value.", "Write old.field for a field as it was before the change.");
                yield null;
            }
        };
    }

    /** What {@code operand.field} stands for; null after a fault. */
    @Nullable
    Term select(CelExpr at, Term operand, Faults faults) {
        String field = at.select().field();
        if (operand instanceof Read read && read.type() instanceof Type.Ref target) {
            return member(new Place(read.root(), read.steps(), target.register()), field, at, faults);
        }
        String remedy = operand.type() instanceof Type.Many
                ? "Ask of its values: " + faults.text(at.select().operand()) + ".exists(x, x." + field + " == ...)."
                : "Only a reference has fields.";
        faults.add(at, "'" + field + "' is asked of " + Typing.describe(operand.type()) + ".", remedy);
        return null;
    }

    /** What {@code old.field} stands for; null after a fault. */
    @Nullable
    Term old(CelExpr at, Faults faults) {
        if (!allowed(Word.OLD, at.select().operand(), faults)) {
            return null;
        }
        return member(
                new Place(Read.OLD, List.of(), record.register()), at.select().field(), at, faults);
    }

    boolean isWord(CelExpr operand, Word word) {
        return operand.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                && !variables.containsKey(operand.ident().name())
                && word(operand.ident().name()) == word;
    }

    /** Whether a name may be given to a variable: it has no other meaning. */
    boolean isFree(String name) {
        return word(name) == null
                && !variables.containsKey(name)
                && !vocabulary.names(record.register()).contains(name);
    }

    boolean allowed(Word word, CelExpr at, Faults faults) {
        if (words.contains(word)) {
            return true;
        }
        faults.add(
                at,
                "'" + written(word) + "' has no meaning here.",
                words.isEmpty() ? "Use fields." : "Use fields, or " + allowedWords());
        return false;
    }

    private String allowedWords() {
        return String.join(", ", words.stream().map(Names::written).sorted().toList()) + ".";
    }

    private static String written(Word word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Word word(String name) {
        for (Word word : Word.values()) {
            if (written(word).equals(name)) {
                return word;
            }
        }
        return null;
    }

    private @Nullable Term member(Place place, String name, CelExpr at, Faults faults) {
        List<String> path = vocabulary.follow(place.register(), name);
        if (path != null) {
            return follow(place, name, path, at, faults);
        }
        Type type = vocabulary.field(place.register(), name);
        if (type instanceof Type.Many
                && place.root().equals(Read.OLD)
                && place.steps().isEmpty()) {
            faults.add(at, "The old values of a field with several are not at hand.", "Ask of a field with one value.");
            return null;
        }
        if (type != null) {
            List<Step> steps = new ArrayList<>(place.steps());
            steps.add(new Step(place.register(), name));
            return new Read(place.root(), steps, type);
        }
        String condition = vocabulary.condition(place.register(), name);
        if (condition != null) {
            return expand(place, name, condition, at, faults);
        }
        Set<String> known = new HashSet<>(vocabulary.names(place.register()));
        String all = String.join(", ", known.stream().sorted().toList());
        if (place.equals(record)) {
            known.addAll(variables.keySet());
            words.forEach(word -> known.add(written(word)));
        }
        faults.add(
                at,
                "The register '" + place.register() + "' has no field or condition '" + name + "'.",
                Faults.guess(name, known, "It has " + all + "."));
        return null;
    }

    private @Nullable Term follow(Place place, String name, List<String> path, CelExpr at, Faults faults) {
        String key = place.register() + "." + name;
        if (leadsBack(key, at, faults)) {
            return null;
        }
        Names inner = within(place, key);
        Term term = inner.member(place, path.getFirst(), at, faults);
        for (String field : path.subList(1, path.size())) {
            if (!(term instanceof Read read && read.type() instanceof Type.Ref target)) {
                if (term != null) {
                    faults.add(
                            at, "'" + key + "' follows something that is not a reference.", "Mend its follow: line.");
                }
                return null;
            }
            term = inner.member(new Place(read.root(), read.steps(), target.register()), field, at, faults);
        }
        return term;
    }

    /** A named condition in the place of its name: as it is of this record, {@link Term.Through} a reference of another. */
    private @Nullable Term expand(Place place, String name, String text, CelExpr at, Faults faults) {
        String key = place.register() + "." + name;
        if (leadsBack(key, at, faults)) {
            return null;
        }
        CelValidationResult parsed = Expressions.parse(text);
        List<Rejection> inner;
        Term term = null;
        try {
            Faults within = new Faults(parsed.getAst().getSource());
            term = new Lowering(within(place, key), within)
                    .condition(parsed.getAst().getExpr());
            inner = within.sorted();
        } catch (CelValidationException unreadable) {
            inner = List.of(Expressions.unreadable(text, unreadable.getErrors().getFirst()));
        }
        if (term == null) {
            Rejection first = inner.getFirst();
            faults.add(at, "The condition '" + key + "' cannot be used here: " + first.problem(), first.remedy());
            return null;
        }
        boolean root = place.root().equals(Read.SELF) || place.root().equals(Read.OLD);
        boolean own = place.equals(record) || (root && place.steps().isEmpty());
        return own ? term : new Term.Through(place.read(), place.register(), term);
    }

    private boolean leadsBack(String key, CelExpr at, Faults faults) {
        int first = expanding.indexOf(key);
        if (first < 0) {
            return false;
        }
        String circle = String.join(" → ", expanding.subList(first, expanding.size())) + " → " + key;
        faults.add(
                at,
                "'" + key + "' leads back to itself: " + circle + ".",
                "Say in one of them what it means without the others.");
        return true;
    }
}
