// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;

/**
 * Sample quantiles by linear interpolation between order statistics: with n sorted values x₁ … x_n and h = (n − 1)·p + 1,
 * the quantile is x_⌊h⌋ + (h − ⌊h⌋)·(x_⌊h⌋₊₁ − x_⌊h⌋). Source: definition 7 of R. J. Hyndman and Y. Fan, Sample quantiles
 * in statistical packages, The American Statistician 50 (1996), 361–365.
 */
public final class Quantiles {

    private Quantiles() {}

    /**
     * One quantile of values in any order.
     *
     * @param probability in [0, 1]
     * @throws InvalidParameter if there is no value, a value is not a number, or the probability is out of range
     */
    public static double of(double[] values, double probability) {
        return ofSorted(sorted(values), probability);
    }

    /** Several quantiles of the same values, which are sorted once; see {@link #of(double[], double)}. */
    public static double[] of(double[] values, double[] probabilities) {
        double[] sorted = sorted(values);
        return Arrays.stream(probabilities).map(p -> ofSorted(sorted, p)).toArray();
    }

    static double[] sorted(double[] values) {
        if (values.length == 0) {
            throw new InvalidParameter("values", "an empty array", "at least one value");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (Double.isNaN(sorted[sorted.length - 1])) {
            throw new InvalidParameter("values", "NaN", "numbers");
        }
        return sorted;
    }

    static double ofSorted(double[] sorted, double probability) {
        InvalidParameter.requireBetween("probability", probability, 0, 1);
        double position = (sorted.length - 1) * probability;
        int below = (int) position;
        double share = position - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }
}
