// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ProportionTest {

    private static final double Z = 1.959963984540054;

    @Test
    void intervalOfEightInTenIsWilsons() {
        Proportion proportion = Proportion.of(8, 10, 0.95);

        assertThat(proportion.share()).isEqualTo(0.8);
        assertThat(proportion.lower()).isCloseTo(0.490162, within(1e-6));
        assertThat(proportion.upper()).isCloseTo(0.943318, within(1e-6));
    }

    /** With nothing observed the upper limit is z²/(n + z²). */
    @Test
    void noneAndAllHaveTheirClosedForms() {
        for (int n : new int[] {1, 10, 500, 1_000_000}) {
            assertThat(Proportion.of(0, n, 0.95).lower()).isZero();
            assertThat(Proportion.of(0, n, 0.95).upper()).isCloseTo(Z * Z / (n + Z * Z), within(1e-12));
            assertThat(Proportion.of(n, n, 0.95).upper()).isEqualTo(1);
            assertThat(Proportion.of(n, n, 0.95).lower()).isCloseTo(n / (n + Z * Z), within(1e-12));
        }
    }

    /** The limits are the p₀ for which the observed share lies exactly z standard errors of p₀ away. */
    @Test
    void limitsSolveTheScoreEquation() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            int n = 2 + random.nextInt(1000);
            int count = 1 + random.nextInt(n - 1);
            Proportion proportion = Proportion.of(count, n, 0.95);
            for (double limit : new double[] {proportion.lower(), proportion.upper()}) {
                double standardErrors = Math.abs(proportion.share() - limit) / Math.sqrt(limit * (1 - limit) / n);

                assertThat(standardErrors).isCloseTo(Z, within(1e-8));
            }
        }
    }

    @Test
    void drawsThatMeetTheConditionAreCounted() {
        assertThat(Proportion.of(new double[] {-1, 0, 2, 3}, value -> value >= 0, 0.9)
                        .share())
                .isEqualTo(0.75);
    }
}
