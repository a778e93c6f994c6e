// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Every indicator of every draw and year of one simulated world. Years count from 0, the state before the first year, to
 * {@link #years()}. Read-only once handed out by a model.
 */
public final class Trajectories {

    /** Largest number of cells, indicators × draws × (years + 1), that one world may hold in memory. */
    public static final long MAXIMUM_CELLS = 100_000_000;

    private final List<Indicator> indicators;
    private final int draws;
    private final double[][][] values;

    private Trajectories(List<Indicator> indicators, double[][][] values) {
        this.indicators = indicators;
        this.draws = values[0][0].length;
        this.values = values;
    }

    /**
     * Trajectories that were not simulated here.
     *
     * @param values by indicator, year from 0, and draw; all years of all indicators have the same draws
     */
    public static Trajectories of(List<Indicator> indicators, double[][][] values) {
        if (indicators.isEmpty() || values.length != indicators.size()) {
            throw new InvalidParameter(
                    "values", values.length + " indicators", indicators.size() + " indicators, at least 1");
        }
        double[][][] copy = new double[values.length][][];
        for (int indicator = 0; indicator < values.length; indicator++) {
            copy[indicator] =
                    Arrays.stream(values[indicator]).map(double[]::clone).toArray(double[][]::new);
        }
        Trajectories trajectories = new Trajectories(List.copyOf(indicators), copy);
        trajectories.requireRectangular();
        return trajectories;
    }

    private void requireRectangular() {
        for (double[][] years : values) {
            if (years.length != values[0].length) {
                throw new InvalidParameter("values", years.length + " years", values[0].length + " years");
            }
            for (double[] year : years) {
                if (year.length != draws) {
                    throw new InvalidParameter("values", year.length + " draws", draws + " draws");
                }
            }
        }
    }

    Trajectories(List<Indicator> indicators, int draws, int years) {
        long affordable = MAXIMUM_CELLS / ((long) indicators.size() * (years + 1));
        if (draws > affordable) {
            throw new InvalidParameter(
                    "draws", draws, "1 to %d with %d years and every draw kept".formatted(affordable, years));
        }
        this.indicators = indicators;
        this.draws = draws;
        this.values = new double[indicators.size()][years + 1][draws];
    }

    /** Takes the lanes of a block that are draws of this sampling. */
    void store(int indicator, int year, int firstDraw, double[] lanes) {
        System.arraycopy(lanes, 0, values[indicator][year], firstDraw, Math.min(lanes.length, draws - firstDraw));
    }

    public int draws() {
        return draws;
    }

    /** The horizon: years count from 0 to it. */
    public int years() {
        return values[0].length - 1;
    }

    /** What is recorded, in the order of the digest. */
    public List<Indicator> indicators() {
        return indicators;
    }

    /** @throws InvalidParameter if no indicator has the label; the message lists the allowed ones */
    public Indicator indicator(String label) {
        return indicators.stream()
                .filter(indicator -> indicator.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter(
                        "indicator",
                        label,
                        String.join(
                                ", ", indicators.stream().map(Indicator::label).toList())));
    }

    /**
     * One value.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ draw &lt; draws and 0 ≤ year ≤ years
     * @throws InvalidParameter if the indicator is not recorded
     */
    public double value(Indicator indicator, int draw, int year) {
        return row(indicator, year)[Objects.checkIndex(draw, draws)];
    }

    /** A copy of the values of all draws in one year, in draw order; errors as {@link #value}. */
    public double[] at(Indicator indicator, int year) {
        return row(indicator, year).clone();
    }

    private double[] row(Indicator indicator, int year) {
        int position = indicators.indexOf(indicator);
        if (position < 0) {
            indicator(indicator.label());
            throw new InvalidParameter("indicator", indicator, "the indicator of that label as the model names it");
        }
        double[][] years = values[position];
        return years[Objects.checkIndex(year, years.length)];
    }

    /**
     * SHA-256, 64 lower-case hexadecimal digits, over the digests of the blocks of 256 draws in order; that of a block is
     * SHA-256 over its little-endian doubles, year by year from 0, in a year indicator by indicator, draw by draw.
     */
    public String digest() {
        byte[][] blocks = new byte[Lanes.blocks(draws)][];
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = digest(block * Lanes.COUNT, Math.min((block + 1) * Lanes.COUNT, draws));
        }
        return DrawDigest.ofBlocks(blocks);
    }

    private byte[] digest(int firstDraw, int endDraw) {
        DrawDigest digest = new DrawDigest();
        for (int year = 0; year <= years(); year++) {
            for (double[][] indicator : values) {
                digest.add(Arrays.copyOfRange(indicator[year], firstDraw, endDraw));
            }
        }
        return digest.bytes();
    }
}
