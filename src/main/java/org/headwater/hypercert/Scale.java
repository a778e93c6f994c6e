// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A linear scale from values to pixels, with ticks at whole multiples of {@code step}.
 *
 * @param lowest value at pixel {@code from}
 * @param highest value at pixel {@code to}, above {@code lowest}
 */
record Scale(double lowest, double highest, BigDecimal step, double from, double to) {

    private static final double MILLION = 1e6;

    /** A scale over these values as they are; a single one gets as much room as one unit. */
    static Scale over(double least, double greatest, int ticks, double from, double to) {
        double highest = greatest > least ? greatest : least + 1;
        return new Scale(least, highest, step(highest - least, ticks), from, to);
    }

    /** The same, widened to begin and end at a tick; a single value gets some room on both sides. */
    static Scale around(double least, double greatest, int ticks, double from, double to) {
        double room = greatest > least ? 0 : Math.max(Math.abs(least), 1) / 2;
        Scale exact = over(least - room, greatest + room, ticks, from, to);
        double step = exact.step.doubleValue();
        return new Scale(
                Math.floor(exact.lowest / step) * step, Math.ceil(exact.highest / step) * step, exact.step, from, to);
    }

    double at(double value) {
        return from + (value - lowest) / (highest - lowest) * (to - from);
    }

    List<BigDecimal> ticks() {
        double width = step.doubleValue();
        return LongStream.rangeClosed(
                        (long) Math.ceil(lowest / width - 1e-9), (long) Math.floor(highest / width + 1e-9))
                .mapToObj(multiple -> step.multiply(BigDecimal.valueOf(multiple)))
                .toList();
    }

    /** A tick in as many decimals as the ticks need. */
    String label(BigDecimal tick) {
        boolean millions = Math.max(Math.abs(lowest), Math.abs(highest)) >= MILLION;
        int decimals = Math.max(0, step.stripTrailingZeros().scale() + (millions ? 6 : 0));
        return millions ? digits(tick.movePointLeft(6), decimals) + "\u00A0M" : digits(tick, decimals);
    }

    /** Three significant digits without an exponent, from a million on in millions. */
    static String figure(double value) {
        if (Math.abs(value) >= MILLION) {
            return figure(value / MILLION) + "\u00A0M";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
        return digits(rounded, Math.clamp(rounded.scale(), 0, 8));
    }

    private static String digits(BigDecimal value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace('-', '\u2212');
    }

    /** The least of 1, 2 and 5 times a power of ten that gives about so many ticks. */
    private static BigDecimal step(double range, int ticks) {
        BigDecimal wanted = new BigDecimal(range / ticks).round(new MathContext(1, RoundingMode.UP));
        int digit = wanted.unscaledValue().intValueExact();
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(-wanted.scale());
        int nice = digit <= 2 ? digit : digit <= 5 ? 5 : 10;
        return power.multiply(BigDecimal.valueOf(nice));
    }
}
