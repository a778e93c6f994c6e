// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PresentValueTest {

    /** C·(1 − (1 + r)^−T)/r, the first payment after one year; a payment at once counts in full. */
    @Test
    void annuityHasItsClosedForm() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double rate = 0.005 + 0.3 * random.nextDouble();
            int years = 1 + random.nextInt(100);
            double payment = 1e6 * random.nextGaussian();
            double atOnce = 1e6 * random.nextGaussian();
            double[] flows = new double[years + 1];
            Arrays.fill(flows, payment);
            flows[0] = atOnce;

            double closed = atOnce + payment * (1 - Math.pow(1 + rate, -years)) / rate;

            assertThat(PresentValue.of(flows, rate)).isCloseTo(closed, within(1e-9 * Math.abs(payment) * years));
        }
    }

    @Test
    void withoutDiscountingItIsTheSum() {
        assertThat(PresentValue.of(new double[] {-10, 3, 4, 5}, 0)).isEqualTo(2);
    }

    @Test
    void aLaterPaymentIsWorthLess() {
        assertThat(PresentValue.of(new double[] {0, 0, 121}, 0.1)).isCloseTo(100, within(1e-12));
    }
}
