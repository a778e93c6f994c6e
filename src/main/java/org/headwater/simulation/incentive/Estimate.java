// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import org.headwater.simulation.Summary;

/**
 * A mean over draws with normal confidence limits. They say how well the draws determine the mean, not how far the draws lie
 * apart: for that see the {@link Summary}.
 *
 * @param lower confidence limit
 * @param upper confidence limit
 * @param level confidence level of the limits, such as 0.95
 */
public record Estimate(double mean, double lower, double upper, double level) {

    static Estimate of(double[] values, double level) {
        return of(values, level, 1);
    }

    /** Limits that hold together with those of the other comparisons, of {@code comparisons} in all. */
    static Estimate of(double[] values, double level, int comparisons) {
        Summary summary = Summary.of(values);
        double margin = Confidence.standardErrors(level, comparisons) * summary.standardError();
        return new Estimate(summary.mean(), summary.mean() - margin, summary.mean() + margin, level);
    }

    boolean clearlyAbove(double value) {
        return lower > value;
    }

    boolean clearlyBelow(double value) {
        return upper < value;
    }
}
