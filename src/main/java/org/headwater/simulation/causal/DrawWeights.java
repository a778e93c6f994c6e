// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import org.headwater.simulation.Quantiles;

/** How much each draw counts in a mean, a quantile or a probability; the weights sum to 1. */
sealed interface DrawWeights permits Posterior, DrawWeights.Equal {

    /** All draws count the same: the prior. */
    record Equal(int draws) implements DrawWeights {

        @Override
        public double mean(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum / draws;
        }

        @Override
        public double standardError(double[] values) {
            if (draws == 1) {
                return 0;
            }
            double mean = mean(values);
            double sum = 0;
            for (double value : values) {
                sum += (value - mean) * (value - mean);
            }
            return Math.sqrt(sum / (draws - 1)) / Math.sqrt(draws);
        }

        @Override
        public double[] quantiles(double[] values, double... probabilities) {
            return Quantiles.of(values, probabilities);
        }

        @Override
        public double effectiveSampleSize() {
            return draws;
        }
    }

    int draws();

    double mean(double[] values);

    /** Monte Carlo standard error of {@link #mean}. */
    double standardError(double[] values);

    double[] quantiles(double[] values, double... probabilities);

    double effectiveSampleSize();
}
