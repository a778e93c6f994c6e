// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * Credits [t] from changes of the carbon stock above its baseline, lane by lane. A gain is credited less the deductions for
 * uncertainty and leakage, one after the other, and less the buffer's share of the stock change. A loss is a reversal: it is
 * cancelled from the buffer, and what the buffer cannot cover must grow back before anything is issued again. So issuance is
 * never negative, and issued + buffer − uncovered never exceeds the stock gained. Rules: VCS Methodology Requirements 4.4,
 * section 2.4 (uncertainty: 0.4307 relative standard errors, the 33.3rd percentile) and its buffer on the stock change.
 */
final class CarbonCredits {

    /** t of CO2 per t of carbon. */
    static final double CO2_PER_CARBON = 44.0 / 12;

    private final double[] buffer;
    private final double[] uncovered;

    CarbonCredits(int lanes) {
        buffer = new double[lanes];
        uncovered = new double[lanes];
    }

    /** t of CO2 in a biomass [Mg/har] over an area [har], roots included: B·area·(1 + R)·cf·44/12. */
    static double stock(double biomass, double area, double rootShoot, double carbonFraction) {
        return biomass * area * (1 + rootShoot) * carbonFraction * CO2_PER_CARBON;
    }

    /** Share kept after the deductions: (1 − q·s)·(1 − leakage). */
    static double keptShare(double deviations, double relativeError, double leakage) {
        return Math.max(0, 1 - deviations * relativeError) * (1 - leakage);
    }

    /** Credits issued for one year's stock change [t] above the baseline; ≥ 0. */
    double issue(int lane, double stockChange, double keptShare, double bufferShare) {
        if (stockChange < 0) {
            reverse(lane, -stockChange);
            return 0;
        }
        double reserved = Math.min(bufferShare, keptShare) * stockChange;
        double creditable = keptShare * stockChange - reserved;
        double regrown = Math.min(uncovered[lane], creditable);
        buffer[lane] += reserved;
        uncovered[lane] -= regrown;
        return creditable - regrown;
    }

    private void reverse(int lane, double loss) {
        double cancelled = Math.min(buffer[lane], loss);
        buffer[lane] -= cancelled;
        uncovered[lane] += loss - cancelled;
    }

    /** Credits in the buffer [t]. */
    double buffer(int lane) {
        return buffer[lane];
    }

    /** Reversed stock that no buffer covered [t]. */
    double uncovered(int lane) {
        return uncovered[lane];
    }
}
