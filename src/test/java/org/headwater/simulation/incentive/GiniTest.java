// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.headwater.simulation.InvalidParameter;
import org.junit.jupiter.api.Test;

class GiniTest {

    /** The mean absolute difference of 1, …, n is (n + 1)/3 over pairs of different parties, their mean (n + 1)/2. */
    @Test
    void equalStepsHaveAThird() {
        for (int n : new int[] {2, 3, 5, 10, 100}) {
            double[] gains = IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray();

            assertThat(Gini.of(gains)).isCloseTo(1.0 / 3, within(1e-12));
        }
    }

    /** One party has a, the other n − 1 have b < a: (a − b)/(a + (n − 1)·b). */
    @Test
    void oneRichPartyHasItsClosedForm() {
        assertThat(Gini.of(new double[] {2, 2, 10, 2, 2})).isCloseTo(8.0 / 18, within(1e-12));
    }

    @Test
    void equalGainsHaveZeroAndAllInOneHandHasOne() {
        assertThat(Gini.of(new double[] {3, 3, 3, 3, 3})).isZero();
        assertThat(Gini.of(new double[] {-3, -3, -3})).isZero();
        assertThat(Gini.of(new double[] {0, 0, 0})).isZero();
        assertThat(Gini.of(new double[] {0, 7, 0, 0, 0})).isEqualTo(1);
    }

    @Test
    void allGainInOneHandAndAllLossInAnotherHasOne() {
        assertThat(Gini.of(new double[] {0, 7, 0, -3, 0})).isEqualTo(1);
        assertThat(Gini.of(new double[] {1, -1})).isEqualTo(1);
    }

    @Test
    void itStaysBetweenZeroAndOneWhateverIsLost() {
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            double[] gains = random.doubles(2 + random.nextInt(8), -1e7, 1e7).toArray();

            assertThat(Gini.of(gains)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void theUnitOfMoneyAndTheOrderOfPartiesDoNotMatter() {
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            double[] gains = random.doubles(5, -10, 20).toArray();
            double[] sorted =
                    Arrays.stream(gains).map(gain -> 1000 * gain).sorted().toArray();

            assertThat(Gini.of(sorted)).isCloseTo(Gini.of(gains), within(1e-12));
        }
    }

    @Test
    void aGainFromRichToPoorMakesItSmaller() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            double[] gains = random.doubles(5, 1, 20).sorted().toArray();
            double before = Gini.of(gains);
            double given = 0.4 * (gains[4] - gains[0]);
            gains[4] -= given;
            gains[0] += given;

            assertThat(Gini.of(gains)).isLessThan(before);
        }
    }

    @Test
    void whatHasNoInequalityIsRefused() {
        assertThatThrownBy(() -> Gini.of(new double[] {1}))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("at least two");
        assertThatThrownBy(() -> Gini.of(new double[] {1, Double.POSITIVE_INFINITY}))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("finite");
    }
}
