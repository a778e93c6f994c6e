// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.analysis.solvers.UnivariateSolverUtils;
import org.apache.commons.math3.distribution.AbstractRealDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

/** The parts of Apache Commons Math that a calibration and the sensitivity indices are computed with. */
class OptimiserBitsTest {

    /** Operations of {@link Math} that IEEE 754 or integer arithmetic defines to the bit. */
    private static final Set<String> EXACT = Set.of("abs", "max", "min", "sqrt", "signum", "floor", "ceil", "rint");

    private static final JavaClasses PACKAGES = new ClassFileImporter()
            .importPackages(
                    LevenbergMarquardtOptimizer.class.getPackageName(),
                    SingularValueDecomposition.class.getPackageName(),
                    SobolSequenceGenerator.class.getPackageName(),
                    Beta.class.getPackageName(),
                    FastMath.class.getPackageName());

    private static final JavaClasses STUDENT = new ClassFileImporter()
            .importClasses(
                    TDistribution.class,
                    AbstractRealDistribution.class,
                    UnivariateSolverUtils.class,
                    BrentSolver.class);

    @Test
    void theOptimiserCallsNoFunctionWhoseBitsDependOnTheMachine() {
        ArchRule rule = noClasses()
                .should()
                .callMethodWhere(describe(
                        "the method is a function of Math that may differ by an ulp", OptimiserBitsTest::isInexact));
        rule.check(PACKAGES);
        rule.check(STUDENT);
    }

    /** {@link FastMath#random} alone passes its call on; nobody here calls it. */
    private static boolean isInexact(JavaMethodCall call) {
        boolean random = call.getName().equals("random");
        if (random) {
            return !call.getOriginOwner().isEquivalentTo(FastMath.class);
        }
        return call.getTargetOwner().isEquivalentTo(Math.class) && !EXACT.contains(call.getName());
    }
}
