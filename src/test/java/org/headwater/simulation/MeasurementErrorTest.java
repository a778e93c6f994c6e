// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementErrorTest {

    private static final String SITE = "sediment-load";
    private static final int YEAR = 2011;
    private static final int DRAWS = 40_000;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void truthUndoesReading(long seed) {
        Random random = new Random(seed);
        double truth = random.nextDouble(1e-3, 1e3);
        double deviation = random.nextGaussian();
        Stream.of(
                        new MeasurementError.Normal(random.nextDouble(0, 100)),
                        new MeasurementError.Lognormal(random.nextDouble(0, 3)))
                .forEach(error -> assertThat(error.truth(error.reading(truth, deviation), deviation))
                        .isCloseTo(truth, within(1e-9 * (1 + truth))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readingsOfAPositiveValueStayPositiveUnderLognormalError(long seed) {
        Random random = new Random(seed);
        double value = random.nextDouble(1e-6, 1e6);
        MeasurementError error = new MeasurementError.Lognormal(random.nextDouble(0, 10));
        assertThat(Arrays.stream(error.measure(constant(value, 200), seed, SITE, YEAR)))
                .allMatch(reading -> reading > 0);
        assertThat(Arrays.stream(error.truthOf(value, 200, seed, SITE, YEAR))).allMatch(truth -> truth > 0);
    }

    @Test
    void withoutErrorTheReadingIsTheTruth() {
        for (MeasurementError error :
                new MeasurementError[] {new MeasurementError.Normal(0), new MeasurementError.Lognormal(0)}) {
            assertThat(error.truthOf(0.7, 3, 1, SITE, YEAR)).containsExactly(0.7, 0.7, 0.7);
            assertThat(error.measure(new double[] {0.7}, 1, SITE, YEAR)).containsExactly(0.7);
        }
    }

    /**
     * Mean to 4.9 standard errors and variance to 4.9 of its standard errors, σ²·√(2/n): for 20 seeds, two shapes and both
     * directions 160 comparisons, of which a right sampler fails one with probability 160·10⁻⁶, two in ten thousand.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void errorsHaveTheStatedMoments(long seed) {
        double sd = 0.2;
        MeasurementError normal = new MeasurementError.Normal(sd);
        MeasurementError lognormal = new MeasurementError.Lognormal(sd);
        assertMoments(5, sd, normal.measure(constant(5, DRAWS), seed, SITE, YEAR));
        assertMoments(5, sd, normal.truthOf(5, DRAWS, seed, SITE, YEAR));
        assertMoments(StrictMath.log(5), sd, logs(lognormal.measure(constant(5, DRAWS), seed, SITE, YEAR)));
        assertMoments(StrictMath.log(5), sd, logs(lognormal.truthOf(5, DRAWS, seed, SITE, YEAR)));
    }

    private static void assertMoments(double mean, double sd, double[] values) {
        Summary summary = Summary.of(values);
        double variance = sd * sd;
        assertThat(summary.mean()).isCloseTo(mean, within(4.9 * sd / Math.sqrt(DRAWS)));
        assertThat(summary.sd() * summary.sd()).isCloseTo(variance, within(4.9 * variance * Math.sqrt(2.0 / DRAWS)));
    }

    /** Both directions take the same deviation of a draw, so that the truth behind a draw's own reading is that draw. */
    @Test
    void truthBehindADrawsOwnReadingIsThatDraw() {
        MeasurementError error = new MeasurementError.Lognormal(0.3);
        double[] truth = {3, 4, 5};
        double[] readings = error.measure(truth, 9, SITE, YEAR);
        for (int draw = 0; draw < truth.length; draw++) {
            assertThat(error.truthOf(readings[draw], truth.length, 9, SITE, YEAR)[draw])
                    .isCloseTo(truth[draw], within(1e-12));
        }
    }

    @Test
    void everyYearSiteAndSeedHasItsOwnError() {
        MeasurementError error = new MeasurementError.Normal(1);
        double[] errors = error.truthOf(0, 100, 1, SITE, YEAR);
        assertThat(error.truthOf(0, 100, 1, SITE, YEAR)).containsExactly(errors);
        assertThat(error.truthOf(0, 50, 1, SITE, YEAR)).containsExactly(Arrays.copyOf(errors, 50));
        assertThat(error.truthOf(0, 100, 1, SITE, YEAR + 1)).doesNotContain(errors);
        assertThat(error.truthOf(0, 100, 1, "erosion", YEAR)).doesNotContain(errors);
        assertThat(error.truthOf(0, 100, 2, SITE, YEAR)).doesNotContain(errors);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesSpreadsThatAreNone(double sd) {
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> new MeasurementError.Normal(sd));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new MeasurementError.Lognormal(sd))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo("sd"));
    }

    private static double[] constant(double value, int draws) {
        double[] values = new double[draws];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] logs(double[] values) {
        return Arrays.stream(values).map(StrictMath::log).toArray();
    }
}
