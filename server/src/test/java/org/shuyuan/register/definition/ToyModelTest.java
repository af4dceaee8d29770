package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shuyuan.Golden;
import org.shuyuan.TestNode;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.TestPack;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;

/** What the toy pack means. */
class ToyModelTest {

    private static final Path TOY = TestNode.ROOT.resolve("server/src/test/resources/packs/toy");

    private static Model compile() {
        Compilation compilation = TestPack.compiler().compile(List.of(TOY));
        assertThat(compilation.faults()).isEmpty();
        return ((Compilation.Compiled) compilation).model();
    }

    @Test
    void shouldMeanWhatWasAccepted() {
        Golden.check("golden/toy-model.json", compile().description() + "\n");
    }

    @Test
    void shouldMeanTheSameEachTime() {
        Model one = compile();
        Model other = compile();
        assertThat(other.description()).isEqualTo(one.description());
        assertThat(other.hash()).isEqualTo(one.hash()).hasSize(64);
    }

    @Test
    void shouldHoldEveryValueTypeAndEveryKindOfField() {
        List<Field> fields = compile().part(Registers.class).registers().values().stream()
                .flatMap(register -> register.fields().values().stream())
                .toList();
        Set<ValueType> types = EnumSet.noneOf(ValueType.class);
        fields.forEach(field -> types.add(field.datum().type()));
        assertThat(types).containsExactlyInAnyOrder(ValueType.values());
        assertThat(fields)
                .hasAtLeastOneElementOfType(Field.Kept.class)
                .hasAtLeastOneElementOfType(Field.Followed.class)
                .hasAtLeastOneElementOfType(Field.Proposed.class);
    }
}
