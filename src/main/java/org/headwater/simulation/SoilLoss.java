// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;

/**
 * Soil loss from slopes [t/har/a] by the revised universal soil loss equation, R·K·LS·C·P, with a cover factor that falls
 * exponentially with canopy cover on the share of the load that cover can control. Source: K. G. Renard et al., Predicting
 * soil erosion by water, USDA Agriculture Handbook 703 (1997).
 */
final class SoilLoss {

    private SoilLoss() {}

    /**
     * Loss without canopy: R·K·LS·C₀·P.
     *
     * @param erosivity R [MJ.mm/(har.h.a)]
     * @param erodibility K [t.h/(MJ.mm)]
     * @param topography LS, slope length and steepness
     * @param management C₀, cover factor of the land between the trees
     * @param practice P, support practice
     */
    static double withoutCanopy(
            double erosivity, double erodibility, double topography, double management, double practice) {
        return erosivity * erodibility * topography * management * practice;
    }

    /** Loss under a canopy cover: loss without canopy times (1 − φ) + φ·exp(−b·F). */
    static double under(double cover, double lossWithoutCanopy, double controllable, double exponent) {
        return lossWithoutCanopy * (1 - controllable + controllable * exp(-exponent * cover));
    }
}
