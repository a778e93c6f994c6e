// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationBoundaryTest {

    /** Operations of {@link Math} that IEEE 754 or integer arithmetic defines to the bit. */
    private static final Set<String> EXACT = Set.of(
            "abs", "max", "min", "sqrt", "signum", "nextUp", "nextDown", "floor", "ceil", "clamp", "rint", "fma");

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.headwater.simulation");

    @Test
    void theLibraryKnowsNothingButJavaAndApacheMathematics() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.headwater.simulation..",
                        "java..",
                        "org.apache.commons.math3..",
                        "org.apache.commons.rng..",
                        "org.apache.commons.statistics..")
                .check(LIBRARY);
    }

    @Test
    void elementaryFunctionsAreTheOnesWithTheSameBitsEverywhere() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "the method is a function of Math that may differ by an ulp",
                        SimulationBoundaryTest::isInexact))
                .check(LIBRARY);
    }

    private static boolean isInexact(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(Math.class) && !EXACT.contains(call.getName());
    }

    @Test
    void randomnessIsAnArgument() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|concurrent\\.ThreadLocalRandom|SplittableRandom)|java\\.time\\..*")
                .check(LIBRARY);
    }
}
