// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Own elementary functions against StrictMath, which is within 1 ulp of the true value, at seeded random arguments. */
class ElementaryTest {

    private static final int ARGUMENTS = 200_000;
    private static final double ULP = 0x1.0p-52;
    private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(4L);

    @Test
    void exponentialIsWithinTwoUlp() {
        for (int i = 0; i < ARGUMENTS; i++) {
            double x = (random.nextDouble() - 0.5) * (i % 2 == 0 ? 2 : 1400);
            double reference = StrictMath.exp(x);
            assertThat(Elementary.exp(x)).isCloseTo(reference, within(2 * ULP * reference));
        }
        assertThat(Elementary.exp(0)).isEqualTo(1);
    }

    @Test
    void exponentialStaysFiniteAndPositive() {
        assertThat(Elementary.exp(1e6)).isEqualTo(Elementary.exp(708)).isFinite();
        assertThat(Elementary.exp(-1e6)).isEqualTo(Elementary.exp(-708)).isPositive();
        assertThat(Elementary.exp(Double.NaN)).isNaN();
    }

    @Test
    void logarithmIsWithinTwoUlpOfItsPartsSize() {
        for (int i = 0; i < ARGUMENTS; i++) {
            double x = StrictMath.exp((random.nextDouble() - 0.5) * (i % 2 == 0 ? 2 : 1400));
            double reference = StrictMath.log(x);
            assertThat(Elementary.log(x)).isCloseTo(reference, within(2 * ULP * Math.max(1, Math.abs(reference))));
        }
    }

    @Test
    void sineAndCosineAgreeInTheirQuarterTurn() {
        for (int i = 0; i < ARGUMENTS; i++) {
            double t = (random.nextDouble() - 0.5) / 2;
            assertThat(Elementary.sineOfHalfTurns(t)).isCloseTo(StrictMath.sin(Math.PI * t), within(3e-14));
            assertThat(Elementary.cosineOfHalfTurns(t)).isCloseTo(StrictMath.cos(Math.PI * t), within(2e-15));
        }
    }

    @Test
    void logisticIsSymmetricAndBounded() {
        assertThat(Elementary.logistic(0)).isEqualTo(0.5);
        for (int i = 0; i < ARGUMENTS; i++) {
            double x = (random.nextDouble() - 0.5) * 100;
            assertThat(Elementary.logistic(x) + Elementary.logistic(-x)).isCloseTo(1, within(4 * ULP));
            assertThat(Elementary.logistic(x)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void lanesGetTheBitsOfTheScalarForm() {
        double[] x = random.doubles(Lanes.COUNT, -800, 800).toArray();
        double[] expected = new double[Lanes.COUNT];
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            expected[lane] = Elementary.exp(x[lane]);
        }
        double[] result = Lanes.empty();
        Elementary.exp(x, result, Lanes.empty());
        assertThat(result).containsExactly(expected);
    }
}
