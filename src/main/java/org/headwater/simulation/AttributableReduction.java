// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;

/**
 * How much lower a load was than it would have been without the project: per draw 1 − O/N, where N is the mean over the
 * observed years of the load forecast without project, and O the mean of what was observed, with measurement error. A raw
 * ratio of observed to past loads would pay for trend and chance; the lower quantile of this does so only within its
 * stated probability.
 */
public final class AttributableReduction {

    private AttributableReduction() {}

    /**
     * Draws of the relative attributable reduction, in draw order; at most 1, negative where the load rose.
     *
     * @param withoutProject joint draws of the same years
     * @param observed measured load of each year, in the unit of the draws, positive
     * @param measurementLogSd sd of the natural logarithm of one year's measurement error, [0, 5]; 0.2 to 0.3 for sediment
     * @throws InvalidParameter if a value is not allowed or the years do not match
     */
    public static double[] draws(AnnualLoads withoutProject, double[] observed, double measurementLogSd, long seed) {
        int[] years = withoutProject.years();
        if (observed.length != years.length) {
            throw new InvalidParameter("observed", observed.length + " values", "one for each of " + years.length);
        }
        Arrays.stream(observed)
                .forEach(
                        load -> InvalidParameter.requireBetween("observed", load, Double.MIN_NORMAL, Double.MAX_VALUE));
        InvalidParameter.requireBetween("measurementLogSd", measurementLogSd, 0, 5);
        RandomSite measurement = new RandomSite(seed, "measurement");
        double[] reductions = withoutProject.means();
        for (int draw = 0; draw < reductions.length; draw++) {
            double trueMean = trueMean(measurement.drawKey(draw), years, observed, measurementLogSd);
            reductions[draw] = 1 - trueMean / reductions[draw];
        }
        return reductions;
    }

    /** The true load given the measured one: ln true ~ N(ln measured, sd²), independent between years. */
    private static double trueMean(long key, int[] years, double[] observed, double logSd) {
        double sum = 0;
        for (int i = 0; i < years.length; i++) {
            sum += observed[i] * StrictMath.exp(logSd * RandomSite.normalAt(key, years[i]));
        }
        return sum / years.length;
    }
}
