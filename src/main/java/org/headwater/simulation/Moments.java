// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * Count, mean and sum of squared deviations of a sample, mergeable in a fixed order. Source: T. F. Chan, G. H. Golub and R. J.
 * LeVeque, Algorithms for computing the sample variance, The American Statistician 37 (1983), 242–247.
 */
record Moments(long count, double mean, double squares) {

    static final Moments NONE = new Moments(0, 0, 0);

    Moments and(Moments other) {
        if (count == 0) {
            return other;
        }
        long both = count + other.count;
        double distance = other.mean - mean;
        double share = (double) other.count / both;
        return new Moments(
                both, mean + distance * share, squares + other.squares + distance * distance * share * count);
    }

    /** Sample standard deviation, divisor count − 1; 0 for a single value. */
    double sd() {
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }
}
