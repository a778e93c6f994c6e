// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;
import static org.headwater.simulation.Elementary.log;

/** Functions that several equations of the preset {@code watershed} share. */
final class WatershedFunctions {

    /** The least number that has a logarithm here; stands for 0. */
    static final double SMALLEST_NORMAL = 0x1.0p-1022;

    private WatershedFunctions() {}

    /** x to the power y for x ≥ 0 and y > 0. */
    static double power(double x, double y) {
        return exp(y * log(Math.max(x, SMALLEST_NORMAL)));
    }

    /** A factor of mean 1 and logarithmic sd {@code sd}: exp(sd·z − sd²/2). */
    static double meanOneLognormal(double sd, double z) {
        return exp(sd * z - 0.5 * sd * sd);
    }

    static double clip(double value, double lowest, double highest) {
        return Math.min(Math.max(value, lowest), highest);
    }
}
