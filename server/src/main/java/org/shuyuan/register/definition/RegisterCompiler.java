package org.shuyuan.register.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.pack.Yaml;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Period;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Role;
import org.shuyuan.register.model.ValueType;

/** Compiles one register around its fields: what holds it together, its conditions, and who may do what. */
final class RegisterCompiler {

    private static final Set<String> SPINES = Set.of("organisation");

    private final Draft draft;
    private final Definition<RegisterFile> definition;
    private final RegisterFile file;
    private final Map<String, Field> fields;
    private final Map<String, Map<String, Field>> allFields;
    private final Vocabulary vocabulary;
    private final Map<String, Role> roles;

    RegisterCompiler(
            Draft draft,
            Definition<RegisterFile> definition,
            Map<String, Map<String, Field>> allFields,
            Vocabulary vocabulary,
            Map<String, Role> roles) {
        this.draft = draft;
        this.definition = definition;
        this.file = definition.content();
        this.fields = allFields.getOrDefault(definition.id(), Map.of());
        this.allFields = allFields;
        this.vocabulary = vocabulary;
        this.roles = roles;
    }

    Register compile() {
        draft.definitions.needText(definition.pack(), "register." + definition.id(), definition.place());
        checkTitle();
        checkTree();
        Period period = period();
        file.identity().forEach(alternative -> checkNames("identity", alternative));
        file.noOverlap().forEach(names -> checkNames("no_overlap", names));
        if (!file.noOverlap().isEmpty() && period == null) {
            fault("no_overlap", "records without a period cannot overlap", "add `period: [from, until]`");
        }
        return new Register(
                definition.id(),
                definition.pack().id(),
                file.title(),
                file.spine(),
                file.tree(),
                period,
                file.identity(),
                file.noOverlap(),
                fields,
                conditions("when", file.when(), Set.of(Word.TODAY, Word.SELF)),
                conditions("check", file.checks(), Set.of(Word.TODAY)),
                policy(),
                file.case_() != null);
    }

    private void checkTitle() {
        Place place = file.yaml().at("title");
        if (draft.known(place, "field", file.title(), fields.keySet())
                && (fields.get(file.title()) instanceof Field.Followed
                        || fields.get(file.title()) instanceof Field field
                                && field.datum().sensitivity().masked())) {
            fault(
                    "title",
                    "the title must be kept here, and be neither L3 nor L4",
                    "choose a field that may be shown wherever it is referred to");
        }
    }

    private void checkTree() {
        if (file.tree() != null
                && !(fields.get(file.tree()) instanceof Field.Kept parent
                        && definition.id().equals(parent.datum().ref())
                        && !parent.many())) {
            fault(
                    "tree",
                    "`" + file.tree() + "` is not a reference to this register",
                    "name a field whose element says `ref: " + definition.id() + "`");
        }
        if (file.spine() != null && (!SPINES.contains(file.spine()) || file.tree() == null)) {
            fault(
                    "spine",
                    "a spine is an `organisation`, and a tree",
                    "write `spine: organisation` and `tree: <field>`");
        }
    }

    private @Nullable Period period() {
        if (file.period().isEmpty()) {
            return null;
        }
        checkNames("period", file.period());
        boolean days = file.period().size() == 2
                && file.period().stream()
                        .allMatch(name -> fields.get(name) instanceof Field.Kept kept
                                && kept.datum().type() == ValueType.DATE);
        if (!days) {
            fault("period", "a period is two kept fields of type date", "write `period: [from, until]`");
            return null;
        }
        return new Period(file.period().getFirst(), file.period().getLast());
    }

    private void checkNames(String key, List<String> names) {
        for (String name : names) {
            if (draft.known(file.yaml().at(key), "field", name, fields.keySet())
                    && fields.get(name) instanceof Field.Kept kept
                    && (kept.many()
                            || (kept.datum().encrypted() && !kept.datum().identifying()))) {
                fault(
                        key,
                        "`" + name + "` cannot tell records apart",
                        "choose fields with one value that is not a mere L4");
            } else if (fields.get(name) instanceof Field.Followed) {
                fault(key, "`" + name + "` is followed, not kept here", "choose fields that are kept here");
            }
        }
    }

