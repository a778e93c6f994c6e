// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {

    /** Definition: the integral of (F(x) − 1{x ≥ y})², computed by quadrature. */
    @ParameterizedTest
    @CsvSource({"0, 1, 0", "0, 1, 2.5", "3, 0.2, 2.9", "-1, 4, -9"})
    void normalScoreEqualsItsIntegral(double mean, double sd, double observed) {
        NormalDistribution normal = NormalDistribution.of(mean, sd);
        double integral = integral(normal::cumulativeProbability, observed, 40 * sd);
        assertThat(Scores.normalCrps(mean, sd, observed)).isCloseTo(integral, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "10, 1.7", "77, -3", "5, 12"})
    void studentScoreEqualsItsIntegral(double degrees, double observed) {
        TDistribution student = TDistribution.of(degrees);
        double integral = integral(student::cumulativeProbability, observed, 2000);
        assertThat(Scores.studentCrps(0, 1, degrees, observed)).isCloseTo(integral, within(1e-8));
        assertThat(Scores.studentCrps(7, 3, degrees, 7 + 3 * observed)).isCloseTo(3 * integral, within(1e-7));
    }

    private static double integral(DoubleUnaryOperator cumulative, double observed, double reach) {
        IterativeLegendreGaussIntegrator integrator = new IterativeLegendreGaussIntegrator(64, 1e-12, 1e-12);
        double below =
                integrator.integrate(1_000_000, x -> square(cumulative.applyAsDouble(x)), observed - reach, observed);
        double above = integrator.integrate(
                1_000_000, x -> square(1 - cumulative.applyAsDouble(x)), observed, observed + reach);
        return below + above;
    }

    private static double square(double x) {
        return x * x;
    }

    @Test
    void normalScoreHasItsKnownValueAtTheMean() {
        assertThat(Scores.normalCrps(0, 1, 0)).isCloseTo((Math.sqrt(2) - 1) / Math.sqrt(Math.PI), within(1e-15));
    }

    @Test
    void studentScoreTendsToTheNormalOne() {
        assertThat(Scores.studentCrps(0, 1, 1e7, 1.3)).isCloseTo(Scores.normalCrps(0, 1, 1.3), within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, 0, 0.4, 5})
    void sampleScoreEqualsTheDoubleSum(double observed) {
        double[] sample = IntStream.range(0, 301)
                .mapToDouble(i -> new RandomSite(4, "sample").normal(i, 0))
                .toArray();
        double first = 0;
        double second = 0;
        for (double x : sample) {
            first += Math.abs(x - observed) / sample.length;
            for (double other : sample) {
                second += Math.abs(x - other) / sample.length / sample.length;
            }
        }
        assertThat(Scores.crps(sample, observed)).isCloseTo(first - second / 2, within(1e-12));
    }

    /** A sample at the mid-quantiles of the normal: the discretisation error falls as 1/n and is below 1e-5 at 20,000. */
    @Test
    void sampleScoreTendsToTheClosedForm() {
        double[] sample = IntStream.range(0, 20_000)
                .mapToDouble(i -> NormalQuantile.of((i + 0.5) / 20_000))
                .toArray();
        assertThat(Scores.crps(sample, 0.7)).isCloseTo(Scores.normalCrps(0, 1, 0.7), within(1e-5));
        assertThat(Scores.pit(sample, 0.7))
                .isCloseTo(NormalDistribution.of(0, 1).cumulativeProbability(0.7), within(1e-4));
    }

    @Test
    void transformCountsTiesHalf() {
        double[] sample = {4, 1, 2, 2};
        assertThat(Scores.pit(sample, 2)).isEqualTo(0.5);
        assertThat(Scores.pit(sample, 0)).isZero();
        assertThat(Scores.pit(sample, 9)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Scores.crps(new double[] {1}, Double.NaN));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Scores.crps(new double[] {Double.NaN}, 1));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Scores.crps(new double[0], 1));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Scores.normalCrps(0, 0, 1));
    }
}
