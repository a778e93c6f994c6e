// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Student's interval from the delete-one jackknife over independent replicates. Source: B. Efron and C. Stein, The jackknife
 * estimate of variance, Annals of Statistics 9 (1981), 586–596.
 */
final class Jackknife {

    private Jackknife() {}

    /** @param without the estimate without each of the replicates in turn */
    static Estimate estimate(double value, double[] without) {
        int replicates = without.length;
        double centre = Arrays.stream(without).sum() / replicates;
        double squares =
                Arrays.stream(without).map(r -> (r - centre) * (r - centre)).sum();
        double error = Math.sqrt(squares * (replicates - 1) / replicates);
        double reach = error * quantile(replicates - 1);
        return new Estimate(value, value - reach, value + reach);
    }

    /** The ratio of two sums over replicates; 0 where the denominators sum to 0. */
    static Estimate ratio(double[] numerators, double[] denominators) {
        double numerator = Arrays.stream(numerators).sum();
        double denominator = Arrays.stream(denominators).sum();
        double[] without = new double[numerators.length];
        Arrays.setAll(without, i -> ratio(numerator - numerators[i], denominator - denominators[i]));
        return estimate(ratio(numerator, denominator), without);
    }

    private static double ratio(double numerator, double denominator) {
        return denominator == 0 ? 0 : numerator / denominator;
    }

    private static double quantile(int degreesOfFreedom) {
        return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability((1 + Estimate.LEVEL) / 2);
    }
}
