// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;

/** A reservoir that fills with sediment, and what its storage yields. Storage in m3, inflow in m3/a. */
final class Reservoir {

    private Reservoir() {}

    /**
     * Share of the incoming sediment that settles, max(0, 1 − c/√(V/Q)) with c = 0.05 for the median curve (envelope 0.012 to
     * 0.1), on the storage that is left. Source: G. M. Brune, Trap efficiency of reservoirs, Trans. AGU 34 (1953), 407–418;
     * the formula fits its curve.
     */
    static double trapEfficiency(double storage, double inflow, double constant) {
        return storage > 0 ? Math.max(0, 1 - constant / Math.sqrt(storage / inflow)) : 0;
    }

    /** Volume [m3] that a load [t] settling with a density [t/m3] takes, never more than the storage there is. */
    static double deposit(double storage, double load, double trapEfficiency, double density) {
        return Math.min(storage, load * trapEfficiency / density);
    }

    /** Volume [m3] that storage lacks of the smallest one that operation needs. */
    static double shortfall(double storage, double smallestStorage) {
        return Math.max(0, smallestStorage - storage);
    }

    /** Firm energy [MW.h/a] of a storage: Ymax·(1 − exp(−k·V/Q)). */
    static double firmEnergy(double storage, double inflow, double largest, double exponent) {
        return largest * (1 - exp(-exponent * storage / inflow));
    }
}
