// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;
import static org.headwater.simulation.Elementary.log;
import static org.headwater.simulation.WatershedFunctions.power;

/**
 * Above-ground biomass of a stand [Mg/har] by the curve of Chapman and Richards, B = A·(1 − exp(−k·age))^p. The curve is that
 * of an autonomous equation, dB/dt = k·p·B·((A/B)^(1/p) − 1), so that a stand needs no age: whatever reduces its biomass
 * makes it younger. Source: F. J. Richards, A flexible growth function for empirical use, J. Exp. Bot. 10 (1959), 290–300.
 */
final class ChapmanRichards {

    private ChapmanRichards() {}

    /** Biomass at an age in years ≥ 0. */
    static double biomass(double asymptote, double rate, double shape, double age) {
        return asymptote * power(1 - exp(-rate * age), shape);
    }

    /**
     * Biomass one year later, exactly: x = (B/A)^(1/p) is 1 − exp(−k·age), hence x' = 1 − (1 − x)·exp(−k).
     *
     * @param biomass 0 to the asymptote; what exceeds it counts as the asymptote
     */
    static double afterOneYear(double biomass, double asymptote, double rate, double shape) {
        double maturity = power(Math.min(biomass / asymptote, 1), 1 / shape);
        return asymptote * power(1 - (1 - maturity) * exp(-rate), shape);
    }

    /**
     * {@link #afterOneYear(double, double, double, double)} of each lane to the bit, in loops that a compiler vectorises.
     *
     * @param biomass overwritten with the biomass one year later
     * @param logs work space, as is {@code powers}
     */
    static void afterOneYear(
            double[] biomass, double[] asymptote, double[] rate, double[] shape, double[] logs, double[] powers) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double share = Math.max(Math.min(biomass[lane] / asymptote[lane], 1), WatershedFunctions.SMALLEST_NORMAL);
            logs[lane] = 1 / shape[lane] * log(share);
        }
        Elementary.exp(logs, biomass, powers);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            logs[lane] = -rate[lane];
        }
        Elementary.exp(logs, logs, powers);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double maturity = Math.max(1 - (1 - biomass[lane]) * logs[lane], WatershedFunctions.SMALLEST_NORMAL);
            logs[lane] = shape[lane] * log(maturity);
        }
        Elementary.exp(logs, biomass, powers);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            biomass[lane] *= asymptote[lane];
        }
    }
}
