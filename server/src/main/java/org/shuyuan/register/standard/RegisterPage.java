package org.shuyuan.register.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Expression;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;

/** All of a register: its fields, and the rules of its policy. */
record RegisterPage(
        String id,
        String label,
        String pack,
        String packLabel,
        boolean tree,
        List<List<String>> identity,
        List<FieldLine> fields,
        List<Words.Named> checks,
        List<Rule> rules) {

    static RegisterPage of(Register register, Registers registers, Words words) {
        return new RegisterPage(
                register.id(),
                words.name("register", register.id()),
                register.pack(),
                words.name("pack", register.pack()),
                register.tree() != null,
                register.identity().stream()
                        .map(fields -> words.fields(register, fields))
                        .toList(),
                register.fields().values().stream()
                        .map(field -> FieldLine.of(field, registers, words))
                        .toList(),
                register.checks().keySet().stream()
                        .map(id -> words.named("check." + register.id(), id))
                        .toList(),
                Rule.all(register, words));
    }

    /** @param source for a followed or proposed field: where its value is kept */
    record FieldLine(
            String id,
            String label,
            String kind,
            String type,
            boolean required,
            boolean unique,
            String sensitivity,
            @Nullable String standard,
            @Nullable String element,
            @Nullable String reason,
            @Nullable Use source,
            Words.@Nullable Named codes,
            Words.@Nullable Named ref) {

        static FieldLine of(Field field, Registers registers, Words words) {
            Datum datum = field.datum();
            Field.Kept kept = field instanceof Field.Kept own ? own : null;
            return new FieldLine(
                    field.id(),
                    words.field(field),
                    Use.kind(field),
                    Words.written(datum.type()),
                    field instanceof Field.Stored stored && stored.required(),
                    kept != null && kept.unique(),
                    datum.sensitivity().name(),
                    datum.standard(),
                    field.element(),
                    kept == null ? null : kept.local(),
                    source(field, registers, words),
                    words.codes(datum),
                    words.referred(datum));
        }

        private static @Nullable Use source(Field field, Registers registers, Words words) {
            return switch (field) {
                case Field.Kept any -> null;
                case Field.Followed followed ->
                    source(registers.require(followed.register()), followed.source(), words);
                case Field.Proposed proposed ->
                    source(registers.require(proposed.register()), proposed.source(), words);
            };
        }

        private static Use source(Register register, String field, Words words) {
            return Use.of(register, register.require(field), words);
        }
    }

    /**
     * A rule of the policy.
     *
     * @param where the condition as written, or null for all rows
     * @param fields which fields, or null for all
     * @param clear fields shown unmasked
     */
    record Rule(
            String verb,
            Words.Named role,
            @Nullable String where,
            @Nullable List<String> fields,
            List<String> clear) {

        static List<Rule> all(Register register, Words words) {
            List<Rule> rules = new ArrayList<>();
            for (Policy.Read rule : register.policy().read()) {
                rules.add(new Rule(
                        "read",
                        words.named("role", rule.role()),
                        where(rule.where()),
                        some(register, rule.fields(), words),
                        clear(register, rule, words)));
            }
            for (Policy.Verb verb : Policy.Verb.values()) {
                for (Policy.Write rule : register.policy().rules(verb)) {
                    rules.add(new Rule(
                            Words.written(verb),
                            words.named("role", rule.role()),
                            where(rule.where()),
                            verb == Policy.Verb.RETIRE ? null : some(register, rule.fields(), words),
                            List.of()));
                }
            }
            return rules;
        }

        private static @Nullable String where(@Nullable Expression where) {
            return where == null ? null : where.text();
        }

        private static @Nullable List<String> some(Register register, Set<String> fields, Words words) {
            Set<String> all = register.fields().keySet();
            return fields.containsAll(all)
                    ? null
                    : words.fields(
                            register, all.stream().filter(fields::contains).toList());
        }

        private static List<String> clear(Register register, Policy.Read rule, Words words) {
            return register.fields().values().stream()
                    .filter(field -> rule.clear().contains(field.id()))
                    .filter(field -> field.datum().sensitivity().masked())
                    .map(words::field)
                    .toList();
        }
    }
}
