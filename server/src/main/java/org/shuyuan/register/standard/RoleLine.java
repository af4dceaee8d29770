package org.shuyuan.register.standard;

import java.util.ArrayList;
import java.util.List;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.Role;

/** A role, who gives it, and what it may do. */
record RoleLine(String id, String label, String pack, boolean operator, List<Words.Named> givenBy, List<May> may) {

    /** What a role may do in a register, in some rows at least. */
    record May(String register, String registerLabel, List<String> verbs) {}

    static RoleLine of(Role role, Registers registers, Words words) {
        List<May> may = new ArrayList<>();
        for (Register register : registers.registers().values()) {
            List<String> verbs = verbs(role, register.policy());
            if (!verbs.isEmpty()) {
                may.add(new May(register.id(), words.name("register", register.id()), verbs));
            }
        }
        return new RoleLine(
                role.id(),
                words.name("role", role.id()),
                role.pack(),
                role.operator(),
                role.givenBy().stream()
                        .sorted()
                        .map(id -> words.named("role", id))
                        .toList(),
                may);
    }

    private static List<String> verbs(Role role, Policy policy) {
        List<String> verbs = new ArrayList<>();
        if (policy.read().stream().anyMatch(rule -> rule.role().equals(role.id()))) {
            verbs.add("read");
        }
        for (Policy.Verb verb : Policy.Verb.values()) {
            if (policy.rules(verb).stream().anyMatch(rule -> rule.role().equals(role.id()))) {
                verbs.add(Words.written(verb));
            }
        }
        return verbs;
    }
}
