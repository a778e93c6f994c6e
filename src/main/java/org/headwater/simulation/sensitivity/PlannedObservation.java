// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.Arrays;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.MeasurementError;
import org.headwater.simulation.Trajectories;

/**
 * A reading that has not been made: what would be measured, in every draw, and how well.
 *
 * @param name of the gauge or plot; two observations of different names have independent errors
 * @param year of the reading, 0 or more
 * @param truths the true value of each draw
 * @param error how the reading differs from it
 */
public record PlannedObservation(String name, int year, double[] truths, MeasurementError error) {

    /** @throws InvalidParameter if the error is 0, the year negative, or a truth is not finite or not positive where it must be */
    public PlannedObservation {
        InvalidParameter.requireBetween("year", year, 0, Integer.MAX_VALUE);
        InvalidParameter.requirePositive("sd", sd(error), Double.MAX_VALUE);
        truths = truths.clone();
        for (double truth : truths) {
            requireMeasurable(name, truth, error);
        }
    }

    private static void requireMeasurable(String name, double truth, MeasurementError error) {
        boolean relative = error instanceof MeasurementError.Lognormal;
        if (!Double.isFinite(truth) || relative && truth <= 0) {
            throw new InvalidParameter(
                    name, truth, relative ? "positive numbers, since the error is relative" : "finite numbers");
        }
    }

    /** A reading of an indicator in one world. */
    public static PlannedObservation of(
            String name, Trajectories world, Indicator indicator, int year, MeasurementError error) {
        return new PlannedObservation(name, year, world.at(indicator, year), error);
    }

    double[] readings(long seed) {
        return error.measure(truths, seed, name, year);
    }

    /** A scale on which the error is additive and normal with {@link #sd}. */
    double[] onNormalScale(double[] values) {
        return switch (error) {
            case MeasurementError.Normal normal -> values;
            case MeasurementError.Lognormal lognormal ->
                Arrays.stream(values).map(StrictMath::log).toArray();
        };
    }

    double sd() {
        return sd(error);
    }

    private static double sd(MeasurementError error) {
        return switch (error) {
            case MeasurementError.Normal normal -> normal.sd();
            case MeasurementError.Lognormal lognormal -> lognormal.sd();
        };
    }
}
