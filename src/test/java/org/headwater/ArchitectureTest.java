// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms of the house and the doors between them, as the package declarations say. */
class ArchitectureTest {

    private static final ApplicationModules ROOMS = ApplicationModules.of(Headwater.class);

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.headwater");

    /** Generated from ABIs, which name things as Solidity does. */
    private static final String GENERATED = "org.headwater.chain.contract..";

    @Test
    void roomsUseOnlyWhatTheyDeclare() {
        ROOMS.verify();
    }

    /** The library cannot carry a framework's annotation; SimulationBoundaryTest holds it to depend on no room at all. */
    @Test
    void everyRoomDeclaresWhatItMayUse() {
        assertThat(ROOMS.stream().map(room -> room.getBasePackage()))
                .filteredOn(room -> !room.getName().equals("org.headwater.simulation"))
                .hasSizeGreaterThanOrEqualTo(15)
                .allSatisfy(room -> assertThat(room.findAnnotation(ApplicationModule.class))
                        .as(room.getName())
                        .hasValueSatisfying(declared -> assertThat(declared.allowedDependencies())
                                .doesNotContain(ApplicationModule.OPEN_TOKEN)));
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("org.headwater.(*)..").should().beFreeOfCycles().check(CODE);
    }

    /** They stand at the root of the packaged jar, where no nested library is found. */
    @Test
    void commandsThatOnlyComputeUseTheSimulationAndPicocliAlone() {
        classes()
                .that()
                .resideInAPackage("org.headwater.cli.scenario..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "picocli..",
                        "org.jspecify..",
                        "org.headwater.simulation..",
                        "org.headwater.cli.scenario..")
                .check(CODE);
    }

    @Test
    void theLibrarysOwnRoomsBuildOnItsCoreAndNotTheOtherWayRound() {
        noClasses()
                .that()
                .resideInAPackage("org.headwater.simulation")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.headwater.simulation.*..")
                .check(CODE);
        slices().matching("org.headwater.simulation.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .haveNameMatching(".*(Util|Utils|Impl|Manager|Service|Helper|Dto)")
                .check(CODE);
    }

    @Test
    void roomsAreNotNamedAfterLayers() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..impl..", "..manager..", "..dto..", "..common..", "..service..")
                .check(CODE);
    }

    /** Its annotations are gone after compilation, so that only the source shows them. */
    @Test
    void sourceIsWhatIsCompiled() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            assertThat(sources.filter(source -> source.toString().endsWith(".java")))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(source -> assertThat(source).content().doesNotContain("lombok"));
        }
    }

    @Test
    void dependenciesComeThroughConstructors() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .check(CODE);
    }

    @Test
    void stateOfBeansNeverChangesFromOutside() {
        fields().that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .beFinal()
                .check(CODE);
    }

    @Test
    void onlyTheApplicationKnowsTheWallClock() {
        noClasses()
                .that()
                .areNotAssignableTo(Headwater.class)
                .and()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "the method reads the wall clock", call -> readsTheClock(call.getTarget())))
                .check(CODE);
    }

    private static boolean readsTheClock(AccessTarget target) {
        boolean ofTime = Set.of(
                        Instant.class,
                        Clock.class,
                        InstantSource.class,
                        LocalDate.class,
                        LocalDateTime.class,
                        ZonedDateTime.class)
                .stream()
                .anyMatch(type -> target.getOwner().isEquivalentTo(type));
        return ofTime && isClockless(target)
                || target.getOwner().isEquivalentTo(System.class)
                        && target.getName().equals("currentTimeMillis");
    }

    /** {@code now()} and {@code system…()}, but not {@code now(clock)}. */
    private static boolean isClockless(AccessTarget target) {
        return target.getName().startsWith("system") || target.getFullName().endsWith(".now()");
    }
}
