// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import org.headwater.simulation.Summary;

/**
 * A target beside what the calibrated model gives, over draws that the calibration has not seen.
 *
 * @param drawn of the draws in the target's year: {@link Summary#mean()} is ours, {@link Summary#standardError()} its Monte Carlo
 *     error, {@link Summary#q05()} to {@link Summary#q95()} the central 90 % of draws
 */
public record Residual(Target target, Summary drawn) {

    /** Ours less the target, in the unit of the indicator. */
    public double deviation() {
        return drawn.mean() - target.mean();
    }
}
