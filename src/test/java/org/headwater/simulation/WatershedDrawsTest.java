// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatershedDrawsTest {

    /** Shares below the quartiles of 10,240 draws within 4.5 standard errors: about 130 comparisons, false alarm 1 in 1,000. */
    @Test
    void drawsFollowTheirPriors() {
        WatershedModel model = WatershedModel.reference();
        WatershedDraws draws = WatershedDraws.of(model.parameters(), 99);
        int blocks = 40;
        double[][] below = new double[model.parameters().size()][3];
        for (int block = 0; block < blocks; block++) {
            draws.start((long) block * Lanes.COUNT);
            for (int i = 0; i < below.length; i++) {
                Parameter parameter = model.parameters().get(i);
                double[] values = draws.of(parameter);
                for (int quartile = 0; quartile < 3; quartile++) {
                    double boundary = parameter.prior().quantile(0.25 * (quartile + 1));
                    below[i][quartile] +=
                            Arrays.stream(values).filter(x -> x < boundary).count();
                }
            }
        }
        double n = blocks * Lanes.COUNT;
        for (int i = 0; i < below.length; i++) {
            if (model.parameters().get(i).prior() instanceof Prior.Fixed) {
                continue;
            }
            for (int quartile = 0; quartile < 3; quartile++) {
                double p = 0.25 * (quartile + 1);
                assertThat(below[i][quartile] / n)
                        .as(model.parameters().get(i).name())
                        .isCloseTo(p, within(4.5 * Math.sqrt(p * (1 - p) / n)));
            }
        }
    }

    /** Whole shapes go through a polynomial, the others through the incomplete beta function; 1e-9 either way. */
    @ParameterizedTest
    @CsvSource({"5, 3", "1, 1", "2, 6", "1, 9", "20, 20", "2.5, 3", "0.8, 4.2"})
    void quantilesOfTheBetaPriorInvertItsDistribution(double alpha, double beta) {
        BetaDistribution reference = new BetaDistribution(alpha, beta);
        Prior prior = new Prior.BetaShape(alpha, beta);
        Random random = new Random(4);
        for (int i = 0; i < 100; i++) {
            double probability = random.nextDouble(0.001, 0.999);
            assertThat(reference.cumulativeProbability(prior.quantile(probability)))
                    .isCloseTo(probability, within(1e-9));
        }
    }
}
