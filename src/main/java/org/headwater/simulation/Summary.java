// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * Moments and quantiles of a sample, in the unit of its values.
 *
 * @param count number of values, at least 1
 * @param mean arithmetic mean
 * @param sd sample standard deviation, divisor count − 1; 0 for a single value
 * @param q05 quantile of probability 0.05, as the others by {@link Quantiles}
 */
public record Summary(int count, double mean, double sd, double q05, double q25, double q50, double q75, double q95) {

    /** @throws InvalidParameter if there is no value or a value is not a number */
    public static Summary of(double[] values) {
        double[] sorted = Quantiles.sorted(values);
        double mean = mean(values);
        return new Summary(
                values.length,
                mean,
                standardDeviation(values, mean),
                Quantiles.ofSorted(sorted, 0.05),
                Quantiles.ofSorted(sorted, 0.25),
                Quantiles.ofSorted(sorted, 0.50),
                Quantiles.ofSorted(sorted, 0.75),
                Quantiles.ofSorted(sorted, 0.95));
    }

    /** Monte Carlo standard error of the mean of independent draws. */
    public double standardError() {
        return sd / Math.sqrt(count);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double standardDeviation(double[] values, double mean) {
        if (values.length == 1) {
            return 0;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }
}
