// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.MeasurementError;

/**
 * A reading of an indicator in one year of the factual world. Given the true value, readings are independent of each other.
 *
 * @param indicator label of the {@link org.headwater.simulation.Indicator}
 * @param year year of the model, from 0
 * @param value what was read, in the indicator's unit
 * @param error how readings scatter about the truth; its sd is above 0
 */
public record Observation(String indicator, int year, double value, MeasurementError error) {

    /** @throws InvalidParameter if the value cannot be read with such an error, or the error leaves no doubt */
    public Observation {
        if (!(sd(error) > 0)) {
            throw new InvalidParameter("sd", sd(error), "above 0, since no draw hits a value exactly");
        }
        boolean positive = error instanceof MeasurementError.Lognormal;
        if (!Double.isFinite(value) || (positive && value <= 0)) {
            throw new InvalidParameter("value", value, positive ? "a positive number" : "a number");
        }
    }

    private static double sd(MeasurementError error) {
        return switch (error) {
            case MeasurementError.Normal normal -> normal.sd();
            case MeasurementError.Lognormal lognormal -> lognormal.sd();
        };
    }

    /**
     * Logarithm of the likelihood of a true value, up to a constant: −½·((y − x)/sd)², of the logarithms of y and x if the error
     * is lognormal.
     */
    double logLikelihood(double truth) {
        double distance = switch (error) {
            case MeasurementError.Normal ignored -> value - truth;
            case MeasurementError.Lognormal ignored when truth > 0 -> StrictMath.log(value) - StrictMath.log(truth);
            case MeasurementError.Lognormal ignored -> Double.POSITIVE_INFINITY;
        };
        double deviations = distance / sd(error);
        return -0.5 * deviations * deviations;
    }
}
