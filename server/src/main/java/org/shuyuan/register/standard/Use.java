package org.shuyuan.register.standard;

import java.util.ArrayList;
import java.util.List;
import org.shuyuan.register.model.Element;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;

/**
 * A field, named with its register: where an element is used, or what stands outside the standard.
 *
 * @param kind kept, local, followed or proposed
 */
record Use(String register, String registerLabel, String field, String fieldLabel, String kind) {

    static Use of(Register register, Field field, Words words) {
        return new Use(
                register.id(), words.name("register", register.id()), field.id(), words.field(field), kind(field));
    }

    static String kind(Field field) {
        return switch (field) {
            case Field.Kept kept -> kept.element() == null ? "local" : "kept";
            case Field.Followed any -> "followed";
            case Field.Proposed any -> "proposed";
        };
    }

    /** Every field that holds an element. */
    static List<Use> of(Element element, Registers registers, Words words) {
        List<Use> uses = new ArrayList<>();
        for (Register register : registers.registers().values()) {
            for (Field field : register.fields().values()) {
                if (element.id().equals(field.element())) {
                    uses.add(of(register, field, words));
                }
            }
        }
        return uses;
    }
}
