package org.shuyuan.register.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.shuyuan.TestNode;
import org.shuyuan.pack.Model;
import org.shuyuan.register.model.Registers;

/** What the pages of the standard tell of a model. */
class ModelPagesTest {

    private static final Model MODEL = TestNode.compile(TestNode.ROOT.resolve("server/src/test/resources/packs/toy"));
    private static final Registers REGISTERS = MODEL.part(Registers.class);
    private static final Words ENGLISH = Words.of(MODEL, "en");

    @Test
    void shouldCountAnElementKeptTwiceAsAnExceptionAndNotAsSourced() {
        Overview overview = Overview.of(MODEL, ENGLISH);
        ElementLine price = overview.elements().stream()
                .filter(line -> line.id().equals("book.price"))
                .findFirst()
                .orElseThrow();
        assertThat(price.sources()).extracting(Use::register).containsExactly("book", "loan");
        assertThat(overview.figures().exceptions()).isEqualTo(1);
        assertThat(overview.figures().elements()).isEqualTo(overview.elements().size());
        assertThat(overview.figures().sourced()).isEqualTo(overview.figures().elements() - 1);
        ExceptionLine first = overview.exceptions().getFirst();
        assertThat(Objects.requireNonNull(first.element()).label()).isEqualTo("Price");
        assertThat(first.use().fieldLabel()).isEqualTo("Price when lent");
        assertThat(first.authority()).isEqualTo("Rules of the toy library, section 7");
    }

    @Test
    void shouldTellWhatIsOutsideTheStandardAndWhy() {
        Overview overview = Overview.of(MODEL, ENGLISH);
        List<ExceptionLine> local = overview.exceptions().stream()
                .filter(line -> line.element() == null)
                .toList();
        assertThat(local).hasSize(overview.figures().local());
        assertThat(local)
                .filteredOn(line -> line.use().field().equals("colour"))
                .extracting(ExceptionLine::reason)
                .containsExactly("of the sticker on the back, for the house only");
    }

    @Test
    void shouldTellWhatARoleMayDo() {
        RoleLine desk = RoleLine.of(Objects.requireNonNull(REGISTERS.roles().get("desk")), REGISTERS, ENGLISH);
        assertThat(desk.operator()).isFalse();
        assertThat(desk.may())
                .filteredOn(may -> may.register().equals("book"))
                .extracting(RoleLine.May::verbs)
                .containsExactly(List.of("read", "change"));
    }

    @Test
    void shouldNameTheFieldsThatHoldAnElement() {
        ElementPage page =
                ElementPage.of(Objects.requireNonNull(REGISTERS.elements().get("reader.phone")), REGISTERS, ENGLISH);
        assertThat(page.element().sensitivity()).isEqualTo("L3");
        assertThat(page.maskStart()).isEqualTo(3);
        assertThat(page.max()).isEqualTo(20);
        assertThat(page.element().followed()).isEqualTo(1);
        assertThat(page.uses())
                .extracting(use -> use.register() + "." + use.field() + " " + use.kind())
                .containsExactly("loan.reader_phone followed", "reader.phone kept");
    }

    @Test
    void shouldTellWhereAFieldComesFromAndWhoReadsItUnmasked() {
        RegisterPage page = RegisterPage.of(REGISTERS.require("loan"), REGISTERS, ENGLISH);
        RegisterPage.FieldLine phone = page.fields().stream()
                .filter(field -> field.id().equals("reader_phone"))
                .findFirst()
                .orElseThrow();
        assertThat(phone.kind()).isEqualTo("followed");
        assertThat(Objects.requireNonNull(phone.source()).registerLabel()).isEqualTo("Readers");
        assertThat(page.checks()).extracting(Words.Named::label).containsExactly("This book cannot be lent.");
        assertThat(page.rules())
                .extracting(RegisterPage.Rule::verb)
                .containsExactly("read", "read", "read", "create", "change", "retire");
        assertThat(page.rules().get(1).clear()).containsExactly(phone.label());
        assertThat(page.rules().get(1).fields()).isNull();
        assertThat(page.rules().get(4).fields()).containsExactly("Until");
        assertThat(page.rules().get(4).where()).isEqualTo("reader.branch in scope && old.running");
    }

    @Test
    void shouldFindCodesByTheirBeginningAndByTheirName() {
        var genre = Objects.requireNonNull(REGISTERS.codes().get("genre"));
        assertThat(CodesPage.of(genre, "sc", ENGLISH).entries())
                .extracting(CodesPage.Entry::label)
                .containsExactly("Science");
        CodesPage found = CodesPage.of(genre, "est", ENGLISH);
        assertThat(found.found()).isEqualTo(1);
        assertThat(found.entries()).extracting(CodesPage.Entry::parent).containsExactly("fiction");
        assertThat(CodesPage.of(genre, "", ENGLISH).found()).isEqualTo(5);
    }
}
