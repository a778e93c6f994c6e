// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.function.DoublePredicate;

/**
 * A share of draws with the score interval of E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212:
 * (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²))/(1 + z²/n).
 *
 * @param share in [0, 1]
 * @param lower confidence limit
 * @param upper confidence limit
 * @param level confidence level of the limits, such as 0.95
 */
public record Proportion(double share, double lower, double upper, double level) {

    /** The share of values for which {@code condition} holds. */
    static Proportion of(double[] values, DoublePredicate condition, double level) {
        int count = 0;
        for (double value : values) {
            count += condition.test(value) ? 1 : 0;
        }
        return of(count, values.length, level);
    }

    /**
     * @param count 0 to {@code number}
     * @param number at least 1
     */
    static Proportion of(int count, int number, double level) {
        double z = Confidence.standardErrors(level, 1);
        double share = (double) count / number;
        double shrinkage = 1 + z * z / number;
        double centre = (share + z * z / (2.0 * number)) / shrinkage;
        double spread = share * (1 - share) / number + z * z / (4.0 * number * number);
        double margin = z * Math.sqrt(spread) / shrinkage;
        return new Proportion(
                share,
                count == 0 ? 0 : Math.max(0, centre - margin),
                count == number ? 1 : Math.min(1, centre + margin),
                level);
    }
}
