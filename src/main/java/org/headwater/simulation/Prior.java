// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import org.apache.commons.math3.special.Beta;

/** A prior distribution of one parameter. */
public sealed interface Prior {

    /** The same value in every draw. */
    record Fixed(double value) implements Prior {
        @Override
        public double quantile(double probability) {
            return value;
        }
    }

    record Uniform(double lowest, double highest) implements Prior {
        @Override
        public double quantile(double probability) {
            return lowest + (highest - lowest) * probability;
        }
    }

    record Normal(double mean, double sd) implements Prior {
        @Override
        public double quantile(double probability) {
            return mean + sd * NormalQuantile.of(probability);
        }
    }

    /** Absolute value of N(0, scale). */
    record HalfNormal(double scale) implements Prior {
        @Override
        public double quantile(double probability) {
            return scale * NormalQuantile.of((1 + probability) / 2);
        }
    }

    /** exp of N(ln median, logSd). */
    record Lognormal(double median, double logSd) implements Prior {
        @Override
        public double quantile(double probability) {
            return median * StrictMath.exp(logSd * NormalQuantile.of(probability));
        }
    }

    /** On [0, 1], density proportional to x^(alpha−1)·(1−x)^(beta−1). */
    record BetaShape(double alpha, double beta) implements Prior {

        private static final int HALVINGS = 60;

        @Override
        public double quantile(double probability) {
            double below = 0;
            double above = 1;
            for (int halving = 0; halving < HALVINGS; halving++) {
                double middle = (below + above) / 2;
                if (Beta.regularizedBeta(middle, alpha, beta) < probability) {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            return (below + above) / 2;
        }
    }

    /**
     * Inverse of the distribution function.
     *
     * @param probability in the open interval (0, 1)
     */
    double quantile(double probability);

    default double median() {
        return quantile(0.5);
    }
}
