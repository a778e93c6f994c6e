// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.List;

/**
 * What a party could gain by a constant contribution of its choice instead of its own behaviour, while the others go on behaving
 * as they do: sup over the levels of the mean of (value at the level − value of own behaviour), paired draw by draw. Negative if
 * own behaviour beats every constant one.
 *
 * @param level the level with the largest mean gain; the smallest of equals
 * @param gain that mean, USD
 * @param lower confidence limit of the largest mean, by limits that hold for all levels together
 * @param upper confidence limit of the largest mean
 * @param confidence level of the limits, such as 0.95
 */
public record BestResponse(double level, double gain, double lower, double upper, double confidence) {

    /**
     * @param levels contributions, in [0, 1]
     * @param gains by level and draw: value at the level less value of own behaviour
     */
    static BestResponse of(List<Double> levels, List<double[]> gains, double confidence) {
        int best = 0;
        double gain = Double.NEGATIVE_INFINITY;
        double lower = Double.NEGATIVE_INFINITY;
        double upper = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < levels.size(); i++) {
            Estimate estimate = Estimate.of(gains.get(i), confidence, levels.size());
            if (estimate.mean() > gain) {
                best = i;
                gain = estimate.mean();
            }
            lower = Math.max(lower, estimate.lower());
            upper = Math.max(upper, estimate.upper());
        }
        return new BestResponse(levels.get(best), gain, lower, upper, confidence);
    }
}
