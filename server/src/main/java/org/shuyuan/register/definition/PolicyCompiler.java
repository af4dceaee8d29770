package org.shuyuan.register.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Expression;
import org.shuyuan.expression.Surroundings.Word;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Yaml;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Role;

/** Compiles who may see and do what in a register. */
final class PolicyCompiler {

    private static final Set<Word> WORDS = Set.of(Word.SELF, Word.SCOPE, Word.ME, Word.TODAY);
    private static final Set<Word> WITH_OLD = Set.of(Word.SELF, Word.SCOPE, Word.ME, Word.TODAY, Word.OLD);

    private final Draft draft;
    private final Definition<RegisterFile> definition;
    private final RegisterFile file;
    private final Map<String, Field> fields;
    private final ConditionCompiler conditions;

    PolicyCompiler(
            Draft draft, Definition<RegisterFile> definition, Map<String, Field> fields, ConditionCompiler conditions) {
        this.draft = draft;
        this.definition = definition;
        this.file = definition.content();
        this.fields = fields;
        this.conditions = conditions;
    }

    Policy compile() {
        file.retire()
                .forEach(rule -> draft.refuse(
                        !rule.fields().isEmpty(),
                        rule.yaml().at("fields"),
                        rule.yaml().quote(),
                        "a record is retired as a whole",
                        "leave `fields` out"));
        return new Policy(
                file.read().stream().map(this::read).toList(),
                writes(file.create(), WORDS),
                writes(file.change(), WITH_OLD),
                writes(file.retire(), WORDS));
    }

    private Policy.Read read(RegisterFile.ReadRule rule) {
        checkRole(rule.yaml(), rule.role());
        checkFields(rule.yaml(), "fields", rule.fields());
        checkFields(rule.yaml(), "clear", rule.clear());
        rule.clear().stream()
                .filter(name -> fields.get(name) instanceof Field field
                        && !field.datum().sensitivity().masked())
                .forEach(name -> draft.faults.add(
                        rule.yaml().at("clear"), name, "`" + name + "` is not masked", "leave it out of `clear`"));
        Set<String> visible = new LinkedHashSet<>(rule.fields().isEmpty() ? fields.keySet() : rule.fields());
        visible.addAll(rule.clear());
        return new Policy.Read(rule.role(), where(rule.yaml(), rule.where(), WORDS), visible, Set.copyOf(rule.clear()));
    }

    private List<Policy.Write> writes(List<RegisterFile.WriteRule> rules, Set<Word> words) {
        List<Policy.Write> compiled = new ArrayList<>();
        for (RegisterFile.WriteRule rule : rules) {
            draft.refuse(
                    rule.role().equals(Role.ANYONE),
                    rule.yaml().at("role"),
                    rule.role(),
                    "somebody who has not signed in never writes",
                    "write `signed_in` or a role");
            checkRole(rule.yaml(), rule.role());
            checkFields(rule.yaml(), "fields", rule.fields());
            rule.fields().stream()
                    .filter(name -> fields.get(name) instanceof Field.Followed)
                    .forEach(name -> draft.faults.add(
                            rule.yaml().at("fields"),
                            name,
                            "`" + name + "` is followed, and written at its source only",
                            "leave it out of `fields`"));
            compiled.add(new Policy.Write(
                    rule.role(),
                    where(rule.yaml(), rule.where(), words),
                    rule.where() != null && !conditions.compiles(definition.id(), rule.where(), WORDS),
                    rule.fields().isEmpty() ? fields.keySet() : Set.copyOf(rule.fields())));
        }
        return compiled;
    }

    private @Nullable Expression where(Yaml.Mapping rule, @Nullable String where, Set<Word> words) {
        return where == null ? null : conditions.compile(definition.id(), rule.at("where"), where, words);
    }

    private void checkRole(Yaml.Mapping rule, String role) {
        if (!role.equals(Role.ANYONE) && !role.equals(Role.SIGNED_IN)) {
            draft.find(definition.pack(), rule.at("role"), RegisterEngine.ROLES, role);
        }
    }

    private void checkFields(Yaml.Mapping rule, String key, List<String> names) {
        draft.refuse(
                names.isEmpty() && rule.get(key) instanceof Yaml.Sequence,
                rule.at(key),
                rule.quote(),
                "an empty list says nothing: without `" + key + "` "
                        + (key.equals("fields") ? "the rule is for all fields" : "nothing is unmasked"),
                "name the fields, or delete `" + key + "`");
        names.forEach(name -> draft.known(rule.at(key), "field", name, file.declared()));
    }
}
