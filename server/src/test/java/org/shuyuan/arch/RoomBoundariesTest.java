package org.shuyuan.arch;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * A room uses the public doors of the rooms below it, and nothing else: otherwise a change of one room's inside breaks another. The fix
 * is to move the class to the room that uses it, or to widen the door on purpose in {@code package-info.java}.
 */
class RoomBoundariesTest {

    private static final ApplicationModules ROOMS =
            ApplicationModules.of("org.shuyuan", new ImportOption.DoNotIncludeTests());

    @Test
    void shouldUseOnlyTheDoorsOfTheRoomsBelow() {
        ROOMS.verify();
    }

    /** Otherwise a room that forgot to say what it stands on would pass. */
    @Test
    void shouldHaveEveryRoomSayWhatItStandsOn() {
        assertThat(ROOMS.stream().map(ApplicationModule::getIdentifier).map(Object::toString))
                .containsExactlyInAnyOrder(
                        "platform",
                        "pack",
                        "expression",
                        "trust",
                        "register",
                        "organisation",
                        "identity",
                        "desk",
                        "node");
        assertThat(ROOMS.stream())
                .allSatisfy(room -> assertThat(room.getBasePackage()
                                .getAnnotation(org.springframework.modulith.ApplicationModule.class))
                        .as(room.getDisplayName())
                        .isPresent());
    }

    /** Two packages that need each other are one package. */
    @Test
    void shouldHaveNoCircleOfPackages() {
        slices().matching("org.shuyuan.(**)")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.shuyuan"));
    }
}