    private Map<String, Expression> conditions(String kind, Map<String, String> texts, Set<Word> words) {
        Map<String, Expression> compiled = new LinkedHashMap<>();
        String key = kind.equals("check") ? "checks" : kind;
        Yaml.@Nullable Mapping yaml = (Yaml.Mapping) file.yaml().get(key);
        texts.forEach((id, text) -> {
            Place place = yaml == null ? definition.place() : yaml.at(id);
            draft.definitions.needText(definition.pack(), kind + "." + definition.id() + "." + id, place);
            Expression expression = condition(place, text, words);
            if (expression != null) {
                compiled.put(id, expression);
            }
        });
        return compiled;
    }

    private @Nullable Expression condition(Place place, String text, Set<Word> words) {
        Compiled compiled = Expressions.compile(text, new Surroundings(definition.id(), words), vocabulary);
        return switch (compiled) {
            case Rejected rejected -> {
                for (Rejection rejection : rejected.rejections()) {
                    draft.faults.add(
                            place,
                            text,
                            rejection.problem() + " (at `" + rejection.offending() + "`, column " + rejection.column()
                                    + ")",
                            rejection.remedy());
                }
                yield null;
            }
            case Expression expression -> {
                refuseCiphertext(place, expression);
                yield expression;
            }
        };
    }

    private void refuseCiphertext(Place place, Expression expression) {
        for (Path path : expression.reads()) {
            Field read = allFields.getOrDefault(path.keeper(), Map.of()).get(path.field());
            if (read != null && read.datum().encrypted()) {
                draft.faults.add(
                        place,
                        expression.text(),
                        "`" + path.field() + "` is L4, kept as ciphertext, and no condition reads it",
                        "decide by another field, or keep a statement about it in a field of its own");
            }
        }
    }

    private Policy policy() {
        Set<Word> words = Set.of(Word.SELF, Word.SCOPE, Word.ME, Word.TODAY);
        Set<Word> withOld = Set.of(Word.SELF, Word.SCOPE, Word.ME, Word.TODAY, Word.OLD);
        List<Policy.Read> read = new ArrayList<>();
        for (RegisterFile.ReadRule rule : file.read()) {
            checkRole(rule.yaml(), rule.role(), true);
            checkFields(rule.yaml(), "fields", rule.fields());
            checkFields(rule.yaml(), "clear", rule.clear());
            rule.clear().stream()
                    .filter(name -> fields.get(name) instanceof Field field
                            && !field.datum().sensitivity().masked())
                    .forEach(name -> draft.faults.add(
                            rule.yaml().at("clear"), name, "`" + name + "` is not masked", "leave it out of `clear`"));
            Set<String> visible = new LinkedHashSet<>(rule.fields().isEmpty() ? fields.keySet() : rule.fields());
            visible.addAll(rule.clear());
            read.add(new Policy.Read(
                    rule.role(), where(rule.yaml(), rule.where(), words), visible, Set.copyOf(rule.clear())));
        }
        return new Policy(
                read, rules(file.create(), words), rules(file.change(), withOld), rules(file.retire(), words));
    }

    private List<Policy.Write> rules(List<RegisterFile.WriteRule> rules, Set<Word> words) {
        List<Policy.Write> compiled = new ArrayList<>();
        for (RegisterFile.WriteRule rule : rules) {
            checkRole(rule.yaml(), rule.role(), false);
            checkFields(rule.yaml(), "fields", rule.fields());
            compiled.add(new Policy.Write(
                    rule.role(),
                    where(rule.yaml(), rule.where(), words),
                    rule.fields().isEmpty() ? fields.keySet() : Set.copyOf(rule.fields())));
        }
        return compiled;
    }

    private @Nullable Expression where(Yaml.Mapping rule, @Nullable String where, Set<Word> words) {
        return where == null ? null : condition(rule.at("where"), where, words);
    }

    private void checkRole(Yaml.Mapping rule, String role, boolean reading) {
        if (Role.ANYONE.equals(role) && !reading) {
            draft.faults.add(
                    rule.at("role"),
                    role,
                    "somebody who has not signed in never writes",
                    "write `signed_in` or a role");
        } else if (!Role.ANYONE.equals(role) && !Role.SIGNED_IN.equals(role)) {
            draft.known(rule.at("role"), "role", role, roles.keySet());
        }
    }

    private void checkFields(Yaml.Mapping rule, String key, List<String> names) {
        names.forEach(name -> draft.known(rule.at(key), "field", name, fields.keySet()));
    }

    private void fault(String key, String problem, String remedy) {
        Yaml yaml = file.yaml().get(key);
        draft.faults.add(file.yaml().at(key), key + ": " + (yaml == null ? "" : yaml.quote()), problem, remedy);
    }
}
