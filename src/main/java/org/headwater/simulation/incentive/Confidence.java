// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Prior;

/** How many standard errors a confidence level asks for. */
final class Confidence {

    private static final Prior STANDARD_NORMAL = new Prior.Normal(0, 1);

    private Confidence() {}

    /**
     * Two-sided; with several comparisons by Bonferroni's inequality, so that all of them hold together at the level.
     *
     * @param level in (0, 1)
     * @param comparisons at least 1
     */
    static double standardErrors(double level, int comparisons) {
        if (!(level > 0 && level < 1)) {
            throw new InvalidParameter("level", level, "between 0 and 1, without both");
        }
        return STANDARD_NORMAL.quantile(1 - (1 - level) / (2 * comparisons));
    }
}
