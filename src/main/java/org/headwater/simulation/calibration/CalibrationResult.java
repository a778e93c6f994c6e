// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import java.util.List;
import java.util.Map;
import org.headwater.simulation.PublishedParameters;

/**
 * Parameters found, and everything that is needed to find them again.
 *
 * @param modelVersion of the equations
 * @param table what was aimed at
 * @param start where the search began
 * @param held parameters that kept a value, by name
 * @param parameters where it ended
 * @param residuals over {@link #checkDraws} fresh draws, in the order of the table
 * @param excessSpread sd of forest health under credit trading less that under the performance contract, over the same draws
 * @param objective sum of squared deviations in units of their tolerance, with the pull towards the start
 * @param converged false if the search ended at the largest number of evaluations
 * @param evaluations how many sets of parameters were simulated
 * @param draws that the search used, of seed {@link #seed}
 * @param checkDraws that the residuals use, of seed {@link #checkSeed}
 * @param singularValues of the means' derivative by the search coordinates in units of tolerance, largest first: a direction
 *     of parameters whose value is below 1 moves no mean by its tolerance, and is not determined
 */
public record CalibrationResult(
        String modelVersion,
        TargetTable table,
        PublishedParameters start,
        Map<String, Double> held,
        PublishedParameters parameters,
        List<Residual> residuals,
        double excessSpread,
        double objective,
        boolean converged,
        int evaluations,
        int draws,
        long seed,
        int checkDraws,
        long checkSeed,
        List<Double> singularValues) {

    public CalibrationResult {
        held = Map.copyOf(held);
        residuals = List.copyOf(residuals);
        singularValues = List.copyOf(singularValues);
    }

    /** Whether over the fresh draws every mean is within its tolerance of its target, and the spreads stand as the table asks. */
    public boolean fits() {
        return residuals.stream().allMatch(CalibrationResult::isMet)
                && (!table.creditsSpreadMore() || excessSpread > 0);
    }

    private static boolean isMet(Residual residual) {
        return Math.abs(residual.deviation()) <= residual.target().tolerance();
    }
}
