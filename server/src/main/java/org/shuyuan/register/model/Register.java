package org.shuyuan.register.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Expression;

/**
 * A register: what is known of one kind of thing.
 *
 * @param title the field that stands for a record in another
 * @param tree the reference to itself that makes it a tree
 * @param identity what makes two rows the same thing to an import: alternatives in order
 * @param noOverlap fields whose equal values must not have overlapping periods
 * @param fields in the order of the definition
 * @param groups ids of fields that pages show together, by the group's id, in the order of the definition; each in one at most
 * @param conditions named ones, which other conditions and lists may use
 * @param attention those of the conditions that ask for somebody's work
 * @param checks what must not be false
 * @param caseType whether its records are applications, which may propose values
 */
public record Register(
        String id,
        String pack,
        String title,
        @Nullable String spine,
        @Nullable String tree,
        @Nullable Period period,
        List<List<String>> identity,
        List<List<String>> noOverlap,
        Map<String, Field> fields,
        Map<String, List<String>> groups,
        Map<String, Expression> conditions,
        List<String> attention,
        Map<String, Expression> checks,
        Policy policy,
        boolean caseType) {

    public Register {
        identity = List.copyOf(identity);
        noOverlap = List.copyOf(noOverlap);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        attention = List.copyOf(attention);
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }

    public @Nullable Field field(String id) {
        return fields.get(id);
    }

    /** The field of this name, which the compiler has seen to exist. */
    public Field require(String id) {
        Field field = fields.get(id);
        if (field == null) {
            throw new IllegalArgumentException(this.id + " has no field " + id);
        }
        return field;
    }

    /** What the digests are keyed with by which values of an encrypted field are found. */
    public String blindIndex(Field field) {
        return id + "." + field.origin();
    }

    /** Fields with columns of their own. */
    public Stream<Field.Stored> stored() {
        return fields.values().stream().filter(Field.Stored.class::isInstance).map(Field.Stored.class::cast);
    }

    /** Fields that this register is the source of. */
    public Stream<Field.Kept> kept() {
        return fields.values().stream().filter(Field.Kept.class::isInstance).map(Field.Kept.class::cast);
    }

    /** Fields whose given up values go to no other record. */
    public List<Field.Kept> neverReissued() {
        return kept().filter(Field.Kept::neverReissued).toList();
    }

    /** Fields that a search looks into. */
    public List<Field.Kept> searched() {
        return kept().filter(Field.Kept::search).toList();
    }
}
