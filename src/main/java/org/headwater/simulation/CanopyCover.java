// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;

/**
 * Canopy cover F, the share of the catchment under trees, within a year: dF/dt = g·F·(1 − F/K) − m·F, with the growth rate g
 * and the degradation rate m constant over the year. Solved exactly, so that a year has no step error and F stays in (0, K].
 */
final class CanopyCover {

    /** Below this net rate [1/a] the quotient (exp(n) − 1)/n is taken from its series, which then errs by less than 1e-17. */
    private static final double SMALL_RATE = 1e-5;

    private CanopyCover() {}

    /** Growth rate [1/a] under restoration effort in [0, 1]: g = r·I·exp(s·z − s²/2). */
    static double growthRate(double fullEffortRate, double effort, double logSd, double z) {
        return fullEffortRate * effort * WatershedFunctions.meanOneLognormal(logSd, z);
    }

    /** Degradation rate [1/a]: m = d·(1 − I). */
    static double degradationRate(double neglectRate, double effort) {
        return neglectRate * (1 - effort);
    }

    /**
     * Cover one year later, F·eⁿ / (1 + (g/K)·F·(eⁿ − 1)/n) with n = g − m: the logistic curve of Verhulst (1838) with a
     * loss term.
     */
    static double afterOneYear(double cover, double growth, double degradation, double ceiling) {
        double net = growth - degradation;
        double factor = exp(net);
        double accumulated = Math.abs(net) < SMALL_RATE ? 1 + net * (0.5 + net / 6) : (factor - 1) / net;
        return cover * factor / (1 + growth / ceiling * cover * accumulated);
    }
}
