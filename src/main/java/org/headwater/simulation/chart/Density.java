// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import java.util.Arrays;
import org.headwater.simulation.Summary;

/**
 * A kernel estimate of a density on a regular grid: normal kernel, bandwidth 0.9·min(sd, IQR/1.34)·n^(−1/5) (Silverman 1986,
 * equation 3.31), draws shared linearly between the two grid points beside them (Wand 1994).
 *
 * @param at the grid
 * @param value density per unit of {@code at}
 */
record Density(double[] at, double[] value) {

    private static final int POINTS = 401;

    /** Kernels reach so many bandwidths. */
    private static final double REACH = 5;

    static Density of(double[] draws, double lowest, double highest) {
        double distance = (highest - lowest) / (POINTS - 1);
        double[] shares = shares(draws, lowest, distance);
        double bandwidth = Math.max(bandwidth(draws), distance);
        int reach = (int) Math.ceil(REACH * bandwidth / distance);
        double[] kernel = kernel(reach, distance / bandwidth, distance);
        double[] at = new double[POINTS];
        double[] value = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            at[i] = lowest + i * distance;
            for (int j = Math.max(0, i - reach); j <= Math.min(POINTS - 1, i + reach); j++) {
                value[i] += shares[j] * kernel[Math.abs(i - j)];
            }
        }
        return new Density(at, value);
    }

    double highest() {
        double highest = 0;
        for (double density : value) {
            highest = Math.max(highest, density);
        }
        return highest;
    }

    /** The grid from the first to the last point with at least this density. */
    Density without(double least) {
        int first = 0;
        int last = POINTS - 1;
        while (value[first] < least) {
            first++;
        }
        while (value[last] < least) {
            last--;
        }
        return new Density(Arrays.copyOfRange(at, first, last + 1), Arrays.copyOfRange(value, first, last + 1));
    }

    private static double[] shares(double[] draws, double lowest, double distance) {
        double[] shares = new double[POINTS];
        for (double draw : draws) {
            double place = (draw - lowest) / distance;
            int below = Math.min((int) place, POINTS - 2);
            shares[below] += (1 - (place - below)) / draws.length;
            shares[below + 1] += (place - below) / draws.length;
        }
        return shares;
    }

    private static double bandwidth(double[] draws) {
        Summary summary = Summary.of(draws);
        double spread = Math.min(summary.sd(), (summary.q75() - summary.q25()) / 1.34);
        return 0.9 * spread * StrictMath.pow(draws.length, -0.2);
    }

    private static double[] kernel(int reach, double step, double distance) {
        double[] kernel = new double[reach + 1];
        for (int i = 0; i <= reach; i++) {
            kernel[i] = StrictMath.exp(-0.5 * (i * step) * (i * step)) * step / distance / StrictMath.sqrt(2 * Math.PI);
        }
        return kernel;
    }
}
