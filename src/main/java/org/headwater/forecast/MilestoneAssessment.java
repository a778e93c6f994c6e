// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import java.util.List;
import org.headwater.project.Indicator;
import org.headwater.simulation.AttributableChange;
import org.headwater.simulation.MeasurementError;

/**
 * How a milestone is judged, in the forecast and in the verification alike: the mean of the readings over the years, held
 * draw by draw against the mean of the reference world over the same years. Never the raw ratio of two records, which would
 * pay for trend and chance.
 */
public final class MilestoneAssessment {

    private MilestoneAssessment() {}

    /**
     * The attributable change: a relative reduction where less is better, a gain where more is better.
     *
     * @param readings at least one, of different years within the forecast
     * @param seed of the measurement error's draws
     */
    public static AttributableChange attributableChange(
            SimulatedWorlds worlds, Indicator indicator, List<Reading> readings, long seed) {
        double[] reference = worlds.means(
                worlds.reference(),
                indicator,
                readings.stream().map(Reading::year).toList());
        double[] truth = meanTruth(indicator, readings, worlds.draws(), seed);
        return indicator.betterWhen() == Indicator.Direction.LOWER
                ? AttributableChange.relativeReduction(reference, truth)
                : AttributableChange.gain(reference, truth);
    }

    private static double[] meanTruth(Indicator indicator, List<Reading> readings, int draws, long seed) {
        double[] means = new double[draws];
        for (Reading reading : readings) {
            double[] truths = reading.error().truthOf(reading.value(), draws, seed, indicator.id(), reading.year());
            for (int draw = 0; draw < draws; draw++) {
                means[draw] += truths[draw] / readings.size();
            }
        }
        return means;
    }

    /** What would be read of the world in one year, one reading per draw: the predictive sample of an observation. */
    public static double[] predictive(
            SimulatedWorlds worlds, String world, Indicator indicator, int year, MeasurementError error, long seed) {
        return error.measure(worlds.values(world, indicator, year), seed, indicator.id(), year);
    }
}
