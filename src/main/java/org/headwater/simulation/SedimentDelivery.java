// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;

/**
 * Sediment that leaves the catchment [t/a]: soil loss × area × delivery ratio. Source of the ratio: L. Borselli, P. Cassi and
 * D. Torri, Catena 75 (2008), 268–277; O. Vigiak et al., Geomorphology 138 (2012), 74–88, as in InVEST.
 */
final class SedimentDelivery {

    private SedimentDelivery() {}

    /** Delivery ratio of a connectivity index: SDRmax / (1 + exp((IC₀ − IC)/k)). */
    static double ratio(double largest, double midpoint, double index, double slope) {
        return largest / (1 + exp((midpoint - index) / slope));
    }

    /** Sediment yield [t/a] of a year whose weather multiplies the mean by {@code weather}, mean 1. */
    static double sedimentYield(double soilLoss, double area, double ratio, double weather) {
        return soilLoss * area * ratio * weather;
    }
}
