package org.shuyuan.register.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Type;
import org.shuyuan.expression.Vocabulary;
import org.shuyuan.pack.Definition;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;

/** What the registers offer to conditions. */
final class ModelVocabulary implements Vocabulary {

    private final Map<String, Definition<RegisterFile>> registers;
    private final Map<String, Map<String, Field>> fields;
    private final Map<String, CodeSet> codes;

    ModelVocabulary(
            Map<String, Definition<RegisterFile>> registers,
            Map<String, Map<String, Field>> fields,
            Map<String, CodeSet> codes) {
        this.registers = registers;
        this.fields = fields;
        this.codes = codes;
    }

    @Override
    public @Nullable Type field(String register, String field) {
        Field found = fields.getOrDefault(register, Map.of()).get(field);
        if (found == null) {
            return null;
        }
        Type one = type(found.datum());
        return found.many() ? new Type.Many(one) : one;
    }

    private static Type type(Datum datum) {
        return switch (datum.type()) {
            case TEXT -> Type.Scalar.TEXT;
            case INTEGER -> Type.Scalar.INTEGER;
            case DECIMAL, MONEY -> Type.Scalar.DECIMAL;
            case DATE -> Type.Scalar.DATE;
            case TIME -> Type.Scalar.TIME;
            case INSTANT -> Type.Scalar.INSTANT;
            case BOOLEAN -> Type.Scalar.BOOLEAN;
            case CODE ->
                datum.codes() == null
                        ? Type.Scalar.TEXT
                        : new Type.Code(datum.codes().id());
            case REF -> new Type.Ref(String.valueOf(datum.ref()));
        };
    }

    @Override
    public @Nullable List<String> follow(String register, String field) {
        return fields.getOrDefault(register, Map.of()).get(field) instanceof Field.Followed followed
                ? List.of(followed.through(), followed.source())
                : null;
    }

    @Override
    public @Nullable String condition(String register, String name) {
        Definition<RegisterFile> definition = registers.get(register);
        return definition == null ? null : definition.content().when().get(name);
    }

    @Override
    public @Nullable String tree(String register) {
        Definition<RegisterFile> definition = registers.get(register);
        return definition == null ? null : definition.content().tree();
    }

    @Override
    public Set<String> names(String register) {
        Set<String> names =
                new LinkedHashSet<>(fields.getOrDefault(register, Map.of()).keySet());
        Definition<RegisterFile> definition = registers.get(register);
        if (definition != null) {
            names.addAll(definition.content().when().keySet());
        }
        return names;
    }

    @Override
    public @Nullable Set<String> codes(String set) {
        CodeSet found = codes.get(set);
        return found == null ? null : found.byCode().keySet();
    }
}
