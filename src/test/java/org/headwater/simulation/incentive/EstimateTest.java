// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.headwater.simulation.InvalidParameter;
import org.junit.jupiter.api.Test;

class EstimateTest {

    private static final int REPETITIONS = 2000;
    private static final int DRAWS = 200;

    @Test
    void limitsLieTwoStandardErrorsFromTheMean() {
        Estimate estimate = Estimate.of(new double[] {1, 2, 3, 4, 5}, 0.95);

        assertThat(estimate.mean()).isEqualTo(3);
        assertThat(estimate.upper()).isCloseTo(3 + 1.959963984540054 * Math.sqrt(2.5 / 5), within(1e-12));
        assertThat(estimate.lower()).isCloseTo(3 - 1.959963984540054 * Math.sqrt(2.5 / 5), within(1e-12));
    }

    @Test
    void severalComparisonsWidenTheLimits() {
        double[] values = {1, 2, 3, 4, 5};

        assertThat(Estimate.of(values, 0.95, 15).upper())
                .isCloseTo(3 + 2.935199468866699 * Math.sqrt(0.5), within(1e-9));
    }

    /**
     * All eleven means are 0, where looking for the largest misleads most: limits of each alone would hold it in 76 % of
     * repetitions. Bonferroni's hold it in at least 95 %; fewer than 93 % of 2,000 is four standard errors below that.
     */
    @Test
    void limitsOfTheBestResponseHoldTheLargestMean() {
        Random random = new Random(21);
        List<Double> levels =
                IntStream.rangeClosed(0, 10).mapToObj(i -> i / 10.0).toList();
        int held = 0;
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            List<double[]> gains = levels.stream()
                    .map(level -> IntStream.range(0, DRAWS)
                            .mapToDouble(draw -> random.nextGaussian())
                            .toArray())
                    .toList();
            BestResponse response = BestResponse.of(levels, gains, 0.95);
            held += response.lower() <= 0 && response.upper() >= 0 ? 1 : 0;
        }

        assertThat((double) held / REPETITIONS).isGreaterThan(0.93);
    }

    @Test
    void bestResponseIsTheSmallestOfEqualLevels() {
        double[] same = {1, 2, 3};

        assertThat(BestResponse.of(List.of(0.0, 0.5, 1.0), List.of(new double[] {0, 0, 0}, same, same), 0.95)
                        .level())
                .isEqualTo(0.5);
    }

    @Test
    void impossibleConfidenceIsRefused() {
        assertThatThrownBy(() -> Estimate.of(new double[] {1, 2}, 1))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("level");
    }
}
