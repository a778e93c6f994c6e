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
        private static final double MOST_TERMS = 50;

        @Override
        public double quantile(double probability) {
            double below = 0;
            double above = 1;
            for (int halving = 0; halving < HALVINGS; halving++) {
                double middle = (below + above) / 2;
                if (distribution(middle) < probability) {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            return (below + above) / 2;
        }

        private double distribution(double x) {
            return alpha == Math.rint(alpha) && beta == Math.rint(beta) && alpha + beta <= MOST_TERMS
                    ? wholeDistribution(x)
                    : Beta.regularizedBeta(x, alpha, beta);
        }

        /** For whole shapes a polynomial, x^α·Σ_{i<β} C(α+i−1, i)·(1−x)^i, some thirty times as fast. */
        private double wholeDistribution(double x) {
            double term = 1;
            for (int factor = 0; factor < alpha; factor++) {
                term *= x;
            }
            double sum = 0;
            for (int i = 1; i <= beta; i++) {
                sum += term;
                term *= (1 - x) * (alpha + i - 1) / i;
            }
            return sum;
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
