// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.headwater.simulation.InvalidParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SobolAnalysisTest {

    private static final DoubleConsumer SILENT = share -> {};

    /** At 2,048 points and 16 shifts half an interval is below 0.01; the seed is fixed. */
    @Test
    void theIshigamiFunctionGivesItsClosedFormIndices() {
        VarianceDecomposition found =
                new SobolAnalysis(2_048, 16, 1, 2).decompose(Ishigami.FACTORS, Ishigami::of, SILENT);
        assertThat(found.mean()).isCloseTo(Ishigami.MEAN, within(0.01));
        assertThat(found.variance()).isCloseTo(Ishigami.VARIANCE, within(0.05));
        assertThat(found.evaluations()).isEqualTo(2_048 * 16 * 5);
        assertIndices(found, Ishigami.first(), Ishigami.total());
    }

    /** Π (abs(4x − 2) + a)/(1 + a): first V_i = 1/(3·(1 + a)²) over V = Π(1 + V_j) − 1, total V_i·Π_{j≠i}(1 + V_j)/V. */
    @Test
    void theGFunctionGivesItsClosedFormIndices() {
        double[] a = {0, 1, 4.5, 9, 99, 99};
        double product = 1;
        for (double one : a) {
            product *= 1 + part(one);
        }
        double[] first = new double[a.length];
        double[] total = new double[a.length];
        List<Factor> factors = new ArrayList<>();
        for (int i = 0; i < a.length; i++) {
            first[i] = part(a[i]) / (product - 1);
            total[i] = part(a[i]) * product / (1 + part(a[i])) / (product - 1);
            factors.add(Factor.uniform("x" + i, 0, 1));
        }
        assertIndices(
                new SobolAnalysis(2_048, 16, 2, 2).decompose(factors, x -> gFunction(a, x), SILENT), first, total);
    }

    private static double part(double a) {
        return 1 / (3 * (1 + a) * (1 + a));
    }

    private static double gFunction(double[] a, double[] x) {
        double product = 1;
        for (int i = 0; i < a.length; i++) {
            product *= (Math.abs(4 * x[i] - 2) + a[i]) / (1 + a[i]);
        }
        return product;
    }

    /** Both indices of c·x with normal factors are c²σ²/Σc²σ²; the quantiles are unbounded. */
    @Test
    void aLinearFunctionOfNormalFactorsHasEqualFirstAndTotalIndices() {
        List<Factor> factors = new ArrayList<>();
        for (int sd = 1; sd <= 3; sd++) {
            factors.add(new Factor("x" + sd, new NormalDistribution(null, 5, sd)::inverseCumulativeProbability));
        }
        double[] shares = {1 / 14.0, 4 / 14.0, 9 / 14.0};
        VarianceDecomposition found =
                new SobolAnalysis(2_048, 16, 3, 2).decompose(factors, x -> x[0] - x[1] + x[2], SILENT);
        assertThat(found.variance()).isCloseTo(14, within(0.1));
        assertIndices(found, shares, shares);
    }

    private static void assertIndices(VarianceDecomposition found, double[] first, double[] total) {
        for (int i = 0; i < first.length; i++) {
            SobolIndex index = found.indices().get(i);
            assertThat(index.first().value()).as(index.factor()).isCloseTo(first[i], within(0.01));
            assertThat(index.total().value()).as(index.factor()).isCloseTo(total[i], within(0.01));
            assertThat(index.first().value())
                    .isBetween(index.first().lower(), index.first().upper());
            assertThat(index.total().value())
                    .isBetween(index.total().lower(), index.total().upper());
        }
    }

    /**
     * 300 seeds, 64 points, 8 shifts: the count of covering intervals is binomial with sd 0.017 around 0.9, so that six
     * counts within 4 sd fail by chance 4 times in 10,000.
     */
    @Test
    void intervalsCoverTheIndicesOfTheIshigamiFunctionAtTheirLevel() {
        int seeds = 300;
        int[] covering = new int[6];
        for (int seed = 0; seed < seeds; seed++) {
            List<SobolIndex> indices = new SobolAnalysis(64, 8, seed, 1)
                    .decompose(Ishigami.FACTORS, Ishigami::of, SILENT)
                    .indices();
            for (int i = 0; i < 3; i++) {
                covering[i] += covers(indices.get(i).first(), Ishigami.first()[i]);
                covering[3 + i] += covers(indices.get(i).total(), Ishigami.total()[i]);
            }
        }
        for (int count : covering) {
            assertThat((double) count / seeds).isCloseTo(0.9, within(0.07));
        }
    }

    private static int covers(Estimate estimate, double truth) {
        return estimate.lower() <= truth && truth <= estimate.upper() ? 1 : 0;
    }

    @Test
    void aConstantHasNoSensitivity() {
        VarianceDecomposition found = new SobolAnalysis(16, 4, 1, 1).decompose(Ishigami.FACTORS, x -> 2, SILENT);
        assertThat(found.variance()).isZero();
        assertThat(found.indices()).allSatisfy(index -> {
            assertThat(index.first()).isEqualTo(new Estimate(0, 0, 0));
            assertThat(index.total()).isEqualTo(new Estimate(0, 0, 0));
        });
    }

    @Test
    void neitherThreadsNorProgressLeaveATraceInTheResult() {
        List<Double> shares = new ArrayList<>();
        VarianceDecomposition one =
                new SobolAnalysis(32, 4, 9, 1).decompose(Ishigami.FACTORS, Ishigami::of, shares::add);
        assertThat(new SobolAnalysis(32, 4, 9, 7).decompose(Ishigami.FACTORS, Ishigami::of, SILENT))
                .isEqualTo(one);
        assertThat(new SobolAnalysis(32, 4, 10, 1).decompose(Ishigami.FACTORS, Ishigami::of, SILENT))
                .isNotEqualTo(one);
        assertThat(shares).isSorted().hasSize(32 * 4 * 5).endsWith(1.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 1, points", "64, 3, 1, shifts", "64, 8, 257, threads"})
    void refusesNumbersOutOfRange(int points, int shifts, int threads, String name) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new SobolAnalysis(points, shifts, 1, threads))
                .satisfies(e -> assertThat(e.name()).isEqualTo(name));
    }

    @Test
    void refusesMoreEvaluationsThanItCanHold() {
        SobolAnalysis huge = new SobolAnalysis(1 << 20, 1_000, 1, 1);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> huge.decompose(Ishigami.FACTORS, Ishigami::of, SILENT))
                .satisfies(e -> assertThat(e.name()).isEqualTo("points"));
    }
}
