package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.Fault;
import org.shuyuan.pack.PackCompiler;
import org.shuyuan.pack.TestPack;

/** Every element has one source; a second is a fault that says which line to write instead. */
class OneSourceTest {

    private static final String EXCEPTION = """
            exceptions:
              - {element: thing.name, register: note, field: name, reason: x, authority: y, until: 2030-01-01}
            """;

    @TempDir
    Path home;

    private TestPack pack() {
        return TestPack.of(home);
    }

    @Test
    void shouldNameTheSourceTheDutyAndTheLineThroughAReferenceThatIsThere() {
        pack().field("note", "name: {element: thing.name}")
                .says(
                        "`thing.name` has its source already: thing.name in the pack t (t/registers/thing.yaml:4), kept up by clerk",
                        "name: {element: thing.name}",
                        "→ write `name: {follow: thing.name}`");
    }

    @Test
    void shouldFindTheReferenceThatAnElementMakes() {
        pack().add("t/elements/thing.yaml", "thing.owner: {ref: thing}")
                .with("t/registers/tag.yaml", """
                register: tag
                title: text
                fields:
                  text: {local: x, type: text}
                  own:  {element: thing.owner}
                  name: {element: thing.name} #!
                """)
                .says("→ write `name: {follow: own.name}`");
    }

    @Test
    void shouldSayWhichReferenceToAddWhereThereIsNone() {
        pack().with("t/registers/tag.yaml", """
                register: tag
                title: name
                fields:
                  name: {element: thing.name} #!
                """)
                .says("`name: {follow: thing.name}`, and add a field `thing` whose element says `ref: thing`");
    }

    @Test
    void shouldOfferACaseToPropose() {
        pack().field("wish", "name: {element: thing.name}")
                .says(
                        "`name: {propose: thing.name}` if the case asks for a new value",
                        "otherwise `name: {follow: thing.name}`");
    }

    @Test
    void shouldSendToTheSourceWhatCannotBeFollowed() {
        pack().field("note", "kinds: {element: thing.kinds, many: true}")
                .says("delete the field, and read the values at their source");
        pack().field("thing", "title: {element: thing.name}")
                .at("t/registers/thing.yaml:5")
                .says("has its source already: thing.title", "delete one of the two fields");
    }

    @Test
    void shouldSayWhereNobodyKeepsTheSourceUp() {
        pack().change("t/registers/thing.yaml", "change: {role: clerk}\n", "")
                .field("note", "name: {element: thing.name}")
                .says("which nobody may change yet");
    }

    @Test
    void shouldTakeThePackThatOthersNeedForTheSource() {
        pack().with("a/pack.yaml", "pack: a\nrelease: 1\nneeds: [t]\nauthority: x\n")
                .with(
                        "a/registers/a_thing.yaml",
                        "register: a_thing\ntitle: name\nfields:\n  name: {element: thing.name} #!\n")
                .says("has its source already: thing.name in the pack t");
    }

    @Test
    void shouldAllowAnExceptionWithReasonAuthorityAndEnd() {
        pack().field("note", "name: {element: thing.name}")
                .add("t/pack.yaml", EXCEPTION)
                .means();
        pack().add(
                        "t/pack.yaml",
                        "exceptions: [{element: thing.name, register: note, field: name, authority: y, until: 2030-01-01}]")
                .says("`reason` is missing");
    }

    @Test
    void shouldRefuseAnExceptionForNothingOrFromElsewhere() {
        pack().add("t/pack.yaml", EXCEPTION)
                .says("for a field that doesn't keep `thing.name`", "mend or delete the exception");
        assertThat(pack().field("note", "name: {element: thing.name}")
                        .with("a/pack.yaml", "pack: a\nrelease: 1\nneeds: [t]\nauthority: x\n" + EXCEPTION)
                        .faults())
                .anyMatch(fault -> fault.startsWith("a/pack.yaml:5: an exception stands in the pack of its register")
                        && fault.contains("move it to t/pack.yaml"))
                .anyMatch(fault -> fault.contains("has its source already"));
    }

    @Test
    void shouldWarnOnceAnExceptionHasEndedAndMeanTheSame() {
        TestPack pack = pack().field("note", "name: {element: thing.name}").add("t/pack.yaml", EXCEPTION);
        String hash = pack.means().hash();
        var later = new PackCompiler(List.of(new RegisterEngine(() -> LocalDate.of(2030, 1, 1))))
                .compile(List.of(pack.home()));
        assertThat(later.faults())
                .extracting(Fault::print)
                .singleElement()
                .asString()
                .startsWith("t/pack.yaml:4: warning: the exception has ended")
                .contains("note.name until 2030-01-01", "follow the source now");
        assertThat(((Compilation.Compiled) later).model().hash()).isEqualTo(hash);
    }
}
