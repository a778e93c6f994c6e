// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.Arrays;
import java.util.List;

/** Whether a party does best by behaving as it does. */
public enum Compatibility {
    /** The best-response gain is at most the tolerance, by its upper limit. */
    COMPATIBLE("compatible"),
    /** The best-response gain exceeds the tolerance, by its lower limit. */
    INCOMPATIBLE("incompatible"),
    /** The tolerance lies between the limits: more draws are needed. */
    UNDECIDED("undecided"),
    /** The party's contribution changes nothing for it in any draw. */
    NOTHING_TO_DECIDE("nothing-to-decide");

    private final String label;

    Compatibility(String label) {
        this.label = label;
    }

    /** The name used in results, such as {@code compatible}. */
    public String label() {
        return label;
    }

    /** @param deviations gains over own behaviour by level and draw */
    static Compatibility of(BestResponse response, List<double[]> deviations, double tolerance) {
        if (deviations.stream().flatMapToDouble(Arrays::stream).allMatch(gain -> gain == 0)) {
            return NOTHING_TO_DECIDE;
        }
        if (response.upper() <= tolerance) {
            return COMPATIBLE;
        }
        return response.lower() > tolerance ? INCOMPATIBLE : UNDECIDED;
    }
}
