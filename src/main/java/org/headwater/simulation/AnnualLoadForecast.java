// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Posterior predictive distribution of yearly loads: the logarithms are jointly Student-t. Loads are in the unit of the
 * fitted ones. Immutable; made by {@link AnnualLoadModel#forecast}.
 */
public final class AnnualLoadForecast {

    private final int[] years;
    private final double[] location;
    private final double[][] scaleRoot;
    private final double degreesOfFreedom;

    /** Takes the lower triangular root L of the scale matrix L·Lᵀ of the log loads. */
    AnnualLoadForecast(int[] years, double[] location, double[][] scaleRoot, double degreesOfFreedom) {
        this.years = years;
        this.location = location;
        this.scaleRoot = scaleRoot;
        this.degreesOfFreedom = degreesOfFreedom;
    }

    /** The forecast calendar years, ascending. */
    public int[] years() {
        return years.clone();
    }

    /** Degrees of freedom of the Student-t distribution. */
    public double degreesOfFreedom() {
        return degreesOfFreedom;
    }

    /** Median of the log load of the year at an index. */
    public double logLocation(int index) {
        return location[index];
    }

    /** Scale (not sd) of the Student-t distribution of the log load of the year at an index. */
    public double logScale(int index) {
        double sum = 0;
        for (int k = 0; k <= index; k++) {
            sum += scaleRoot[index][k] * scaleRoot[index][k];
        }
        return Math.sqrt(sum);
    }

    /** Quantile of the log load of the year at an index; probability in (0, 1). */
    public double logQuantile(int index, double probability) {
        TDistribution student = new TDistribution(null, degreesOfFreedom);
        return logLocation(index) + logScale(index) * student.inverseCumulativeProbability(probability);
    }

    /**
     * Joint draws of all forecast years, each with parameter uncertainty and year-to-year noise. A year added at the end
     * changes no draw of an earlier year; the result does not depend on the number of threads.
     *
     * @param draws 1 to {@link Sampling#MAXIMUM_DRAWS}
     * @param threads 1 to {@link Sampling#MAXIMUM_THREADS}
     * @throws InvalidParameter if a count is out of range
     */
    public AnnualLoads draw(int draws, long seed, int threads) {
        Sampling sampling = new Sampling(draws, years.length, seed, threads);
        RandomSite noise = new RandomSite(seed, "annual-load");
        RandomGamma precision = new RandomGamma(seed, "annual-load-precision", degreesOfFreedom / 2);
        double[][] loads = new double[years.length][draws];
        Blocks.run(Lanes.blocks(draws), sampling.threads(), () -> loads, (kept, block) -> {
            int first = block * Lanes.COUNT;
            for (int draw = first; draw < Math.min(first + Lanes.COUNT, draws); draw++) {
                drawOne(draw, noise, precision, kept);
            }
        });
        return new AnnualLoads(years, loads);
    }

    private void drawOne(int draw, RandomSite noise, RandomGamma precision, double[][] loads) {
        double stretch = Math.sqrt(degreesOfFreedom / 2 / precision.at(draw));
        long key = noise.drawKey(draw);
        double[] z = new double[years.length];
        for (int i = 0; i < years.length; i++) {
            z[i] = RandomSite.normalAt(key, years[i]);
            double deviation = 0;
            for (int k = 0; k <= i; k++) {
                deviation += scaleRoot[i][k] * z[k];
            }
            loads[i][draw] = StrictMath.exp(location[i] + stretch * deviation);
        }
    }
}
