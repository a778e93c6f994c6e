// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each statistical test has a fixed seed and a false-alarm rate of 1e-4 or less per statistic. */
class RandomSiteTest {

    private static final int COUNT = 1_000_000;
    private static final int BINS = 1000;
    private static final long SEED = 9;

    @Test
    void normalQuantileAgreesWithAnIndependentOne() {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        for (double p = 0x1.0p-53; p < 1e-3; p *= 1.7) {
            double reference = normal.inverseCumulativeProbability(p);
            assertThat(NormalQuantile.of(p)).isCloseTo(reference, within(4e-15 * Math.abs(reference)));
        }
        for (double p = 1e-3; p < 1; p += 1e-3) {
            double reference = normal.inverseCumulativeProbability(p);
            assertThat(NormalQuantile.of(p)).isCloseTo(reference, within(1e-14 * Math.max(1, Math.abs(reference))));
        }
    }

    @Test
    void isUniformAlongYearsDrawsSitesAndSeeds() {
        RandomSite site = new RandomSite(SEED, "a");
        assertUniform(i -> site.uniform(0, i));
        assertUniform(i -> site.uniform(i, 0));
        assertUniform(i -> new RandomSite(SEED, "agent-" + i).uniform(0, 0));
        assertUniform(i -> new RandomSite(i, "a").uniform(0, 0));
    }

    private static void assertUniform(IntToDoubleFunction uniform) {
        int[] counts = new int[BINS];
        for (int i = 0; i < COUNT; i++) {
            counts[(int) (uniform.applyAsDouble(i) * BINS)]++;
        }
        assertThat(chiSquared(counts))
                .isBetween(chiSquaredQuantile(BINS - 1, 5e-5), chiSquaredQuantile(BINS - 1, 1 - 5e-5));
    }

    /** Pairs of neighbours in every direction fill the unit square evenly: 32 × 32 cells. */
    @Test
    void neighboursAreIndependent() {
        RandomSite site = new RandomSite(SEED, "a");
        RandomSite other = new RandomSite(SEED, "b");
        RandomSite nextSeed = new RandomSite(SEED + 1, "a");
        assertIndependent(i -> site.uniform(i, 1), i -> site.uniform(i, 2));
        assertIndependent(i -> site.uniform(i, 1), i -> site.uniform(i + 1, 1));
        assertIndependent(i -> site.uniform(i, 1), i -> site.uniform(i + 1, 0));
        assertIndependent(i -> site.uniform(i, 1), i -> other.uniform(i, 1));
        assertIndependent(i -> site.uniform(i, 1), i -> nextSeed.uniform(i, 1));
    }

    private static void assertIndependent(IntToDoubleFunction first, IntToDoubleFunction second) {
        int[] counts = new int[1024];
        for (int i = 0; i < COUNT; i++) {
            int row = (int) (first.applyAsDouble(i) * 32);
            counts[row * 32 + (int) (second.applyAsDouble(i) * 32)]++;
        }
        assertThat(chiSquared(counts)).isBetween(chiSquaredQuantile(1023, 5e-5), chiSquaredQuantile(1023, 1 - 5e-5));
    }

    /**
     * Avalanche: a change of one bit of the year or the draw flips every one of the 52 output bits half of the time. 20,000
     * pairs, 728 proportions, bound 5 standard errors: false-alarm rate 4e-4 in all.
     */
    @Test
    void oneBitOfTheAddressFlipsEveryOutputBitHalfOfTheTime() {
        RandomSite site = new RandomSite(SEED, "a");
        for (int bit = 0; bit < 7; bit++) {
            int mask = 1 << bit;
            assertFlips(i -> site.uniform(i, 40), i -> site.uniform(i, 40 ^ mask));
            assertFlips(i -> site.uniform(128 * i, 3), i -> site.uniform(128 * i ^ mask, 3));
        }
    }

    private static void assertFlips(IntToDoubleFunction first, IntToDoubleFunction second) {
        int pairs = 20_000;
        int[] flips = new int[52];
        for (int i = 0; i < pairs; i++) {
            long difference = bits(first.applyAsDouble(i)) ^ bits(second.applyAsDouble(i));
            for (int bit = 0; bit < flips.length; bit++) {
                flips[bit] += (int) (difference >>> bit & 1);
            }
        }
        for (int count : flips) {
            assertThat(count - pairs / 2.0).isBetween(-2.5 * Math.sqrt(pairs), 2.5 * Math.sqrt(pairs));
        }
    }

    private static long bits(double uniform) {
        return (long) (uniform * 0x1.0p52);
    }

    private static double chiSquared(int[] counts) {
        double expected = (double) COUNT / counts.length;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    private static double chiSquaredQuantile(int degrees, double probability) {
        return ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(probability);
    }

    /** Kolmogorov–Smirnov distance of 200,000 variates; the bound 2.3/√n has a false-alarm rate of 5e-5. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3.7, 40})
    void gammaVariatesFollowTheirDistribution(double shape) {
        RandomGamma gamma = new RandomGamma(SEED, "gamma", shape);
        double[] values = new double[200_000];
        for (int draw = 0; draw < values.length; draw++) {
            values[draw] = gamma.at(draw);
        }
        GammaDistribution reference = GammaDistribution.of(shape, 1);
        double[] sorted = Quantiles.sorted(values);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double probability = reference.cumulativeProbability(sorted[i]);
            distance = Math.max(distance, Math.abs(probability - (i + 0.5) / sorted.length));
        }
        assertThat(distance).isLessThan(2.3 / Math.sqrt(values.length));
    }

    @Test
    void aNameAddressesItsOwnNoise() {
        assertThat(new RandomSite(SEED, "erosion").normal(3, 4))
                .isEqualTo(new RandomSite(SEED, "erosion").normal(3, 4));
        assertThat(new RandomSite(SEED, "erosion").normal(3, 4))
                .isNotEqualTo(new RandomSite(SEED, "forest").normal(3, 4));
    }
}
