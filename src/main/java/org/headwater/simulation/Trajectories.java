// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Objects;

/**
 * Forest health and erosion of every draw and year of one simulated mechanism. Years count from 0, the state before the
 * first year, to {@link #years()}. Forest health lies in [0.01, 1]; erosion is relative and positive. Read-only once
 * handed out by a model.
 */
public final class Trajectories {

    private final int draws;
    private final double[][] forestHealth;
    private final double[][] erosion;

    Trajectories(int draws, int years) {
        this.draws = draws;
        this.forestHealth = new double[years + 1][draws];
        this.erosion = new double[years + 1][draws];
    }

    void record(int draw, int year, double forest, double relativeErosion) {
        forestHealth[year][draw] = forest;
        erosion[year][draw] = relativeErosion;
    }

    public int draws() {
        return draws;
    }

    public int years() {
        return forestHealth.length - 1;
    }

    /**
     * Forest health of one draw.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ draw &lt; draws and 0 ≤ year ≤ years
     */
    public double forestHealth(int draw, int year) {
        return forestHealth[Objects.checkIndex(year, forestHealth.length)][Objects.checkIndex(draw, draws)];
    }

    /**
     * Relative erosion of one draw.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ draw &lt; draws and 0 ≤ year ≤ years
     */
    public double erosion(int draw, int year) {
        return erosion[Objects.checkIndex(year, erosion.length)][Objects.checkIndex(draw, draws)];
    }

    /** A copy of the forest health of all draws in one year, in draw order. */
    public double[] forestHealthAt(int year) {
        return forestHealth[Objects.checkIndex(year, forestHealth.length)].clone();
    }

    /** A copy of the relative erosion of all draws in one year, in draw order. */
    public double[] erosionAt(int year) {
        return erosion[Objects.checkIndex(year, erosion.length)].clone();
    }

    /** A copy of one indicator of all draws in one year, in draw order. */
    public double[] at(Indicator indicator, int year) {
        return switch (indicator) {
            case FOREST_HEALTH -> forestHealthAt(year);
            case EROSION -> erosionAt(year);
        };
    }

    /**
     * SHA-256, 64 lower-case hexadecimal digits, over little-endian doubles: forest health of year 0 for all draws, of year
     * 1, … of the last year; then erosion in the same order.
     */
    public String digest() {
        DrawDigest digest = new DrawDigest();
        for (double[] year : forestHealth) {
            digest.add(year);
        }
        for (double[] year : erosion) {
            digest.add(year);
        }
        return digest.hex();
    }
}
