package org.shuyuan.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How packs stand to each other. */
class PackNeedsTest {

    @TempDir
    Path home;

    private TestPack packs() {
        return TestPack.of(home);
    }

    private static String pack(String id, String needs) {
        return "pack: %s\nrelease: 1\nneeds: [%s]\nauthority: nobody\n".formatted(id, needs);
    }

    @Test
    void shouldRefuseACircleOfPacks() {
        List<String> faults = packs().with("a/pack.yaml", pack("a", "b"))
                .with("b/pack.yaml", pack("b", "c"))
                .with("c/pack.yaml", pack("c", "a"))
                .faults();
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("a/pack.yaml:3: packs need each other in a circle: a → b → c → a")
                .contains("move what both need into a pack of its own");
        packs().with("a/pack.yaml", pack("a", "a")).at("a/pack.yaml:3").says("in a circle: a → a");
    }

    @Test
    void shouldRefuseAnUnknownNeedAndGuessTheOneThatWasMeant() {
        packs().with("schools/pack.yaml", pack("schools", ""))
                .with("a/pack.yaml", pack("a", "school"))
                .at("a/pack.yaml:3")
                .says("the pack `school` is needed and not here", "did you mean `schools`?");
    }

    @Test
    void shouldRefuseReferencesToPacksThatAreNotNeeded() {
        TestPack packs = packs().with("a/pack.yaml", pack("a", ""))
                .with("a/elements/part.yaml", """
                part.thing: {ref: thing}
                part.kind:  {code: kind}
                part.code:  {type: text, format: digits}
                """)
                .with("a/registers/part.yaml", """
                register: part
                title: code
                case: {process: part}
                fields:
                  code: {element: part.code}
                  name: {element: thing.name}
                  mass: {propose: thing.mass}
                read: {role: clerk}
                """)
                .with("a/demo/10-thing.csv", "name\n")
                .with("a/tests/a.yaml", """
                test: a
                steps:
                  - {list: thing, as: operator}
                  - {list: part, as: {role: clerk}}
                """);
        assertThat(packs.faults())
                .filteredOn(fault -> fault.contains("belongs to the pack t, which a does not need"))
                .allMatch(fault -> fault.contains("add `t` to `needs` in a/pack.yaml"))
                .extracting(fault -> fault.substring(0, fault.indexOf(": ")))
                .containsExactly(
                        "a/demo/10-thing.csv:1",
                        "a/elements/part.yaml:1",
                        "a/elements/part.yaml:2",
                        "a/elements/part.yaml:3",
                        "a/registers/part.yaml:6",
                        "a/registers/part.yaml:7",
                        "a/registers/part.yaml:8",
                        "a/tests/a.yaml:3",
                        "a/tests/a.yaml:4");
    }

    @Test
    void shouldReachWhatIsNeededThroughAnotherPack() {
        packs().with("b/pack.yaml", pack("b", "t"))
                .with("a/pack.yaml", pack("a", "b"))
                .with("a/elements/part.yaml", "part.thing: {ref: thing}\n")
                .means();
    }

    @Test
    void shouldRefuseTwoDefinitionsOfOneIdWhereverTheyStand() {
        packs().with("u/pack.yaml", pack("u", "t"))
                .with("u/roles/clerk.yaml", "role: clerk #!\n")
                .says("there is a role `clerk` already, at t/roles/clerk.yaml:1", "another id if it is another thing");
        packs().with("u/pack.yaml", pack("u", "t"))
                .with("u/elements/thing.yaml", "thing.name: {type: text} #!\n")
                .says("there is an element `thing.name` already, at t/elements/thing.yaml:1");
        packs().with("u/pack.yaml", pack("u", "t"))
                .with("u/codes/kind.yaml", "codes: kind #!\nentries:\n  a: {zh-CN: 甲, en: A}\n")
                .says("there is a code set `kind` already");
    }

    @Test
    void shouldTakeAPackByItsFoldersName() {
        packs().with("u/pack.yaml", pack("v", ""))
                .at("u/pack.yaml:1")
                .says("the pack's id is not its folder's name", "`pack: u`");
        packs().with("u/pack.yaml", "pack: u\nrelease: 0 #!\nauthority: x\n").says("releases count from 1");
    }

    @Test
    void shouldStillReadAPackWhosePackYamlIsFaulty() {
        packs().change("t/pack.yaml", "release: 2", "release: two")
                .with("u/pack.yaml", pack("u", "t"))
                .with("u/elements/part.yaml", "part.thing: {ref: thing}\n")
                .says("`two` is not a whole number");
    }

    @Test
    void shouldSayWhereNoPackIs() throws IOException {
        assertThat(TestPack.compiler()
                        .compile(List.of(home, home.resolve("nowhere")))
                        .faults())
                .extracting(Fault::problem)
                .containsExactlyInAnyOrder("no pack.yaml here or one level down", "there is no such folder");
    }

    @Test
    void shouldMeanTheSameInWhateverOrderAndWhereverFoldersAreNamed() {
        TestPack packs = packs().with("a/pack.yaml", pack("a", "t")).with("z/pack.yaml", pack("z", ""));
        Model model = packs.means();
        Path folder = packs.home();
        Model other = model(
                List.of(folder.resolve("z"), folder.resolve("../" + folder.getFileName() + "/t"), folder.resolve("a")));
        Model again = model(List.of(folder, folder.resolve("a")));
        assertThat(model.packs()).extracting(Pack::id).containsExactly("t", "a", "z");
        assertThat(other.description()).isEqualTo(model.description());
        assertThat(List.of(other.hash(), again.hash())).containsOnly(model.hash());
    }

    private static Model model(List<Path> folders) {
        Compilation compilation = TestPack.compiler().compile(folders);
        assertThat(compilation.faults()).isEmpty();
        return ((Compilation.Compiled) compilation).model();
    }
}
