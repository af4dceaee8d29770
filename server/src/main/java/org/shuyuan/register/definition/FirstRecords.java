package org.shuyuan.register.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.shuyuan.pack.Definition;
import org.shuyuan.register.model.Field;

/** Refuses references that require each other in a circle: no record of such registers could be the first. */
final class FirstRecords {

    private final Draft draft;
    private final Map<String, Definition<RegisterFile>> registers;
    private final Map<String, Map<String, Field>> fields;
    private final Set<String> visited = new HashSet<>();
    private final List<String> visiting = new ArrayList<>();
    private final List<String> path = new ArrayList<>();

    FirstRecords(Draft draft, Map<String, Definition<RegisterFile>> registers, Map<String, Map<String, Field>> fields) {
        this.draft = draft;
        this.registers = registers;
        this.fields = fields;
    }

    void check() {
        registers.keySet().forEach(this::visit);
    }

    /** Goes along required references, each register once; a reference to one that is being visited closes a circle. */
    private void visit(String register) {
        if (!visited.add(register)) {
            return;
        }
        visiting.add(register);
        fields.getOrDefault(register, Map.of()).values().forEach(field -> {
            String there = field.datum().ref();
            if (!(field instanceof Field.Kept kept) || !kept.required() || there == null) {
                return;
            }
            path.add(register + "." + field.id());
            int start = visiting.indexOf(there);
            if (start >= 0) {
                refuse(register, field.id(), path.subList(start, path.size()));
            } else {
                visit(there);
            }
            path.removeLast();
        });
        visiting.removeLast();
    }

    private void refuse(String register, String field, List<String> circle) {
        draft.faults.add(
                FieldCompiler.place(Objects.requireNonNull(registers.get(register)), field),
                field,
                "no first record can be made, since these fields require a record each: " + String.join(" → ", circle),
                "delete `required` from one of them");
    }
}
