// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A linear axis from values to pixels, with ticks at multiples of 1, 2 or 5 times a power of ten.
 *
 * @param lowest value at pixel {@code from}
 * @param highest value at pixel {@code to}
 * @param step distance of the ticks, in units of the values
 */
record Axis(double lowest, double highest, double step, double from, double to) {

    private static final double MILLION = 1e6;
    private static final double ROUNDING = 1e-9;

    /** An axis over exactly these values. */
    static Axis over(double lowest, double highest, int ticks, double from, double to) {
        return new Axis(lowest, highest, step(highest - lowest, ticks), from, to);
    }

    /** An axis that begins and ends on a tick and covers all values; a single value gets some room around it. */
    static Axis covering(double least, double greatest, int ticks, double from, double to) {
        double room = greatest > least ? 0 : Math.max(Math.abs(least), 1) / 2;
        double step = step(greatest - least + 2 * room, ticks);
        double lowest = Math.floor((least - room) / step) * step;
        double highest = Math.ceil((greatest + room) / step) * step;
        return new Axis(lowest, highest, step, from, to);
    }

    double at(double value) {
        return from + (value - lowest) / (highest - lowest) * (to - from);
    }

    double[] at(double[] values) {
        return Arrays.stream(values).map(this::at).toArray();
    }

    /** The multiples of the step that lie on the axis. */
    List<Double> ticks() {
        long first = (long) Math.ceil(lowest / step - ROUNDING);
        long last = (long) Math.floor(highest / step + ROUNDING);
        return LongStream.rangeClosed(first, last)
                .mapToObj(multiple -> multiple * step)
                .toList();
    }

    /** Draws the axis across: a rule at each tick with its label below, and a line where 0 is. */
    void across(Svg svg, double top, double bottom) {
        for (double tick : ticks()) {
            svg.line(at(tick), top, at(tick), bottom, Svg.RULE, 1);
            svg.words(at(tick), bottom + 18, Svg.Anchor.MIDDLE, Svg.QUIET, label(tick));
        }
        svg.line(at(0), top - 4, at(0), bottom + 4, Svg.INK, 1.5);
    }

    String label(double tick) {
        return millions() ? grouped(tick / MILLION, step / MILLION) + "\u00A0M" : grouped(tick, step);
    }

    /** A value beside this axis, to a hundredth of the distance of its ticks. */
    String value(double value) {
        return millions() ? grouped(value / MILLION, step / MILLION / 100) + "\u00A0M" : grouped(value, step / 100);
    }

    /** {@link #value} with its sign. */
    String signed(double value) {
        return value > 0 ? "+" + value(value) : value(value);
    }

    private boolean millions() {
        return Math.max(Math.abs(lowest), Math.abs(highest)) >= MILLION;
    }

    /** Three significant digits, as in 0.278, −1.25 or 12,300; from a million on in millions. */
    static String figure(double value) {
        if (Math.abs(value) >= MILLION) {
            return figure(value / MILLION) + "\u00A0M";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
        return plain(rounded, Math.max(0, Math.min(rounded.scale(), 8)));
    }

    private static String grouped(double value, double step) {
        BigDecimal distance = BigDecimal.valueOf(step).stripTrailingZeros();
        return plain(BigDecimal.valueOf(value), Math.max(0, distance.scale()));
    }

    private static String plain(BigDecimal value, int decimals) {
        String digits = String.format(Locale.ROOT, "%,." + decimals + "f", value.abs());
        boolean zero = digits.chars().allMatch(c -> c == '0' || c == '.');
        return value.signum() < 0 && !zero ? "\u2212" + digits : digits;
    }

    /** The smallest of 1, 2, 5 times a power of ten that gives at most about so many ticks. */
    private static double step(double range, int ticks) {
        BigDecimal raw = new BigDecimal(range / ticks).round(new MathContext(1, RoundingMode.UP));
        int exponent = raw.precision() - raw.scale() - 1;
        int digit = raw.movePointLeft(exponent).intValue();
        int nice = digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10;
        return BigDecimal.valueOf(nice).movePointRight(exponent).doubleValue();
    }
}
