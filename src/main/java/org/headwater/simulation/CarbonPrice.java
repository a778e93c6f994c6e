// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;

/**
 * Price of a credit [USD/t]: a trend times exp(ℓ), of which ℓ reverts to 0 (Ornstein–Uhlenbeck, exact yearly transition) and jumps. The
 * jumps of a year are Poisson in number and normal in size, mean 0. Source of the jumps: R. C. Merton, J. Financial Economics
 * 3 (1976), 125–144.
 */
final class CarbonPrice {

    private static final double SMALL_REVERSION = 1e-6;

    private CarbonPrice() {}

    /** Sd of the diffusion over one year: v·√((1 − exp(−2κ))/(2κ)), v per √a. */
    static double yearlySd(double volatility, double reversion) {
        double twice = 2 * reversion;
        return volatility * Math.sqrt(twice < SMALL_REVERSION ? 1 - twice / 2 : (1 - exp(-twice)) / twice);
    }

    /** ℓ' = ℓ·exp(−κ) + sd·z + √N·σ_J·z_J, with N jumps in the year. */
    static double nextLogRatio(
            double logRatio, double retained, double yearlySd, double z, int jumps, double jumpSd, double jumpZ) {
        double moved = logRatio * retained + yearlySd * z;
        return jumps == 0 ? moved : moved + Math.sqrt(jumps) * jumpSd * jumpZ;
    }

    /**
     * What a year adds to ln E exp(ℓ), from a known ℓ some years before: ½·(w·sd)² + λ·(exp(½·(w·σ_J)²) − 1), where the weight
     * w = exp(−κ·years) is what reversion has left of a move by then. The price is trend·exp(ℓ)/E exp(ℓ), so that its mean
     * follows the trend.
     */
    static double logMeanIncrement(double weight, double yearlySd, double jumpRate, double jumpSd) {
        double diffusion = weight * yearlySd;
        double jump = weight * jumpSd;
        return 0.5 * diffusion * diffusion + jumpRate * (exp(0.5 * jump * jump) - 1);
    }
}
