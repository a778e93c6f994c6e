// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Each statistical test has a fixed seed and states its false-alarm rate. */
class StandardNormalsTest {

    private static final int BLOCKS = 4_000;
    private static final int COUNT = BLOCKS * Lanes.COUNT;
    private static final long SEED = 5;

    private static double[][] pairs(int pair) {
        NormalSite site = new NormalSite(SEED, "a", new StandardNormals());
        double[][] values = new double[2][COUNT];
        for (int block = 0; block < BLOCKS; block++) {
            site.start((long) block * Lanes.COUNT);
            System.arraycopy(site.at(2 * pair), 0, values[0], block * Lanes.COUNT, Lanes.COUNT);
            System.arraycopy(site.at(2 * pair + 1), 0, values[1], block * Lanes.COUNT, Lanes.COUNT);
        }
        return values;
    }

    @Test
    void lanesGetTheBitsOfTheScalarForm() {
        NormalSite lanes = new NormalSite(SEED, "a", new StandardNormals());
        RandomSite scalar = new RandomSite(SEED, "a");
        lanes.start(512);
        for (int position : new int[] {0, 1, 7, 6, 20}) {
            double[] values = lanes.at(position);
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                assertThat(values[lane]).isEqualTo(scalar.normal(512 + lane, position));
            }
        }
    }

    /** Kolmogorov–Smirnov at 1,024,000 values, critical value 2.23/√n: false alarm 1e-4 for each of both. */
    @Test
    void bothOfAPairAreStandardNormal() {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        for (double[] values : pairs(3)) {
            Arrays.sort(values);
            double distance = 0;
            for (int i = 0; i < COUNT; i++) {
                double p = normal.cumulativeProbability(values[i]);
                distance = Math.max(distance, Math.max(p - (double) i / COUNT, (i + 1.0) / COUNT - p));
            }
            assertThat(distance).isLessThan(2.23 / Math.sqrt(COUNT));
        }
    }

    /** Five sample moments and two correlations against their values, each within 4 standard errors: false alarm 4e-4. */
    @Test
    void bothOfAPairAreIndependent() {
        double[][] values = pairs(0);
        double product = 0;
        double productOfSquares = 0;
        double fourth = 0;
        double third = 0;
        double second = 0;
        for (int i = 0; i < COUNT; i++) {
            double x = values[0][i];
            double y = values[1][i];
            product += x * y;
            productOfSquares += (x * x - 1) * (y * y - 1);
            second += x * x - 1;
            third += x * x * x;
            fourth += x * x * x * x - 3;
        }
        double root = Math.sqrt(COUNT);
        assertThat(product / COUNT).isCloseTo(0, within(4 / root));
        assertThat(productOfSquares / COUNT).isCloseTo(0, within(4 * 2 / root));
        assertThat(second / COUNT).isCloseTo(0, within(4 * Math.sqrt(2) / root));
        assertThat(third / COUNT).isCloseTo(0, within(4 * Math.sqrt(15) / root));
        assertThat(fourth / COUNT).isCloseTo(0, within(4 * Math.sqrt(96) / root));
    }
}
