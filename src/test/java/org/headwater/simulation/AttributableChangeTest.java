// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributableChangeTest {

    private static final int DRAWS = 400;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static double[] positive(Random random) {
        double spread = random.nextDouble(0.05, 1);
        return random.doubles(DRAWS)
                .map(uniform -> StrictMath.exp(spread * NormalQuantile.of(Math.max(uniform, 0x1p-53))))
                .toArray();
    }

    private static double[] times(double factor, double[] values) {
        return Arrays.stream(values).map(value -> factor * value).toArray();
    }

    /** Without error of measurement the reduction is one minus the ratio of means, draw by draw. */
    @Test
    void relativeReductionComparesObservedWithReferenceMeansDrawByDraw() {
        AnnualLoads world = new AnnualLoads(new int[] {2011, 2012}, new double[][] {{10, 30}, {20, 30}});
        AttributableChange change = AttributableChange.relativeReduction(world.means(), new double[] {9, 9});
        assertThat(change.conservative(0)).isCloseTo(0.4, within(1e-12));
        assertThat(change.conservative(1)).isCloseTo(0.7, within(1e-12));
        assertThat(change.summary().mean()).isCloseTo(0.55, within(1e-12));
    }

    @Test
    void gainIsTheDifferenceInTheUnitOfTheIndicator() {
        AttributableChange change = AttributableChange.gain(new double[] {0.3, 0.5}, new double[] {0.45, 0.4});
        assertThat(change.conservative(0)).isCloseTo(-0.1, within(1e-12));
        assertThat(change.conservative(1)).isCloseTo(0.15, within(1e-12));
    }

    /** On lognormal worlds; in general a low quantile may exceed the mean by sd·√(p/(1 − p)) (Cantelli). */
    @ParameterizedTest
    @MethodSource("seeds")
    void conservativeValueIsBelowTheMeanAndInsideTheInterval(long seed) {
        Random random = new Random(seed);
        double[] reference = positive(random);
        double[] observed = positive(random);
        for (AttributableChange change : changes(reference, observed)) {
            double[] interval = change.interval(0.9);
            assertThat(change.conservative(0.05))
                    .isLessThanOrEqualTo(change.summary().mean());
            assertThat(change.conservative(0.05)).isCloseTo(interval[0], within(1e-12));
            assertThat(interval[0]).isLessThan(interval[1]);
            assertThat(change.conservative(0.05)).isLessThanOrEqualTo(change.conservative(0.06));
        }
    }

    private static AttributableChange[] changes(double[] reference, double[] observed) {
        return new AttributableChange[] {
            AttributableChange.relativeReduction(reference, observed), AttributableChange.gain(reference, observed)
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void higherObservationLowersTheReductionAndRaisesTheGain(long seed) {
        Random random = new Random(seed);
        double[] reference = positive(random);
        double[] observed = positive(random);
        double[] higher = times(random.nextDouble(1.01, 2), observed);
        double probability = random.nextDouble();
        assertThat(AttributableChange.relativeReduction(reference, higher).conservative(probability))
                .isLessThan(AttributableChange.relativeReduction(reference, observed)
                        .conservative(probability));
        assertThat(AttributableChange.gain(reference, higher).conservative(probability))
                .isGreaterThan(AttributableChange.gain(reference, observed).conservative(probability));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void relativeReductionDoesNotDependOnTheUnitAndTheGainKeepsIt(long seed) {
        Random random = new Random(seed);
        double[] reference = positive(random);
        double[] observed = positive(random);
        double unit = random.nextDouble(1e-6, 1e6);
        assertThat(AttributableChange.relativeReduction(times(unit, reference), times(unit, observed))
                        .conservative(0.05))
                .isCloseTo(
                        AttributableChange.relativeReduction(reference, observed)
                                .conservative(0.05),
                        within(1e-12));
        double gain = AttributableChange.gain(reference, observed).conservative(0.05);
        assertThat(AttributableChange.gain(times(unit, reference), times(unit, observed))
                        .conservative(0.05))
                .isCloseTo(unit * gain, within(1e-12 * unit));
    }

    @Test
    void refusesDrawsThatDoNotMatch() {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> AttributableChange.relativeReduction(new double[2], new double[3]))
                .withMessageContaining("observed")
                .withMessageContaining("3 draws")
                .withMessageContaining("2 draws");
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> AttributableChange.gain(new double[3], new double[2]));
    }
}
