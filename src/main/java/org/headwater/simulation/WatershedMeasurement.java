// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;
import static org.headwater.simulation.WatershedFunctions.clip;

/** What is read of the true state, and what a reading proves. */
final class WatershedMeasurement {

    private WatershedMeasurement() {}

    /** Cover on a map: truth + slow bias + N(0, sd), in [0, 1]. */
    static double cover(double cover, double bias, double sd, double z) {
        return clip(cover + bias + sd * z, 0, 1);
    }

    /** Load at a gauge: truth·exp(sd·z), the right one in the median. */
    static double sediment(double sedimentYield, double logSd, double z) {
        return sedimentYield * exp(logSd * z);
    }

    /** Cover that a map proves: the reading less so many standard errors. */
    static double provenCover(double measured, double sd, double deviations) {
        return measured - deviations * sd;
    }

    /**
     * Relative reduction of sediment that readings of several years prove against a reference: their sum is first raised by so
     * many standard errors, the logarithmic sd over the root of the number of years.
     */
    static double provenSedimentReduction(
            double measured, double reference, int years, double logSd, double deviations) {
        return 1 - measured / reference * exp(deviations * logSd / Math.sqrt(years));
    }
}
